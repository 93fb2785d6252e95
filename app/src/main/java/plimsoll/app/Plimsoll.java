package plimsoll.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import plimsoll.app.commands.AccountCommand;
import plimsoll.app.commands.BenchCommand;
import plimsoll.app.commands.DataCommand;
import plimsoll.app.commands.DeclareCommand;
import plimsoll.app.commands.DetectTextCommand;
import plimsoll.app.commands.EngineCommand;
import plimsoll.app.commands.GuardCommand;
import plimsoll.app.commands.LineCommand;
import plimsoll.app.commands.LogCommand;
import plimsoll.app.commands.MiniCommand;
import plimsoll.app.commands.ModelCommand;
import plimsoll.app.commands.OrgCommand;
import plimsoll.app.commands.RepoCommand;
import plimsoll.app.commands.ReproduceCommand;
import plimsoll.app.commands.RunCommand;
import plimsoll.app.commands.ServeCommand;
import plimsoll.app.commands.SweepCommand;
import plimsoll.app.commands.TokenCommand;
import plimsoll.app.commands.TrainCommand;
import plimsoll.app.commands.TrainStartCommand;
import plimsoll.app.commands.VerifyCommand;
import plimsoll.app.config.Version;

/// The command `plimsoll`.
@Command(
        name = "plimsoll",
        description =
                "A hub for AI models, datasets and demo apps that releases each one as openly as its risk allows.",
        mixinStandardHelpOptions = true,
        version = Version.SOFTWARE,
        subcommands = {
            AccountCommand.class,
            TokenCommand.class,
            OrgCommand.class,
            RepoCommand.class,
            SweepCommand.class,
            LineCommand.class,
            DeclareCommand.class,
            MiniCommand.class,
            ModelCommand.class,
            RunCommand.class,
            BenchCommand.class,
            TrainCommand.class,
            ReproduceCommand.class,
            EngineCommand.class,
            DetectTextCommand.class,
            GuardCommand.class,
            DataCommand.class
        })
public final class Plimsoll {
    private Plimsoll() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] arguments) {
        LogLines.install();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Plimsoll())
                .addSubcommand(new ServeCommand(out, err))
                .addSubcommand(new VerifyCommand(out, err))
                .addSubcommand(new LogCommand(out, err, System.getenv()))
                .addSubcommand(new TrainStartCommand(err))
                .execute(arguments));
    }
}
