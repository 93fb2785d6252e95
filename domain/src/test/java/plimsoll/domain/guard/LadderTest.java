package plimsoll.domain.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.Strike.Answer;
import plimsoll.domain.guard.Strike.Appeal;
import plimsoll.domain.guard.Strike.Step;

class LadderTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Policy POLICY = new Policy("test", 0.5, 0.5, 0.5, 0.6);

    @Test
    void eachTimeItComesToTooMuchTheNextStepFollows() {
        var steps = new ArrayList<Step>();
        var strikes = new ArrayList<Strike>();
        var risk = Risk.NONE;
        for (int turn = 0; turn < 12; turn++) {
            risk = risk.after(verdict(0.9, List.of()), false, NOON);
            var step = Ladder.next(risk, strikes, NOON);
            if (step.isPresent()) {
                steps.add(step.get());
                strikes.add(strike(step.get()));
                risk = risk.spent(NOON);
            }
        }
        assertEquals(List.of(Step.NOTICE, Step.THROTTLE, Step.SUSPENSION, Step.BAR), steps);
    }

    @Test
    void tricksAndSecondTriesWeighMore() {
        var risk = Risk.NONE;
        for (int turn = 0; turn < 2; turn++) {
            risk = risk.after(verdict(0.9, List.of("base64")), true, NOON);
        }
        assertEquals(Optional.of(Step.NOTICE), Ladder.next(risk, List.of(), NOON));
    }

    @Test
    void whoAsksMuchAndIsRarelyStoppedEarnsNothing() {
        var risk = Risk.NONE;
        var now = NOON;
        for (int asked = 0; asked < 3_000; asked++) {
            now = now.plus(Duration.ofMinutes(15));
            risk = risk.after(verdict(asked % 50 == 49 ? 0.9 : 0.1, List.of()), false, now);
            assertEquals(Optional.empty(), Ladder.next(risk, List.of(), now));
        }
    }

    @Test
    void weightIsForgotten() {
        var risk = new Risk(8, NOON, 8, 0);
        assertEquals(2, risk.weightAt(NOON.plus(Duration.ofDays(2))), 1e-9);
    }

    @Test
    void whatWasOverturnedCountsForNothing() {
        var undone = strike(Step.SUSPENSION)
                .with(new Appeal("it was a novel", NOON, Optional.of(new Answer(true, "so it was", "eve", NOON))));
        assertFalse(undone.inForce(NOON));
        assertEquals(Optional.of(Step.NOTICE), Ladder.next(new Risk(3, NOON, 3, 0), List.of(undone), NOON));
    }

    @Test
    void aStrikeEnds() {
        var strike = strike(Step.THROTTLE);
        assertTrue(strike.inForce(NOON));
        assertFalse(strike.inForce(NOON.plus(Ladder.length(Step.THROTTLE))));
    }

    private static Verdict verdict(double harmful, List<String> signs) {
        return new Verdict(
                Side.QUESTION,
                new Scores(harmful, Map.of(Hazard.S1, harmful), 0, 0),
                signs,
                Sha256.ofUtf8("a guard"),
                POLICY);
    }

    private static Strike strike(Step step) {
        return new Strike(
                "id",
                "ada",
                step,
                Ladder.RULE,
                "lg3:S1",
                "hash",
                "guard",
                NOON,
                NOON.plus(Ladder.length(step)),
                "plimsoll",
                Optional.empty());
    }
}
