package plimsoll.app.commands;

import picocli.CommandLine.Command;

/// Works on model files on this machine; no hub is asked.
@Command(
        name = "model",
        description = "Look into model files, convert and quantise them.",
        mixinStandardHelpOptions = true,
        subcommands = {ModelInspectCommand.class, ModelConvertCommand.class, ModelQuantizeCommand.class})
public final class ModelCommand {
    /// For picocli.
    public ModelCommand() {}
}
