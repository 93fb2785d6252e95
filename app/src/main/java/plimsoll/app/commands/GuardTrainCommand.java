package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.guard.GuardWork;

/// `plimsoll guard train`: learns the classifiers anew.
@Command(
        name = "train",
        description = {
            "Learn the guard's classifiers from a folder of public sets.",
            "",
            "Its MANIFEST.tsv says what each set may be used for; one that may not train a model that ships stops this.",
            "The same sets give the same bytes."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:the sets cannot be read, or one may not be used", "2:wrong use"})
final class GuardTrainCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "DATA", description = "The folder of the sets.")
    private Path data = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the classifiers are written.")
    private Path output = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "Of the order of learning (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    public Integer call() {
        return errand.run(this::train);
    }

    private void train() throws IOException {
        GuardWork.train(data, output, seed, errand.out());
    }
}
