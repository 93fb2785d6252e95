package plimsoll.hub.repositories;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;

/// Lets committers to one branch in one after another, in the order they came, so that they do not build commits in
/// vain. Committers in other processes are not seen; the branch's compare-and-set keeps those apart.
final class BranchQueue {
    /// Branches share locks: enough of them that two busy branches seldom meet.
    private static final int LOCKS = 256;
    /// Shorter than a client waits for its commit (60 s).
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final ReentrantLock[] locks =
            Stream.generate(() -> new ReentrantLock(true)).limit(LOCKS).toArray(ReentrantLock[]::new);

    /// Does `turn` when it is its turn; empty when that took longer than clients wait.
    <T, X extends Exception> Optional<T> await(RepositoryId repository, RefName ref, Turn<T, X> turn) throws X {
        var lock = locks[Math.floorMod(31 * repository.hashCode() + ref.hashCode(), LOCKS)];
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(turn.take());
        } finally {
            lock.unlock();
        }
    }

    /// What is done in turn.
    @FunctionalInterface
    interface Turn<T, X extends Exception> {
        T take() throws X;
    }
}
