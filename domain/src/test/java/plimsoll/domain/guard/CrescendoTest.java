package plimsoll.domain.guard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Conversations that climb, and those that do not.
class CrescendoTest {
    private static final Crescendo CLIMB = Crescendo.FITTED;

    @Test
    void eachQuestionALittleWorseIsAClimb() {
        assertTrue(CLIMB.rises(List.of(0.05, 0.2, 0.4), 0.6));
        assertTrue(CLIMB.rises(List.of(0.1, 0.3), 0.6));
    }

    @Test
    void twoQuestionsAreNone() {
        assertFalse(CLIMB.rises(List.of(0.1), 0.9));
        assertFalse(CLIMB.rises(List.of(), 0.9));
    }

    @Test
    void aClimbThatStaysLowOrGoesDownIsNone() {
        assertFalse(CLIMB.rises(List.of(0.01, 0.1, 0.2), 0.3));
        assertFalse(CLIMB.rises(List.of(0.1, 0.9, 0.3), 0.6));
    }

    @Test
    void whatIsBadAllAlongIsNoClimb() {
        assertFalse(CLIMB.rises(List.of(0.6, 0.6, 0.6), 0.6));
    }

    @Test
    void whatLiesFarBackIsNotLookedAt() {
        var old = Collections.nCopies(40, 0.9);
        var climb = List.of(0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8);
        var all = new ArrayList<>(old);
        all.addAll(climb);
        assertFalse(new Crescendo(60, 3, 0.05, 0.5).rises(all, 0.95));
        assertTrue(new Crescendo(12, 3, 0.05, 0.5).rises(all, 0.95));
    }
}
