package plimsoll.domain.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.Policy.Second;
import plimsoll.domain.guard.Verdict.Outcome;

/// What comes of the words of two guards and of thresholds.
class VerdictTest {
    private static final Opinion MISSING = new Opinion.Missing("guard", "down");

    @Test
    void eitherGuardStopsAText() {
        var policy = policy(new Second(0.5, false, true), Map.of());
        assertEquals(
                Outcome.BLOCK, verdict(0.9, policy).with(given(0.1, Hazard.S1)).outcome());
        assertEquals(
                Outcome.BLOCK, verdict(0.1, policy).with(given(0.9, Hazard.S1)).outcome());
        assertEquals(
                Outcome.PASS, verdict(0.1, policy).with(given(0.1, Hazard.S1)).outcome());
        assertEquals(
                Outcome.REVIEW, verdict(0.1, policy).with(given(0.9, Hazard.S5)).outcome());
    }

    @Test
    void aGuardThatDecidesOverrulesWordsButNotTheirSilence() {
        var policy = policy(new Second(0.5, true, true), Map.of());
        var overruled = verdict(0.9, policy).with(given(0.1, Hazard.S1));
        assertEquals(Outcome.PASS, overruled.outcome());
        assertFalse(overruled.isHarmful());
        assertEquals(List.of(), overruled.reasons());
        assertEquals(Outcome.BLOCK, verdict(0.9, policy).with(MISSING).outcome());
    }

    @Test
    void whatNobodyCouldJudgeGoesNoFurtherAndIsHeldAgainstNobody() {
        var closed =
                verdict(0.1, policy(new Second(0.5, false, true), Map.of())).with(MISSING);
        assertEquals(Outcome.UNJUDGED, closed.outcome());
        assertTrue(closed.stops());
        assertFalse(closed.blocks());
        assertEquals(List.of("unjudged"), closed.reasons());
        var open = verdict(0.1, policy(new Second(0.5, false, false), Map.of())).with(MISSING);
        assertEquals(Outcome.PASS, open.outcome());
    }

    @Test
    void aHazardHasAThresholdOfItsOwn() {
        var strict = policy(Second.NONE, Map.of(Hazard.S1, 0.2));
        assertEquals(Outcome.BLOCK, verdict(0.3, strict).outcome());
        var lenient = policy(Second.NONE, Map.of(Hazard.S1, 0.95));
        assertEquals(Outcome.PASS, verdict(0.9, lenient).outcome());
        assertEquals(
                Outcome.PASS, verdict(0.1, lenient).with(given(0.9, Hazard.S1)).outcome());
    }

    @Test
    void aCodeOfOnesOwnStops() {
        var own = new Opinion.Given("guard", 0.9, Map.of("lg3:S15", 0.9), Map.of(), false, Sha256.ofUtf8("weights"));
        var verdict =
                verdict(0.1, policy(new Second(0.5, false, true), Map.of())).with(own);
        assertEquals(Outcome.BLOCK, verdict.outcome());
        assertEquals(List.of("lg3:S15"), verdict.reasons());
    }

    @Test
    void termsAreWholeWordsWhateverTheirCase() {
        var terms = new Terms(List.of("Project  Neptune"), List.of("kill -9"));
        assertEquals(List.of("project neptune"), terms.deniedIn("Tell me of PROJECT\nneptune!"));
        assertEquals(List.of(), terms.deniedIn("Tell me of project neptunes"));
        assertEquals("how do I   a process", terms.without("how do I kill -9 a process"));
        var denied = new Verdict(
                Side.QUESTION,
                Scores.NONE,
                List.of(),
                Sha256.ofUtf8("words"),
                policy(Second.NONE, Map.of()),
                Optional.empty(),
                List.of("project neptune"));
        assertEquals(Outcome.BLOCK, denied.outcome());
        assertEquals(List.of("term:project neptune"), denied.reasons());
    }

    private static Policy policy(Second second, Map<Hazard, Double> hazards) {
        Set<Hazard> reviewed = EnumSet.of(Hazard.S5);
        return new Policy("test", 0.5, 0.5, 0.5, 0.6, hazards, reviewed, second);
    }

    private static Verdict verdict(double harmful, Policy policy) {
        return new Verdict(
                Side.QUESTION,
                new Scores(harmful, Map.of(Hazard.S1, harmful), 0, 0),
                List.of(),
                Sha256.ofUtf8("words"),
                policy);
    }

    private static Opinion given(double unsafe, Hazard hazard) {
        return new Opinion.Given(
                "guard",
                unsafe,
                Map.of(hazard.code(), unsafe),
                Map.of(hazard, unsafe),
                false,
                Sha256.ofUtf8("weights"));
    }
}
