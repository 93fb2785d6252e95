package plimsoll.app.commands;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.guard.GuardWork;
import plimsoll.domain.guard.Side;

/// `plimsoll guard judge`: what the guard says of a text.
@Command(
        name = "judge",
        description = "Say what the guard makes of a text.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "2:wrong use"})
final class GuardJudgeCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "TEXT", description = "What a model is asked.")
    private String text = "";

    @Option(names = "--answer", description = "It is what a model says.")
    private boolean answer;

    @Override
    public Integer call() {
        return errand.run(this::judge);
    }

    private void judge() throws IOException {
        var verdict = GuardWork.detector(null).judge(answer ? Side.ANSWER : Side.QUESTION, text);
        var out = errand.out();
        out.printf("%s %s%n", verdict.outcome().name().toLowerCase(Locale.ROOT), String.join(", ", verdict.reasons()));
        verdict.signs().forEach(sign -> out.println("sign: " + sign));
        out.printf(
                "harmful %.3f, jailbreak %.3f, harassment %.3f%n",
                verdict.scores().harmful(),
                verdict.scores().jailbreak(),
                verdict.scores().harassment());
        verdict.scores()
                .hazards()
                .forEach((hazard, score) -> out.printf("  %-4s %.3f  %s%n", hazard, score, hazard.title()));
        out.flush();
    }
}
