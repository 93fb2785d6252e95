package plimsoll.app.commands;

import picocli.CommandLine.Command;

/// `plimsoll data`: looks at what models are trained on.
@Command(
        name = "data",
        description = "Look at data: what personal data files hold.",
        mixinStandardHelpOptions = true,
        subcommands = {DataScanCommand.class})
public final class DataCommand {
    /// For picocli.
    public DataCommand() {}
}
