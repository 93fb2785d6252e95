package plimsoll.app.commands;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// How fast this machine reads memory, which bounds how fast a model can write: each token takes all of its weights.
final class ReadBandwidth {
    /// Of each thread: beyond every cache.
    private static final int LONGS = 16 << 20;

    private static final int ROUNDS = 6;

    private ReadBandwidth() {}

    /// Bytes a second, of all threads together, the best of some rounds.
    static double measure(int threads) throws InterruptedException {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var readers = new ArrayList<Callable<Long>>();
            for (int i = 0; i < threads; i++) {
                var memory = new long[LONGS];
                memory[i] = i;
                readers.add(() -> sum(memory));
            }
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                for (var read : pool.invokeAll(readers)) {
                    read.get();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                best = Math.max(best, (double) threads * LONGS * Long.BYTES / seconds);
            }
            return best;
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading memory failed", e);
        }
    }

    /// A loop that the compiler turns into vectors.
    private static long sum(long[] memory) {
        long sum = 0;
        for (long value : memory) {
            sum += value;
        }
        return sum;
    }
}
