package plimsoll.hub.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Jobs, and who has which.
///
/// Safe for use by any number of threads and processes: whatever they do, at most one of them holds a lease of a job
/// that is not yet over. Every implementation passes `JobsContract`.
public interface Jobs {
    /// Asks for a job, in the transaction of the deed that asks, if there is one. Attempts are counted anew.
    ///
    /// @param priority of those that may begin, the highest begins first, and of equals the oldest
    void enqueue(String kind, String subject, int priority, Instant now);

    /// Takes the next job of these kinds that may begin, or whose worker let its lease run out.
    ///
    /// @param worker who takes it
    /// @param until when the lease runs out
    Optional<Lease> take(Set<String> kinds, String worker, Instant now, Instant until);

    /// Keeps a job longer.
    ///
    /// @return false when it is not theirs any more: taken over after the lease ran out, or cancelled
    boolean renew(Lease lease, Instant until);

    /// Tells how far a job is.
    ///
    /// @return false when it is not theirs any more
    boolean progress(Lease lease, long done, long total);

    /// Ends a job, in the transaction of what it did, if there is one. When it was asked for again meanwhile, it waits
    /// again.
    ///
    /// @return false, and nothing done, when it is not theirs any more
    boolean finish(Lease lease, Instant now);

    /// Gives a job back that went wrong.
    ///
    /// @param error why
    /// @param again when it may be tried again; empty when it may not
    /// @return false, and nothing done, when it is not theirs any more
    boolean fail(Lease lease, String error, Optional<Instant> again);

    /// Calls a job off, whoever has it, until it is asked for again.
    ///
    /// @return false when there was none to be done
    boolean cancel(String kind, String subject);

    /// A job that is not done.
    Optional<Job> find(String kind, String subject);

    /// How many jobs of a kind are in a state.
    long count(String kind, Job.State state);

    /// The right to do a job, for as long as its lease runs.
    ///
    /// @param job as it was taken
    /// @param number which lease of this job it is: no two have the same
    record Lease(Job job, long number) {}
}
