package plimsoll.backends.remoteengine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/// Whether a replica is asked: not while it does not answer those who look after it, not while it has as much to do
/// as it takes, and not for a while after it failed several times running; then one question tries it. Any number of
/// threads.
final class Circuit {
    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final int active;
    private final Semaphore free;
    private int failures;
    private Instant closedUntil = Instant.MIN;
    private boolean sick;

    Circuit(int active, InstantSource clock) {
        this.clock = clock;
        this.active = active;
        this.free = new Semaphore(active);
    }

    /// The part of what it takes that is taken, from 0 to 1.
    double load() {
        return 1 - (double) free.availablePermits() / active;
    }

    /// Whether it may be asked at all.
    synchronized boolean isOpen() {
        return !sick && !clock.instant().isBefore(closedUntil);
    }

    /// Takes a place, unless there is none.
    boolean enter() {
        return free.tryAcquire();
    }

    void leave() {
        free.release();
    }

    synchronized void worked() {
        failures = 0;
        closedUntil = Instant.MIN;
    }

    /// Notes what looking after it has shown: while it does not answer at all, nobody's question is spent on finding
    /// out.
    ///
    /// @return whether that is news
    synchronized boolean isNowSick(boolean now) {
        boolean news = sick != now;
        sick = now;
        if (news && !now) {
            failures = 0;
            closedUntil = Instant.MIN;
        }
        return news;
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            closedUntil = clock.instant().plus(REST);
        }
    }
}
