package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.guard.GuardWork;

/// `plimsoll guard climbs`: from what on a conversation is led to harm.
@Command(
        name = "climbs",
        description = {
            "Find from what on questions of a conversation count as a climb to harm, and print it.",
            "",
            "Of all numbers by which few questions of harmless conversations are a climb, those are best by which most",
            "questions of the scripts are one."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:the sets, the scripts or the classifiers cannot be read", "2:wrong use"})
final class GuardClimbsCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(index = "0", paramLabel = "DATA", description = "The folder of the sets.")
    private Path data = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "SCRIPTS",
            description = "Conversations, a line a question, under a line @crescendo; an empty line ends each.")
    private Path scripts = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Classifiers (default: those that come with Plimsoll).")
    private @Nullable Path model;

    @Override
    public Integer call() {
        return errand.run(this::fit);
    }

    private void fit() throws IOException {
        GuardWork.fitClimbs(data, scripts, GuardWork.detector(model), errand.out());
    }
}
