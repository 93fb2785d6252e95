package plimsoll.hub.jobs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.hub.jobs.Jobs.Lease;

/// Does jobs, one for each thread that calls `turn`. What goes wrong is tried again, later each time, and not for ever.
/// Whoever calls `turn` sees to it that `renew` is called more often than leases run out.
public final class WorkJobs {
    /// How long a worker may be silent before its job is given to another: many times what a renewal takes.
    public static final Duration LEASE = Duration.ofSeconds(60);

    /// What has failed so often fails by itself, and not because of a disk that was full for an hour.
    public static final int MOST_ATTEMPTS = 8;

    /// Pauses after failures: doubled each time, from the first to the last.
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int MOST_ERROR_CHARACTERS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(WorkJobs.class);

    private final Jobs jobs;
    private final Map<String, Work> works;
    private final String worker;
    private final InstantSource clock;
    private final Map<Lease, Thread> running = new ConcurrentHashMap<>();

    /// Does what `works` know how to do, by kind.
    ///
    /// @param worker the name of this process, which no other has
    public WorkJobs(Jobs jobs, Map<String, Work> works, String worker, InstantSource clock) {
        this.jobs = jobs;
        this.works = Map.copyOf(works);
        this.worker = worker;
        this.clock = clock;
    }

    /// How a kind of job is done.
    @FunctionalInterface
    public interface Work {
        /// Does it. It may have been begun before, by a worker that died anywhere.
        ///
        /// @throws InterruptedException when the job is not theirs any more
        void run(String subject, Progress progress) throws IOException, InterruptedException;
    }

    /// Where a job tells how far it is.
    @FunctionalInterface
    public interface Progress {
        /// So many parts of so many.
        ///
        /// @throws InterruptedException when the job is not theirs any more
        void told(long done, long total) throws InterruptedException;
    }

    /// Does the next job, if there is one.
    ///
    /// @return false when there was none
    public boolean turn() {
        var now = clock.instant();
        var lease = jobs.take(Set.copyOf(works.keySet()), worker, now, now.plus(LEASE));
        lease.ifPresent(this::run);
        return lease.isPresent();
    }

    /// Keeps every job that this process is at; a thread whose job was taken from it is interrupted.
    public void renew() {
        running.forEach((lease, thread) -> {
            if (!jobs.renew(lease, clock.instant().plus(LEASE))) {
                thread.interrupt();
            }
        });
    }

    private void run(Lease lease) {
        var job = lease.job();
        running.put(lease, Thread.currentThread());
        try {
            Objects.requireNonNull(works.get(job.kind()), job.kind()).run(job.subject(), (done, total) -> {
                if (!jobs.progress(lease, done, total)) {
                    throw new InterruptedException("somebody else has this job now");
                }
            });
            jobs.finish(lease, clock.instant());
        } catch (InterruptedException lost) {
            LOG.info("stopped {} of {}: {}", job.kind(), job.subject(), String.valueOf(lost.getMessage()));
        } catch (IOException | RuntimeException e) { // the door of a job
            failed(lease, e);
        } finally {
            running.remove(lease);
        }
    }

    private void failed(Lease lease, Exception why) {
        var job = lease.job();
        var again = job.attempts() < MOST_ATTEMPTS
                ? Optional.of(clock.instant().plus(pause(job.attempts())))
                : Optional.<Instant>empty();
        LOG.error("{} of {} failed, attempt {} of {}", job.kind(), job.subject(), job.attempts(), MOST_ATTEMPTS, why);
        var error = String.valueOf(why);
        jobs.fail(lease, error.substring(0, Math.min(error.length(), MOST_ERROR_CHARACTERS)), again);
    }

    /// How long to wait after so many attempts.
    static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
