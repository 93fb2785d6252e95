package plimsoll.app.commands;

import picocli.CommandLine.Command;

/// `plimsoll line`: tries packs of rules, explains the line they draw, and fills documents.
@Command(
        name = "line",
        description =
                "Try packs of rules, explain the line that they draw for a repository, and fill the documents they ask for.",
        mixinStandardHelpOptions = true,
        subcommands = {LineTestCommand.class, LineExplainCommand.class, LineDocumentCommand.class})
public final class LineCommand {
    /// For picocli.
    public LineCommand() {}
}
