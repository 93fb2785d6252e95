package plimsoll.domain.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class HarvestTest {
    private static final Instant DAWN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aThousandQuestionsForReasoningFromOneTemplateAreAHarvest() {
        assertTrue(among(1_200, Duration.ofMinutes(1), HarvestTest::solve));
        assertFalse(among(999, Duration.ofMinutes(1), HarvestTest::solve), "too few");
        assertFalse(among(1_200, Duration.ofMinutes(2), HarvestTest::solve), "too slow");
    }

    @Test
    void aBatchOfPlainWorkIsNone() {
        assertFalse(among(
                2_000, Duration.ofSeconds(30), i -> "Classify this review as good or bad: \"tea %d\"".formatted(i)));
    }

    @Test
    void manyTemplatesAtAllHoursAreOneAndInOneEveningAreNone() {
        IntFunction<String> varied = i -> "Think step by step. " + varied(i);
        assertTrue(among(1_400, Duration.ofSeconds(80), varied));
        assertFalse(among(1_400, Duration.ofSeconds(10), varied));
    }

    @Test
    void whatIsPutIntoATemplateIsNotSeen() {
        assertEquals(
                Harvest.template("Translate \"good morning\" into French"),
                Harvest.template("Translate \"the cat sleeps\" into German"));
        assertNotEquals(Harvest.template("What is the moon?"), Harvest.template("Why is the moon round?"));
    }

    private static String solve(int i) {
        return "Solve this problem step by step and show your reasoning: what is %d times %d?".formatted(i, i + 3);
    }

    /// A thousand and more ways to ask, by which words of frames stand in which order.
    private static String varied(int i) {
        var words = new String[] {"what", "why", "how", "which", "when", "where", "who", "explain", "describe", "list"};
        return "%s is it, %s and %s, %s?"
                .formatted(words[i % 10], words[i / 10 % 10], words[i / 100 % 10], words[i / 1000 % 10]);
    }

    private static boolean among(int count, Duration apart, IntFunction<String> question) {
        var harvest = new Harvest();
        boolean seen = false;
        for (int i = 0; i < count; i++) {
            seen |= harvest.sees(question.apply(i), DAWN.plus(apart.multipliedBy(i)));
        }
        return seen;
    }
}
