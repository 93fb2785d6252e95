package plimsoll.hub.repositories;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.content.SweepRounds;
import plimsoll.hub.content.SweepRounds.SweepRound;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.jobs.Jobs;
import plimsoll.hub.jobs.WorkJobs.Progress;
import plimsoll.hub.jobs.WorkJobs.Work;

/// Rounds of sweeping, each a job: what nothing reaches is cut loose, then what nobody holds goes. A round is due a day
/// after the last one ended, and when somebody asks. One that is killed is gone on with.
///
/// Safe for use by any number of threads and processes.
public final class SweepStore implements Work {
    /// What its jobs are called. They have one subject, the store.
    public static final String JOB = "sweep";

    /// Between the end of a round and the next one that nobody asks for.
    public static final Duration PAUSE = Duration.ofHours(24);

    private static final String SUBJECT = "store";
    private static final int PRIORITY = 0;

    private final MarkLargeFiles mark;
    private final SweepBlobs sweep;
    private final SweepRounds rounds;
    private final Jobs jobs;
    private final InstantSource clock;

    /// Rounds of `mark` and `sweep`.
    public SweepStore(MarkLargeFiles mark, SweepBlobs sweep, SweepRounds rounds, Jobs jobs, InstantSource clock) {
        this.mark = mark;
        this.sweep = sweep;
        this.rounds = rounds;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// What a round would take now; changes nothing.
    public Rehearsal rehearse() throws IOException {
        return new Rehearsal(sweep.rehearse(), mark.due().files());
    }

    /// Asks for a round.
    public void ask() {
        jobs.enqueue(JOB, SUBJECT, PRIORITY, clock.instant());
    }

    /// Asks for a round if one is due.
    ///
    /// @return whether it was, and none is on its way
    public boolean askIfDue() {
        var now = clock.instant();
        boolean due = rounds.last()
                .map(last -> !last.ended().plus(PAUSE).isAfter(now))
                .orElse(true);
        boolean isOnItsWay =
                underWay().map(job -> job.state()).filter(SweepStore::isOpen).isPresent();
        if (due && !isOnItsWay) {
            ask();
        }
        return due && !isOnItsWay;
    }

    /// The round that is asked for or under way, or failed; its parts are the repositories it is done with.
    public Optional<Job> underWay() {
        return jobs.find(JOB, SUBJECT);
    }

    /// The last round that ended.
    public Optional<SweepRound> last() {
        return rounds.last();
    }

    @Override
    public void run(String subject, Progress progress) throws IOException, InterruptedException {
        var began = clock.instant();
        var round = mark.<InterruptedException>round(repositories -> progress.told(repositories, 0));
        var swept = sweep.sweep();
        rounds.keep(new SweepRound(began, clock.instant(), swept, round.unlinked()));
    }

    private static boolean isOpen(Job.State state) {
        return switch (state) {
            case WAITING, RUNNING -> true;
            case FAILED, CANCELLED -> false;
        };
    }

    /// What a round would take.
    ///
    /// @param swept what of the store
    /// @param unreached how many files it would cut loose
    public record Rehearsal(SweepBlobs.Swept swept, long unreached) {}
}
