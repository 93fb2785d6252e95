package plimsoll.app.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.hub.jobs.WorkJobs;

/// What the hub does by itself, again and again. A chore that fails is logged and tried again at its next turn.
final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    /// How long a deed waits for a checkpoint, at most.
    private static final Duration LOG_ENTRIES = Duration.ofSeconds(1);

    private static final Duration WITNESSES = Duration.ofSeconds(2);
    private static final Duration SIGNATURES = Duration.ofSeconds(1);
    private static final Duration CHUNKS = Duration.ofSeconds(2);
    private static final Duration COPIES = Duration.ofSeconds(30);
    private static final Duration DOWNLOADS = Duration.ofSeconds(30);
    private static final Duration STAGES = Duration.ofSeconds(30);
    private static final Duration LIMITS = Duration.ofSeconds(1);
    private static final Duration SUSPENSIONS = Duration.ofSeconds(1);
    private static final Duration INCIDENTS = Duration.ofSeconds(1);
    private static final Duration DUTIES = Duration.ofSeconds(5);
    private static final Duration CLOCKS = Duration.ofSeconds(30);
    private static final Duration JOBS = Duration.ofMillis(250);
    private static final Duration RENEWALS = WorkJobs.LEASE.dividedBy(4);
    private static final Duration OUTDATED = Duration.ofHours(1);
    private static final Duration LINE = Duration.ofSeconds(1);
    private static final Duration PACKS = Duration.ofMinutes(5);
    private static final Duration FOLDERS = Duration.ofMinutes(5);
    private static final Duration EXPIRED = Duration.ofHours(1);
    /// How often it is asked whether a round of sweeping is due.
    private static final Duration SWEEPS = Duration.ofMinutes(10);

    private static final Duration SWEEP_JOBS = Duration.ofSeconds(1);
    /// How long a stop waits for a checkpoint on its way.
    private static final Duration LAST_TURN = Duration.ofSeconds(10);

    // One thread: chores are never in each other's way, nor all at once in the way of visitors.
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("chores").daemon().factory());
    // The log does not wait for a sweep of all blobs.
    private final ScheduledExecutorService logTurns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("log").daemon().factory());
    // A witness may take its time.
    private final ScheduledExecutorService witnessTurns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("witnesses").daemon().factory());
    // A model has many bytes to hash.
    private final ScheduledExecutorService signTurns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("signatures").daemon().factory());
    // A large file takes seconds to minutes to cut.
    private final ScheduledExecutorService cutTurns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("chunks").daemon().factory());
    // Reading every history takes long; no other job waits for it.
    private final ScheduledExecutorService sweepTurns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sweep").daemon().factory());
    // One for each job at once, and one that keeps them.
    private final ScheduledExecutorService jobTurns;
    private final Deeds deeds;
    private final Ledger ledger;

    Chores(Deeds deeds, Stores stores, Ledger ledger, Answering answering, int jobWorkers) {
        this.deeds = deeds;
        this.jobTurns = Executors.newScheduledThreadPool(
                jobWorkers + 1, Thread.ofVirtual().name("jobs-", 0).factory());
        this.ledger = ledger;
        every(logTurns, LOG_ENTRIES, "publishing the log", ledger::publish);
        every(witnessTurns, WITNESSES, "asking witnesses", ledger::gather);
        every(DOWNLOADS, "counting downloads", deeds.countDownload::flush);
        every(STAGES, "following release plans", deeds.release.followStages::follow);
        every(signTurns, SIGNATURES, "signing released models", deeds.release.signReleased::turn);
        every(LIMITS, "watching limits", deeds.release.watchLimits::turn);
        every(LINE, "holding releases to the line", deeds.release.followRules::turn);
        every(INCIDENTS, "noticing incidents", deeds.incidents.notice::turn);
        every(LINE, "keeping what rules oblige to", deeds.duties.keep::turn);
        every(DUTIES, "reminding of obligations", deeds.duties.remind::turn);
        every(CLOCKS, "reminding of incidents", deeds.incidents.remind::turn);
        every(cutTurns, CHUNKS, "cutting files into chunks", deeds.xet.cut()::turn);
        every(cutTurns, COPIES, "dropping what chunks make", deeds.xet.drop()::turn);
        for (int worker = 0; worker < jobWorkers; worker++) {
            every(jobTurns, JOBS, "doing jobs", () -> {
                while (deeds.inspection.work.turn()) {
                    // on to the next
                }
            });
        }
        every(jobTurns, RENEWALS, "keeping jobs", deeds.inspection.work::renew);
        every(STAGES, "ending what lets held commits go", deeds.inspection.waive::turn);
        every(OUTDATED, "inspecting again", deeds.inspection.outdated::enqueue);
        turns.execute(() -> run("inspecting again", deeds.inspection.outdated::enqueue));
        every(OUTDATED, "scanning again", deeds.askForScans::enqueueOutdated);
        turns.execute(() -> run("scanning again", deeds.askForScans::enqueueOutdated));
        every(SUSPENSIONS, "ending suspensions", answering::endSuspensions);
        every(EXPIRED, "forgetting old decisions", answering.watch::forget);
        every(PACKS, "compacting packs", stores.packs::run);
        every(EXPIRED, "forgetting kept texts", answering.texts::forget);
        every(EXPIRED, "forgetting old usage", answering.meter::forget);
        every(FOLDERS, "clearing folders of models", answering::clearFolders);
        turns.execute(() -> run("clearing folders of models", answering::clearFolders));
        every(EXPIRED, "sweeping what has expired", deeds.people.sweepExpired()::sweep);
        every(SWEEPS, "asking for a sweep", deeds.sweep::askIfDue);
        every(sweepTurns, SWEEP_JOBS, "sweeping", deeds.sweeping::turn);
        every(jobTurns, RENEWALS, "keeping a sweep", deeds.sweeping::renew);
    }

    private void every(Duration pause, String name, Chore chore) {
        every(turns, pause, name, chore);
    }

    private static void every(ScheduledExecutorService turns, Duration pause, String name, Chore chore) {
        var _ = turns.scheduleWithFixedDelay(
                () -> run(name, chore), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(String name, Chore chore) {
        try {
            chore.run();
        } catch (Exception e) { // the door of a job
            LOG.error("{} failed; it will be tried again", name, e);
        }
    }

    @Override
    public void close() {
        turns.shutdownNow();
        logTurns.shutdown();
        witnessTurns.shutdownNow();
        signTurns.shutdownNow();
        cutTurns.shutdownNow();
        sweepTurns.shutdownNow();
        jobTurns.shutdownNow();
        run("counting downloads", deeds.countDownload::flush);
        run("publishing the log", () -> {
            if (logTurns.awaitTermination(LAST_TURN.toSeconds(), TimeUnit.SECONDS)) {
                ledger.publish();
            }
        });
    }

    @FunctionalInterface
    private interface Chore {
        void run() throws Exception;
    }
}
