package plimsoll.app.commands;

import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.commands.HubClient.Failure;

/// Lists and deletes repositories, in the words of the Hub protocol.
@Command(
        name = "repo",
        description = "List and delete repositories.",
        mixinStandardHelpOptions = true,
        subcommands = {RepoCommand.ListAll.class, RepoCommand.Delete.class})
public final class RepoCommand {
    /// For picocli.
    public RepoCommand() {}

    /// The kinds of repository, as this command names them.
    enum Kind {
        /// Models.
        model,
        /// Datasets.
        dataset,
        /// Demo apps.
        space
    }

    @Command(name = "list", description = "List repositories you may see.")
    static final class ListAll extends HubVerb {
        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "model, dataset or space (default: ${DEFAULT-VALUE}).")
        private Kind kind = Kind.model;

        @Option(names = "--owner", paramLabel = "NAME", description = "Only this account's or organisation's.")
        private String owner = "";

        @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
        private int limit = 100;

        @Override
        void run(HubClient hub) throws Failure {
            var author = owner.isEmpty() ? "" : "&author=" + Words.encoded(owner);
            var found = hub.get("api/" + kind + "s?limit=" + limit + author);
            print(
                    found,
                    found.valueStream()
                            .map(repository -> Words.row(repository, "id"))
                            .collect(Collectors.joining("\n")));
        }
    }

    @Command(name = "delete", description = "Delete a repository and all its history.")
    static final class Delete extends HubVerb {
        @Parameters(paramLabel = "OWNER/NAME", description = "The repository.")
        private String id = "";

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "model, dataset or space (default: ${DEFAULT-VALUE}).")
        private Kind kind = Kind.model;

        @Override
        void run(HubClient hub) throws Failure {
            int slash = id.indexOf('/');
            if (slash <= 0) {
                throw new Failure(ExitCode.USAGE, "'%s' is not OWNER/NAME.".formatted(id));
            }
            var body = Map.of(
                    "organization", id.substring(0, slash), "name", id.substring(slash + 1), "type", kind.name());
            print(hub.send("DELETE", "api/repos/delete", body), "");
        }
    }
}
