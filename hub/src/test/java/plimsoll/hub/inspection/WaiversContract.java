package plimsoll.hub.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.hub.fixtures.Story.commit;
import static plimsoll.hub.fixtures.Story.model;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Waiver;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.repositories.Releases;

/// What a store of waivers promises, and the releases beside it that tell no hold while one is in force.
public abstract class WaiversContract {
    private static final Hold BAD = new Hold(commit(1), true, "a.pkl is not safe: it calls os.system.");
    private static final Hold OTHER = new Hold(commit(2), true, "b.pkl is not safe: it calls os.system.");

    private final StoppedClock stopped = new StoppedClock();

    /// The clock by which they end.
    protected final InstantSource clock = stopped;

    private final Repository repository = model(1, "lab/tide");

    /// The waivers under test, none at first.
    protected abstract Waivers waivers();

    /// The releases beside them.
    protected abstract Releases releases();

    @Test
    void oneIsReadBackReplacedAndEnded() {
        var waivers = waivers();
        var first = waiver(BAD, "An example.", Duration.ofDays(1));
        waivers.keep(repository.id(), first);
        assertEquals(List.of(first), waivers.of(repository.id()));
        var second = waiver(BAD, "A better reason.", Duration.ofDays(2));
        waivers.keep(repository.id(), second);
        assertEquals(List.of(second), waivers.of(repository.id()));
        assertEquals(List.of(), waivers.of(model(2, "lab/other").id()));
        assertFalse(waivers.end(repository.id(), commit(9)));
        assertTrue(waivers.end(repository.id(), commit(1)));
        assertEquals(List.of(), waivers.of(repository.id()));
    }

    @Test
    void aHoldIsToldToNobodyWhileItIsWaivedAndByTheClockAgain() {
        var releases = releases();
        releases.hold(repository.id(), List.of(BAD, OTHER), List.of());
        waivers().keep(repository.id(), waiver(BAD, "An example.", Duration.ofDays(1)));
        assertEquals(List.of(OTHER), releases.of(repository).holds());
        assertEquals(List.of(BAD, OTHER), releases.allHolds(repository.id()));
        stopped.pass(Duration.ofDays(1));
        assertEquals(List.of(BAD, OTHER), releases.of(repository).holds());
        assertEquals(List.of(repository.id()), waivers().ended(clock.instant()));
        assertEquals(List.of(), waivers().ended(clock.instant().minusSeconds(1)));
    }

    @Test
    void anotherFindingHoldsAllTheSame() {
        var releases = releases();
        releases.hold(repository.id(), List.of(BAD), List.of());
        waivers().keep(repository.id(), waiver(BAD, "An example.", Duration.ofDays(1)));
        var worse = new Hold(commit(1), true, "c.pkl is not safe: it calls os.system.");
        releases.hold(repository.id(), List.of(worse), List.of());
        assertEquals(List.of(worse), releases.of(repository).holds());
    }

    @Test
    void aDeletedRepositorysGoWithIt() {
        waivers().keep(repository.id(), waiver(BAD, "An example.", Duration.ofDays(1)));
        releases().forget(repository.id());
        assertEquals(List.of(), waivers().of(repository.id()));
    }

    private Waiver waiver(Hold hold, String reason, Duration time) {
        var now = clock.instant();
        return new Waiver(hold.commit(), hold.reason(), reason, "rita", now, now.plus(time));
    }
}
