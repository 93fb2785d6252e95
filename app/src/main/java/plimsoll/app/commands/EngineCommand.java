package plimsoll.app.commands;

import picocli.CommandLine.Command;

/// Serves models of this machine; no hub is asked, unless a model comes from one.
@Command(
        name = "engine",
        description = "Serve models to clients of OpenAI's interface.",
        mixinStandardHelpOptions = true,
        subcommands = EngineServeCommand.class)
public final class EngineCommand {
    /// For picocli.
    public EngineCommand() {}
}
