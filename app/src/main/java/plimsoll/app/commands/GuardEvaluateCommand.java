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

/// `plimsoll guard evaluate`: how good the guard is.
@Command(
        name = "evaluate",
        description = {
            "Measure the guard's classifiers on texts that they were neither trained nor fitted on.",
            "",
            "For each detector and set: recall, false alarms, AUPRC; for each disguise: what is blocked before and after",
            "it is taken off."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:the sets or the classifiers cannot be read", "2:wrong use"})
final class GuardEvaluateCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "DATA", description = "The folder of the sets.")
    private Path data = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Classifiers (default: those that come with Plimsoll).")
    private @Nullable Path model;

    @Override
    public Integer call() {
        return errand.run(this::evaluate);
    }

    private void evaluate() throws IOException {
        GuardWork.evaluate(data, GuardWork.detector(model), errand.out());
    }
}
