package plimsoll.app.commands;

import picocli.CommandLine.Command;

/// The built-in guard: how it is made, and how good it is.
@Command(
        name = "guard",
        description = "Train and measure the classifiers that judge what models are asked and say.",
        mixinStandardHelpOptions = true,
        subcommands = {
            GuardTrainCommand.class,
            GuardEvaluateCommand.class,
            GuardJudgeCommand.class,
            GuardClimbsCommand.class
        })
public final class GuardCommand {
    /// For picocli.
    public GuardCommand() {}
}
