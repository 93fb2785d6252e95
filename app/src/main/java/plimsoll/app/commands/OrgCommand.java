package plimsoll.app.commands;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Founds organisations and says who belongs to them.
@Command(
        name = "org",
        description = "Found organisations and say who belongs to them.",
        mixinStandardHelpOptions = true,
        subcommands = {OrgCommand.Create.class, OrgCommand.Add.class, OrgCommand.Remove.class})
public final class OrgCommand {
    private static final String ORGANISATIONS = "api/plimsoll/organisations";

    /// For picocli.
    public OrgCommand() {}

    private static String member(String organisation, String account) {
        return ORGANISATIONS + "/" + Words.encoded(organisation) + "/members/" + Words.encoded(account);
    }

    @Command(
            name = "create",
            description = "Found an organisation; you are its first admin.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = ExitCode.HEADING,
            exitCodeList = {
                "0:done",
                "1:the hub failed",
                "2:wrong use, or a value the hub does not take",
                "3:no hub answers",
                "4:not allowed: no token, a wrong one, or one of somebody who may not",
                "5:no such account, token, organisation or repository",
                "6:conflict: the name is taken, or nobody would be left as admin"
            })
    static final class Create implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "Its name, under which it publishes.")
        private String name = "";

        @Option(names = "--full-name", paramLabel = "TEXT", description = "What it is called.")
        private String fullName = "";

        @Override
        public Integer call() {
            return connection.run(hub -> {
                var founded = hub.send("POST", ORGANISATIONS, Map.of("name", name, "fullName", fullName));
                connection.print(founded, founded.path("name").asString());
            });
        }
    }

    @Command(
            name = "add",
            description = "Let an account belong to an organisation, or change its role there.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = ExitCode.HEADING,
            exitCodeList = {
                "0:done",
                "1:the hub failed",
                "2:wrong use, or a value the hub does not take",
                "3:no hub answers",
                "4:not allowed: no token, a wrong one, or one of somebody who may not",
                "5:no such account, token, organisation or repository",
                "6:conflict: the name is taken, or nobody would be left as admin"
            })
    static final class Add implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Parameters(index = "0", paramLabel = "ORGANISATION", description = "The organisation.")
        private String organisation = "";

        @Parameters(index = "1", paramLabel = "ACCOUNT", description = "The account.")
        private String account = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "read, write or admin (default: ${DEFAULT-VALUE}).")
        private String role = "write";

        @Override
        public Integer call() {
            return connection.run(hub -> {
                var member = hub.send("PUT", member(organisation, account), Map.of("role", role));
                connection.print(member, Words.row(member, "organisation", "account", "role"));
            });
        }
    }

    @Command(
            name = "remove",
            description = "Take an account out of an organisation.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = ExitCode.HEADING,
            exitCodeList = {
                "0:done",
                "1:the hub failed",
                "2:wrong use, or a value the hub does not take",
                "3:no hub answers",
                "4:not allowed: no token, a wrong one, or one of somebody who may not",
                "5:no such account, token, organisation or repository",
                "6:conflict: the name is taken, or nobody would be left as admin"
            })
    static final class Remove implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Parameters(index = "0", paramLabel = "ORGANISATION", description = "The organisation.")
        private String organisation = "";

        @Parameters(index = "1", paramLabel = "ACCOUNT", description = "The account.")
        private String account = "";

        @Override
        public Integer call() {
            return connection.run(hub -> connection.print(hub.send("DELETE", member(organisation, account)), ""));
        }
    }
}
