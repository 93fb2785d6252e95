package plimsoll.web.huggingface;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How much memory commits being read may take together, so that a hundred large ones at once queue up and do not
/// bring the hub down.
final class InlineBudget {
    /// Part of the heap that commits may fill.
    private static final double SHARE = 0.4;
    /// Shorter than a client waits for its answer (60 s).
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Semaphore kibibytes;
    private final int all;

    InlineBudget(long heapBytes) {
        this.all = (int) Math.min(Integer.MAX_VALUE, (long) (heapBytes * SHARE) / 1024);
        this.kibibytes = new Semaphore(all, true);
    }

    /// Does `work` while `sizeBytes` are set aside for it; empty when others held them for too long.
    <T> Optional<T> spend(long sizeBytes, Work<T> work) throws IOException {
        int share = Math.clamp(sizeBytes / 1024 + 1, 1, all);
        try {
            if (!kibibytes.tryAcquire(share, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.run());
        } finally {
            kibibytes.release(share);
        }
    }

    /// What needs the memory.
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }
}
