package plimsoll.app.commands;

import picocli.CommandLine.Command;

/// `plimsoll line`: tries packs of rules, and explains the line they draw.
@Command(
        name = "line",
        description = "Try packs of rules, and explain the line that they draw for a repository.",
        mixinStandardHelpOptions = true,
        subcommands = {LineTestCommand.class, LineExplainCommand.class})
public final class LineCommand {
    /// For picocli.
    public LineCommand() {}
}
