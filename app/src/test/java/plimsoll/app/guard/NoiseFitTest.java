package plimsoll.app.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.guard.Surprise.Tail;

/// From what on the end of a text is noise.
class NoiseFitTest {
    private static final List<Tail> PLAIN =
            List.of(new Tail(2, 0), new Tail(2.5, 0.5), new Tail(6, 0.1), new Tail(3, 2));
    private static final List<Tail> NOISY = List.of(new Tail(5, 1), new Tail(6, 3), new Tail(4.5, 1.5));

    @Test
    void allNoiseIsFoundWhereNothingPlainHasAsMuchOfBoth() {
        var least = NoiseFit.of(PLAIN, NOISY, 0);
        assertEquals(0, NoiseFit.part(PLAIN, least));
        assertEquals(1, NoiseFit.part(NOISY, least));
    }

    @Test
    void noMorePlainTextsAreFlaggedThanMayBe() {
        var mixed = List.of(new Tail(5, 1), new Tail(1, 0), new Tail(1, 0), new Tail(1, 0));
        assertTrue(NoiseFit.part(mixed, NoiseFit.of(mixed, NOISY, 0.2)) <= 0.2);
        assertEquals(1, NoiseFit.part(NOISY, NoiseFit.of(mixed, NOISY, 0.25)));
    }
}
