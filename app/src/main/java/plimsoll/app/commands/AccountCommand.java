package plimsoll.app.commands;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Opens accounts and changes them. For admins.
@Command(
        name = "account",
        description = "Open accounts and change them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AccountCommand.Create.class,
            AccountCommand.ListAll.class,
            AccountCommand.Link.class,
            AccountCommand.Change.class
        })
public final class AccountCommand {
    private static final String ACCOUNTS = "api/plimsoll/accounts";

    /// For picocli.
    public AccountCommand() {}

    @Command(
            name = "create",
            description = "Open an account; prints its new token alone.",
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

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "member, auditor or admin (default: ${DEFAULT-VALUE}).")
        private String role = "member";

        @Option(names = "--full-name", paramLabel = "TEXT", description = "What its holder is called.")
        private String fullName = "";

        @Option(names = "--email", paramLabel = "ADDRESS", description = "Where to write to them.")
        private String email = "";

        @Override
        public Integer call() {
            return connection.run(hub -> {
                var opened = hub.send(
                        "POST", ACCOUNTS, Map.of("name", name, "role", role, "fullName", fullName, "email", email));
                connection.print(opened, opened.path("token").asString());
            });
        }
    }

    @Command(
            name = "list",
            description = "List the accounts.",
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
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Option(names = "--after", paramLabel = "NAME", description = "Begin after this name.")
        private String after = "";

        @Override
        public Integer call() {
            return connection.run(hub -> {
                var accounts = hub.get(ACCOUNTS + "?after=" + Words.encoded(after));
                connection.print(
                        accounts, accounts.valueStream().map(ListAll::line).collect(Collectors.joining("\n")));
            });
        }

        private static String line(JsonNode account) {
            return Words.row(account, "name", "role", "standing", "fullName");
        }
    }

    @Command(
            name = "link",
            description = "Print a link with which its holder signs in once.",
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
    static final class Link implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The account.")
        private String name = "";

        @Override
        public Integer call() {
            return connection.run(hub -> {
                var link = hub.send("POST", ACCOUNTS + "/" + Words.encoded(name) + "/sign-in-links");
                connection.print(link, link.path("url").asString());
            });
        }
    }

    @Command(
            name = "change",
            description = "Change an account's role or standing.",
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
    static final class Change implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The account.")
        private String name = "";

        @Option(names = "--role", paramLabel = "ROLE", description = "member, auditor or admin.")
        private String role = "";

        @Option(names = "--standing", paramLabel = "STANDING", description = "active or suspended.")
        private String standing = "";

        @Option(names = "--reason", paramLabel = "REASON", description = "Why, for the record.")
        private String reason = "";

        @Override
        public Integer call() {
            return connection.run(hub -> {
                var wanted = new HashMap<>(Map.of("role", role, "standing", standing, "reason", reason));
                wanted.values().removeIf(String::isEmpty);
                var changed = hub.send("PATCH", ACCOUNTS + "/" + Words.encoded(name), wanted);
                connection.print(changed, ListAll.line(changed));
            });
        }
    }
}
