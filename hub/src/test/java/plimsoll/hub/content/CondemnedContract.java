package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.ledger.Transactions;

/// What every keeper of condemned blobs promises.
public abstract class CondemnedContract {
    private static final Sha256 BLOB = new Sha256("a".repeat(64));
    private static final Sha256 OTHER = new Sha256("b".repeat(64));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    /// The condemned under test, none yet; the same each time.
    protected abstract Condemned condemned();

    /// The transactions they belong to.
    protected abstract Transactions transactions();

    @Test
    void whatIsCondemnedCannotBeClaimedUntilItIsReleased() {
        assertTrue(claim(BLOB));
        assertTrue(condemned().condemn(BLOB, NOON));
        assertFalse(claim(BLOB));
        assertTrue(claim(OTHER));
        condemned().release(BLOB);
        assertTrue(claim(BLOB));
    }

    @Test
    void oneCondemnsAtATime() {
        assertTrue(condemned().condemn(BLOB, NOON));
        assertFalse(condemned().condemn(BLOB, NOON));
        condemned().release(BLOB);
        assertTrue(condemned().condemn(BLOB, NOON));
    }

    @Test
    void releasingWhatIsNotCondemnedDoesNothing() {
        condemned().release(BLOB);
        assertTrue(claim(BLOB));
        condemned().release(BLOB);
        assertTrue(condemned().condemn(BLOB, NOON));
    }

    @Test
    void theForgottenAreFound() {
        assertTrue(condemned().condemn(BLOB, NOON));
        assertTrue(condemned().condemn(OTHER, NOON.plusSeconds(60)));
        assertEquals(List.of(), condemned().since(NOON, 10));
        assertEquals(List.of(BLOB), condemned().since(NOON.plusSeconds(60), 10));
        assertEquals(List.of(BLOB, OTHER), condemned().since(NOON.plusSeconds(61), 10));
        assertEquals(List.of(BLOB), condemned().since(NOON.plusSeconds(61), 1));
    }

    @Test
    void claimsBelongInATransaction() {
        assertThrows(IllegalStateException.class, () -> condemned().claim(BLOB));
    }

    @Test
    void nobodyCondemnsWhatIsBeingClaimed() throws Exception {
        var claimed = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var condemner = Thread.ofVirtual().unstarted(() -> {
            assertTrue(condemned().condemn(BLOB, NOON));
            assertTrue(ended.get(), "condemned beside a claim");
        });
        var faults = new LinkedBlockingQueue<Throwable>();
        condemner.setUncaughtExceptionHandler((_, fault) -> faults.add(fault));
        transactions().<Boolean, InterruptedException>run(() -> {
            assertTrue(condemned().claim(BLOB));
            condemner.start();
            assertFalse(claimed.await(50, TimeUnit.MILLISECONDS)); // time for the condemner to go wrong
            ended.set(true);
            return true;
        });
        condemner.join();
        assertEquals(List.of(), List.copyOf(faults));
        assertFalse(claim(BLOB));
    }

    private boolean claim(Sha256 blob) {
        return transactions().run(() -> condemned().claim(blob));
    }
}
