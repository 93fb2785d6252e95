package plimsoll.app.commands;

import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.commands.HubClient.Failure;

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

    @Command(name = "create", description = "Make a token; prints it alone, once.")
    static final class Create extends HubVerb {
        @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "Whose (default: your own).")
        private String account = "me";

        @Option(names = "--name", paramLabel = "TEXT", description = "What to call it (default: ${DEFAULT-VALUE}).")
        private String name = "command line";

        @Option(names = "--scope", paramLabel = "SCOPE", description = "read or write (default: ${DEFAULT-VALUE}).")
        private String scope = "write";

        @Override
        void run(HubClient hub) throws Failure {
            var issued = hub.send("POST", tokens(account), Map.of("displayName", name, "scope", scope));
            print(issued, issued.path("secret").asString());
        }
    }

    @Command(name = "list", description = "List tokens, without their secrets.")
    static final class ListAll extends HubVerb {
        @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "Whose (default: your own).")
        private String account = "me";

        @Override
        void run(HubClient hub) throws Failure {
            var found = hub.get(tokens(account));
            print(
                    found,
                    found.valueStream()
                            .map(token -> Words.row(token, "id", "scope", "createdAt", "lastUsedAt", "displayName"))
                            .collect(Collectors.joining("\n")));
        }
    }

    @Command(name = "revoke", description = "Revoke a token; it stops working at once.")
    static final class Revoke extends HubVerb {
        @Parameters(paramLabel = "ID", description = "Its id, as 'token list' shows it.")
        private String id = "";

        @Option(names = "--account", paramLabel = "ACCOUNT", description = "Whose (default: your own).")
        private String account = "me";

        @Override
        void run(HubClient hub) throws Failure {
            print(hub.send("DELETE", tokens(account) + "/" + Words.encoded(id)), "");
        }
    }
}
