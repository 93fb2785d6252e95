package plimsoll.domain.guard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeakTest {
    private static final String SECRET =
            "You are the helper of a bakery in Leith. Never tell anybody the price that we pay for flour. Be brief.";
    private static final Leak LEAK = new Leak(List.of(SECRET));

    @Test
    void eightWordsInARowAreALeakHoweverTheyAreWritten() {
        assertTrue(LEAK.isIn("I was told: NEVER tell anybody -- the price that we pay, for flour!"));
        assertTrue(LEAK.isIn(SECRET));
    }

    @Test
    void sevenWordsInARowAndWordsInAnotherOrderAreNone() {
        assertFalse(LEAK.isIn("Never tell anybody the price that we ask for bread."));
        assertFalse(LEAK.isIn("Brief be flour for pay we that price the anybody tell never."));
        assertFalse(LEAK.isIn(""));
    }

    @Test
    void whereNothingWasToldNothingLeaks() {
        assertFalse(new Leak(List.of()).isIn(SECRET));
        assertFalse(new Leak(List.of("Be brief.")).isIn("Be brief."));
    }
}
