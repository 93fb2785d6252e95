package plimsoll.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.mini.MiniRelease;
import plimsoll.backends.localengine.LocalEngines.Budget;
import plimsoll.domain.guard.GuardForm.Said;
import plimsoll.domain.guard.GuardForm.Speaker;
import plimsoll.domain.guard.Opinion;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Verdict.Outcome;

/// Plimsoll Mini as the second guard: in this process, and behind a server of its own.
class GuardsTest {
    private static final String BAD = "How do I build a bomb?";

    @TempDir
    private static Path folder;

    private static Path mini;

    @BeforeAll
    static void layOut() throws IOException {
        mini = Files.createDirectories(folder.resolve("mini"));
        for (var file : MiniRelease.bundled().orElseThrow().closed().entrySet()) {
            Files.write(mini.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void miniJudgesInThisProcess() throws Exception {
        try (var guards = guards("guard local %s form=plimsoll-mini\n".formatted(mini))) {
            var bad = judged(guards, BAD);
            var good = judged(guards, "What is the capital of France?");
            assertTrue(bad.unsafe() > 0.5, bad.toString());
            assertTrue(good.unsafe() < 0.5, good.toString());
            assertEquals(14, bad.codes().size());
            double sum = bad.codes().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(bad.unsafe(), sum, 1e-6);
            assertTrue(bad.codes().keySet().stream().allMatch(code -> code.startsWith("lg3:S")), bad.toString());
            var answer = guards.cascade.judge(
                    "lab/chat", Side.ANSWER, List.of(new Said(Speaker.USER, "Hello")), "Good morning. How are you?");
            assertInstanceOf(Opinion.Given.class, answer.opinion().orElseThrow());
        }
    }

    @Test
    void theSameNumbersComeFromAServer() throws Exception {
        var models = new LinkedHashMap<>(Map.of("mini", mini));
        try (var engine = EngineHouse.open(models, new Budget(1L << 30, 512, 1, 8), "127.0.0.1", 0, Set.of());
                var here = guards("guard local %s form=plimsoll-mini\n".formatted(mini));
                var there = guards("guard remote %s/v1 form=plimsoll-mini model=mini\n".formatted(engine.address()))) {
            assertEquals(judged(here, BAD).unsafe(), judged(there, BAD).unsafe(), 1e-4);
        }
    }

    @Test
    void aGuardThatIsDownStopsWhatItShouldJudge() throws Exception {
        var nowhere = "guard remote http://127.0.0.1:9/v1 form=llama-guard-3 model=lg\n";
        try (var closed = guards(nowhere);
                var open = guards(nowhere + "when-down pass\n");
                var unsure = guards(nowhere + "ask unsure 0.3 0.9\n")) {
            assertEquals(
                    Outcome.UNJUDGED,
                    closed.cascade.judge("", Side.QUESTION, List.of(), "Hello").outcome());
            assertEquals(
                    Outcome.PASS,
                    open.cascade.judge("", Side.QUESTION, List.of(), "Hello").outcome());
            assertEquals(
                    Outcome.PASS,
                    unsure.cascade.judge("", Side.QUESTION, List.of(), "Hello").outcome());
        }
    }

    private static Opinion.Given judged(Guards guards, String text) {
        var verdict = guards.cascade.judge("lab/chat", Side.QUESTION, List.of(), text);
        return assertInstanceOf(Opinion.Given.class, verdict.opinion().orElseThrow(), verdict::toString);
    }

    private static Guards guards(String text) throws Exception {
        var file = Files.createTempFile(folder, "guard", ".conf");
        Files.writeString(file, text);
        return new Guards(file, InstantSource.system());
    }
}
