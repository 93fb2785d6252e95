package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.hub.content.SweepBlobs.Swept;
import plimsoll.hub.content.SweepRounds.SweepRound;

/// What every keeper of the last round of sweeping promises.
public abstract class SweepRoundsContract {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    /// The rounds under test, none yet.
    protected abstract SweepRounds rounds();

    @Test
    void theLastOneIsKept() {
        assertEquals(Optional.empty(), rounds().last());
        rounds().keep(new SweepRound(NOW, NOW.plusSeconds(5), new Swept(1, 1L << 40, 3, 4, 5), 6));
        var later = new SweepRound(NOW.plusSeconds(7), NOW.plusSeconds(8), new Swept(1, 2, 3, 4, 5), 0);
        rounds().keep(later);
        assertEquals(Optional.of(later), rounds().last());
    }
}
