package plimsoll.hub.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import plimsoll.hub.jobs.Jobs.Lease;

/// What every memory of jobs promises.
public abstract class JobsContract {
    private static final Instant DAWN = Instant.ofEpochSecond(1_700_000_000);
    private static final Set<String> KINDS = Set.of("inspect");

    /// The jobs under test, none at first.
    protected abstract Jobs jobs();

    @Test
    void theMostUrgentComesFirstAndOfEqualsTheOldest() {
        jobs().enqueue("inspect", "old", 0, DAWN);
        jobs().enqueue("inspect", "young", 0, DAWN.plusSeconds(1));
        jobs().enqueue("inspect", "urgent", 9, DAWN.plusSeconds(2));
        jobs().enqueue("sweep", "other", 10, DAWN);
        assertEquals(List.of("urgent", "old", "young"), subjects(DAWN.plusSeconds(2), 3));
        assertEquals(Optional.empty(), take("ada", DAWN.plusSeconds(2)));
        assertEquals(3, jobs().count("inspect", Job.State.RUNNING));
    }

    @Test
    void askedTwiceItIsDoneOnceUnlessItHadBegun() {
        jobs().enqueue("inspect", "tide", 0, DAWN);
        jobs().enqueue("inspect", "tide", 0, DAWN);
        var lease = take("ada", DAWN).orElseThrow();
        jobs().enqueue("inspect", "tide", 0, DAWN);
        assertEquals(Optional.empty(), take("bob", DAWN));
        assertTrue(jobs().finish(lease, DAWN));
        var again = take("bob", DAWN).orElseThrow();
        assertEquals(1, again.job().attempts());
        assertTrue(jobs().finish(again, DAWN));
        assertEquals(Optional.empty(), jobs().find("inspect", "tide"));
    }

    @Test
    void whoseWorkerIsSilentGoesToAnotherAndTheFirstHasLostIt() {
        jobs().enqueue("inspect", "tide", 0, DAWN);
        var dead = take("ada", DAWN).orElseThrow();
        assertEquals(Optional.empty(), take("bob", DAWN.plusSeconds(60)));
        var heir = take("bob", DAWN.plusSeconds(61)).orElseThrow();
        assertEquals(2, heir.job().attempts());
        assertFalse(jobs().renew(dead, DAWN.plusSeconds(600)));
        assertFalse(jobs().progress(dead, 1, 2));
        assertFalse(jobs().fail(dead, "late", Optional.empty()));
        assertFalse(jobs().finish(dead, DAWN));
        assertTrue(jobs().finish(heir, DAWN));
        jobs().enqueue("inspect", "tide", 0, DAWN.plusSeconds(62));
        assertTrue(take("eve", DAWN.plusSeconds(62)).isPresent());
        assertFalse(jobs().finish(dead, DAWN), "a lease of a job that is over is never good again");
    }

    @Test
    void aLeaseThatIsRenewedStaysAndTellsHowFarItIs() {
        jobs().enqueue("inspect", "tide", 0, DAWN);
        var lease = take("ada", DAWN).orElseThrow();
        assertTrue(jobs().renew(lease, DAWN.plusSeconds(120)));
        assertEquals(Optional.empty(), take("bob", DAWN.plusSeconds(119)));
        assertTrue(jobs().progress(lease, 3, 7));
        var job = jobs().find("inspect", "tide").orElseThrow();
        assertEquals(List.of(3L, 7L), List.of(job.done(), job.total()));
    }

    @Test
    void whatIsCalledOffStopsUntilItIsAskedForAgain() {
        assertFalse(jobs().cancel("inspect", "tide"));
        jobs().enqueue("inspect", "tide", 0, DAWN);
        var lease = take("ada", DAWN).orElseThrow();
        assertTrue(jobs().cancel("inspect", "tide"));
        assertFalse(jobs().renew(lease, DAWN.plusSeconds(120)));
        assertFalse(jobs().finish(lease, DAWN));
        assertEquals(Optional.empty(), take("bob", DAWN.plusSeconds(999)));
        jobs().enqueue("inspect", "tide", 0, DAWN);
        assertTrue(take("bob", DAWN).isPresent());
    }

    @Test
    void whatFailsIsTriedAgainLaterAndNotForEver() {
        var clock = new Clock();
        var tries = new AtomicInteger();
        var work = new WorkJobs(
                jobs(),
                Map.of("inspect", (_, _) -> {
                    tries.incrementAndGet();
                    throw new IOException("the disk is full");
                }),
                "ada",
                clock);
        jobs().enqueue("inspect", "tide", 0, DAWN);
        assertTrue(work.turn());
        assertFalse(work.turn(), "not at once");
        for (int i = 0; i < 20; i++) {
            clock.now = clock.now.plus(Duration.ofHours(1));
            work.turn();
        }
        assertEquals(WorkJobs.MOST_ATTEMPTS, tries.get());
        var job = jobs().find("inspect", "tide").orElseThrow();
        assertEquals(Job.State.FAILED, job.state());
        assertTrue(job.error().contains("the disk is full"));
    }

    @Test
    void whatKillsEveryWorkerIsGivenUp() {
        jobs().enqueue("inspect", "tide", 0, DAWN);
        var now = DAWN;
        int begun = 0;
        for (int i = 0; i < 20; i++) {
            begun += take("worker " + i, now).isPresent() ? 1 : 0;
            now = now.plusSeconds(120);
        }
        assertEquals(WorkJobs.MOST_ATTEMPTS, begun);
        assertEquals(1, jobs().count("inspect", Job.State.FAILED));
    }

    /// Eight workers, of whom every other dies at its job without a word: each job is done, and nobody ever holds one
    /// that another holds.
    @Test
    void nothingIsLostAndNothingIsHeldTwice() throws Exception {
        int amount = 40;
        for (int i = 0; i < amount; i++) {
            jobs().enqueue("inspect", "job " + i, 0, DAWN);
        }
        var holders = new ConcurrentHashMap<String, Long>();
        var clashes = Collections.synchronizedList(new ArrayList<String>());
        var done = ConcurrentHashMap.<String>newKeySet();
        for (int round = 0; round < 3; round++) {
            var now = DAWN.plusSeconds(100L * round);
            boolean mayDie = round == 0;
            holders.clear(); // whoever held one died, and its lease is over
            try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
                var turns = new ArrayList<Callable<Boolean>>();
                for (int i = 0; i < 8; i++) {
                    boolean dies = mayDie && i % 2 == 0;
                    var name = "worker " + i;
                    turns.add(() -> work(name, now, dies, holders, clashes, done));
                }
                for (var turn : workers.invokeAll(turns)) {
                    turn.get();
                }
            }
        }
        assertEquals(List.of(), clashes);
        assertEquals(amount, done.size());
        assertEquals(0, jobs().count("inspect", Job.State.WAITING) + jobs().count("inspect", Job.State.RUNNING));
    }

    private boolean work(
            String name, Instant now, boolean dies, Map<String, Long> holders, List<String> clashes, Set<String> done) {
        for (var lease = take(name, now); lease.isPresent(); lease = take(name, now)) {
            var subject = lease.get().job().subject();
            if (holders.putIfAbsent(subject, lease.get().number()) != null) {
                clashes.add(subject);
            }
            if (dies) {
                return false;
            }
            assertTrue(jobs().finish(lease.get(), now));
            done.add(subject);
        }
        return true;
    }

    private Optional<Lease> take(String worker, Instant now) {
        return jobs().take(KINDS, worker, now, now.plusSeconds(60));
    }

    private List<String> subjects(Instant now, int most) {
        var found = new ArrayList<String>();
        for (int i = 0; i < most; i++) {
            take("ada", now).ifPresent(lease -> found.add(lease.job().subject()));
        }
        return found;
    }

    private static final class Clock implements InstantSource {
        private Instant now = DAWN;

        @Override
        public Instant instant() {
            return now;
        }
    }
}
