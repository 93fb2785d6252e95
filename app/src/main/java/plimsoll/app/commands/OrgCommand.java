package plimsoll.app.commands;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.commands.HubClient.Failure;

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

    @Command(name = "create", description = "Found an organisation; you are its first admin.")
    static final class Create extends HubVerb {
        @Parameters(paramLabel = "NAME", description = "Its name, under which it publishes.")
        private String name = "";

        @Option(names = "--full-name", paramLabel = "TEXT", description = "What it is called.")
        private String fullName = "";

        @Override
        void run(HubClient hub) throws Failure {
            var founded = hub.send("POST", ORGANISATIONS, Map.of("name", name, "fullName", fullName));
            print(founded, founded.path("name").asString());
        }
    }

    @Command(name = "add", description = "Let an account belong to an organisation, or change its role there.")
    static final class Add extends HubVerb {
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
        void run(HubClient hub) throws Failure {
            var member = hub.send("PUT", member(organisation, account), Map.of("role", role));
            print(member, Words.row(member, "organisation", "account", "role"));
        }
    }

    @Command(name = "remove", description = "Take an account out of an organisation.")
    static final class Remove extends HubVerb {
        @Parameters(index = "0", paramLabel = "ORGANISATION", description = "The organisation.")
        private String organisation = "";

        @Parameters(index = "1", paramLabel = "ACCOUNT", description = "The account.")
        private String account = "";

        @Override
        void run(HubClient hub) throws Failure {
            print(hub.send("DELETE", member(organisation, account)), "");
        }
    }
}
