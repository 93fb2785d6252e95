package plimsoll.app.commands;

import picocli.CommandLine.Command;

/// `plimsoll mini`: what makes and tries the model that comes with the hub.
@Command(
        name = "mini",
        description = "Make the data of Plimsoll Mini, the model that comes with the hub, and try what became of it.",
        mixinStandardHelpOptions = true,
        subcommands = {MiniDataCommand.class, MiniEvaluateCommand.class, MiniWatermarkCommand.class})
public final class MiniCommand {
    /// For picocli.
    public MiniCommand() {}
}
