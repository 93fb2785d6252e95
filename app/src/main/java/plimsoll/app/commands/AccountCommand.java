package plimsoll.app.commands;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.commands.HubClient.Failure;
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

    @Command(name = "create", description = "Open an account; prints its new token alone.")
    static final class Create extends HubVerb {
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
        void run(HubClient hub) throws Failure {
            var opened = hub.send(
                    "POST", ACCOUNTS, Map.of("name", name, "role", role, "fullName", fullName, "email", email));
            print(opened, opened.path("token").asString());
        }
    }

    @Command(name = "list", description = "List the accounts.")
    static final class ListAll extends HubVerb {
        @Option(names = "--after", paramLabel = "NAME", description = "Begin after this name.")
        private String after = "";

        @Override
        void run(HubClient hub) throws Failure {
            var accounts = hub.get(ACCOUNTS + "?after=" + Words.encoded(after));
            print(accounts, accounts.valueStream().map(ListAll::line).collect(Collectors.joining("\n")));
        }

        private static String line(JsonNode account) {
            return Words.row(account, "name", "role", "standing", "fullName");
        }
    }

    @Command(name = "link", description = "Print a link with which its holder signs in once.")
    static final class Link extends HubVerb {
        @Parameters(paramLabel = "NAME", description = "The account.")
        private String name = "";

        @Override
        void run(HubClient hub) throws Failure {
            var link = hub.send("POST", ACCOUNTS + "/" + Words.encoded(name) + "/sign-in-links");
            print(link, link.path("url").asString());
        }
    }

    @Command(name = "change", description = "Change an account's role or standing.")
    static final class Change extends HubVerb {
        @Parameters(paramLabel = "NAME", description = "The account.")
        private String name = "";

        @Option(names = "--role", paramLabel = "ROLE", description = "member, auditor or admin.")
        private String role = "";

        @Option(names = "--standing", paramLabel = "STANDING", description = "active or suspended.")
        private String standing = "";

        @Option(names = "--reason", paramLabel = "REASON", description = "Why, for the record.")
        private String reason = "";

        @Override
        void run(HubClient hub) throws Failure {
            var wanted = new HashMap<>(Map.of("role", role, "standing", standing, "reason", reason));
            wanted.values().removeIf(String::isEmpty);
            var changed = hub.send("PATCH", ACCOUNTS + "/" + Words.encoded(name), wanted);
            print(changed, ListAll.line(changed));
        }
    }
}
