package plimsoll.app.commands;

import picocli.CommandLine.Command;

/// Works on model files on this machine; no hub is asked.
@Command(
        name = "model",
        description = "Look into model files, scan, convert and quantise them, and tell how open a model is.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelInspectCommand.class,
            ModelScanCommand.class,
            ModelConvertCommand.class,
            ModelQuantizeCommand.class,
            ModelOpennessCommand.class
        })
public final class ModelCommand {
    /// For picocli.
    public ModelCommand() {}
}
