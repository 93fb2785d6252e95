package plimsoll.app.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.config.BadSetting;
import plimsoll.app.config.GuardRules;
import plimsoll.app.config.Setting;
import plimsoll.app.config.Settings;
import plimsoll.app.wiring.Guards;
import plimsoll.domain.guard.Opinion;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Verdict;

/// `plimsoll guard judge`: what the guard says of a text, under the rules of a hub's data folder.
@Command(
        name = "judge",
        description = {
            "Say what the guard makes of a text.",
            "",
            "It judges as the hub of the data folder does: by DIR/guard.conf with its terms, thresholds and second guard,",
            "or by the classifiers of words alone where there is no such file."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:a file cannot be read", "2:wrong use, or a guard.conf that cannot be"})
final class GuardJudgeCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "TEXT", description = "What a model is asked.")
    private String text = "";

    @Option(names = "--answer", description = "It is what a model says.")
    private boolean answer;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The hub's data folder (default: $PLIMSOLL_DATA, or ~/.local/share/plimsoll).")
    private @Nullable Path data;

    @Option(
            names = "--model",
            paramLabel = "NAMESPACE/NAME",
            description = "The model that is asked, which may have thresholds of its own.")
    private String model = "";

    @Override
    public Integer call() {
        return errand.run(this::judge);
    }

    private void judge() throws IOException {
        try {
            judge(rules());
        } catch (BadSetting bad) {
            throw new NotAnswered(String.valueOf(bad.getMessage()));
        }
    }

    private void judge(Path rules) throws BadSetting, IOException {
        try (var guards = new Guards(rules, InstantSource.system())) {
            var verdict = guards.guard().judge(model, answer ? Side.ANSWER : Side.QUESTION, List.of(), text);
            print(errand.out(), verdict);
            errand.out()
                    .println(Files.exists(rules) ? "by " + rules : "by words alone: there is no %s".formatted(rules));
            errand.out().flush();
        }
    }

    private Path rules() throws BadSetting, IOException {
        var given = new EnumMap<Setting, String>(Setting.class);
        if (data != null) {
            given.put(Setting.DATA, data.toString());
        }
        return Settings.gather(given, System.getenv(), Path.of(System.getProperty("user.home")))
                .data()
                .resolve(GuardRules.FILE);
    }

    private static void print(PrintWriter out, Verdict verdict) {
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
        verdict.opinion().ifPresent(opinion -> out.println(told(opinion)));
    }

    private static String told(Opinion opinion) {
        return switch (opinion) {
            case Opinion.Missing(var guard, var why) -> "second guard %s: no answer, %s".formatted(guard, why);
            case Opinion.Given given ->
                "second guard %s: unsafe %.3f%s%s"
                        .formatted(
                                given.guard(),
                                given.unsafe(),
                                given.bounded() ? " (a bound: its server tells the likeliest tokens alone)" : "",
                                given.likeliest().map(code -> ", " + code).orElse(""));
        };
    }
}
