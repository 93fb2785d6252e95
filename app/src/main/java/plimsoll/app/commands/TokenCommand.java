package plimsoll.app.commands;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes, lists and revokes access tokens: one's own, and for admins everybody's.
@Command(
        name = "token",
        description = "Make, list and revoke access tokens.",
        mixinStandardHelpOptions = true,
        subcommands = {TokenCommand.Create.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
public final class TokenCommand {
    /// For picocli.
    public TokenCommand() {}

    private static String tokens(String account) {
        return "api/plimsoll/accounts/" + Words.encoded(account) + "/tokens";
    }

    @Command(
            name = "create",
            description = "Make a token; prints it alone, once.",
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

        @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "Whose (default: your own).")
        private String account = "me";

        @Option(names = "--name", paramLabel = "TEXT", description = "What to call it (default: ${DEFAULT-VALUE}).")
        private String name = "command line";

        @Option(names = "--scope", paramLabel = "SCOPE", description = "read or write (default: ${DEFAULT-VALUE}).")
        private String scope = "write";

        @Override
        public Integer call() {
            return connection.run(hub -> {
                var issued = hub.send("POST", tokens(account), Map.of("displayName", name, "scope", scope));
                connection.print(issued, issued.path("secret").asString());
            });
        }
    }

    @Command(
            name = "list",
            description = "List tokens, without their secrets.",
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

        @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "Whose (default: your own).")
        private String account = "me";

        @Override
        public Integer call() {
            return connection.run(hub -> {
                var found = hub.get(tokens(account));
                connection.print(
                        found,
                        found.valueStream()
                                .map(token -> Words.row(token, "id", "scope", "createdAt", "lastUsedAt", "displayName"))
                                .collect(Collectors.joining("\n")));
            });
        }
    }

    @Command(
            name = "revoke",
            description = "Revoke a token; it stops working at once.",
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
    static final class Revoke implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Parameters(paramLabel = "ID", description = "Its id, as 'token list' shows it.")
        private String id = "";

        @Option(names = "--account", paramLabel = "ACCOUNT", description = "Whose (default: your own).")
        private String account = "me";

        @Override
        public Integer call() {
            return connection.run(
                    hub -> connection.print(hub.send("DELETE", tokens(account) + "/" + Words.encoded(id)), ""));
        }
    }
}
