package plimsoll.app.commands;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Command(
            name = "list",
            description = "List repositories you may see.",
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
        public Integer call() {
            return connection.run(hub -> {
                var author = owner.isEmpty() ? "" : "&author=" + Words.encoded(owner);
                var found = hub.get("api/" + kind + "s?limit=" + limit + author);
                connection.print(
                        found,
                        found.valueStream()
                                .map(repository -> Words.row(repository, "id"))
                                .collect(Collectors.joining("\n")));
            });
        }
    }

    @Command(
            name = "delete",
            description = "Delete a repository and all its history.",
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
    static final class Delete implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Parameters(paramLabel = "OWNER/NAME", description = "The repository.")
        private String id = "";

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "model, dataset or space (default: ${DEFAULT-VALUE}).")
        private Kind kind = Kind.model;

        @Override
        public Integer call() {
            return connection.run(hub -> {
                int slash = id.indexOf('/');
                if (slash <= 0) {
                    throw new Failure(ExitCode.USAGE, "'%s' is not OWNER/NAME.".formatted(id));
                }
                var body = Map.of(
                        "organization", id.substring(0, slash), "name", id.substring(slash + 1), "type", kind.name());
                connection.print(hub.send("DELETE", "api/repos/delete", body), "");
            });
        }
    }
}
