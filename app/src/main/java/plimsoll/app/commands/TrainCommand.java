package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.engine.training.Recipe;
import plimsoll.engine.training.Training;

/// `plimsoll train`: makes a model from a recipe.
@Command(
        name = "train",
        description = {
            "Train a model as a recipe says, and write it as safetensors and GGUF.",
            "",
            "The same recipe over the same files gives the same weights, to the byte, with any number of threads.",
            "Ctrl-C stops with a checkpoint; --resume goes on from the last one, also after a crash."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done, or stopped with a checkpoint",
            "1:reading or writing failed",
            "2:wrong use, or a recipe or data that cannot be followed",
            "5:no such file",
            "6:the output folder holds a model or a checkpoint, and --resume was not given"
        })
public final class TrainCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "CONFIG", description = "The recipe, a JSON file; its paths are relative to it.")
    private Path config = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FOLDER",
            description = "Where checkpoints, the log and the model go.")
    private Path output = Path.of("");

    @Option(names = "--resume", description = "Go on from the last checkpoint in the output folder.")
    private boolean resume;

    @Option(
            names = "--snapshot",
            paramLabel = "FOLDER",
            description = "Train nothing; write the model there as the last checkpoint has it.")
    private @Nullable Path snapshot;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /// For picocli.
    public TrainCommand() {}

    @Override
    public Integer call() {
        return errand.run(this::run);
    }

    private void run() throws IOException, NotAnswered {
        if (threads < 1) {
            throw new NotAnswered("there is at least 1 thread");
        }
        try (var training = Training.open(Recipe.read(config), output, threads, resume || snapshot != null)) {
            if (snapshot != null) {
                training.write(snapshot);
                errand.print(
                        Map.of("folder", snapshot.toString(), "step", training.stepsDone()),
                        List.of("%s: after step %d".formatted(snapshot, training.stepsDone())));
                return;
            }
            var line = TrainingLine.of(training, errand.err());
            boolean done = line.watch(training);
            errand.print(
                    Map.of("folder", output.toString(), "done", done, "loss", line.loss()),
                    List.of(summary(done, line.loss())));
        }
    }

    private String summary(boolean done, double loss) {
        if (!done) {
            return "stopped; --resume goes on from the checkpoint in " + output;
        }
        return loss == 0 ? output + ": all steps were done before" : "%s: loss %.4f".formatted(output, loss);
    }
}
