package plimsoll.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// Times a piece of work again and again and tells the median.
final class Stopwatch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    private final LongSupplier clock;

    /// What the work gave, so that it cannot be left out.
    private double sink;

    /// Work that gives something.
    @FunctionalInterface
    interface Work {
        double run();
    }

    private Stopwatch(LongSupplier clock) {
        this.clock = clock;
    }

    /// The time that this thread computes: what others do on the machine matters less to it.
    static Stopwatch ofThisThread() {
        return new Stopwatch(THREADS::getCurrentThreadCpuTime);
    }

    /// The time on the wall.
    static Stopwatch ofTheWall() {
        return new Stopwatch(System::nanoTime);
    }

    /// Seconds, the median of `runs` after `warmUps`.
    double median(int warmUps, int runs, Work work) {
        for (int i = 0; i < warmUps; i++) {
            sink += work.run();
        }
        var seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            long begin = clock.getAsLong();
            sink += work.run();
            seconds[i] = (clock.getAsLong() - begin) / NANOS;
        }
        Arrays.sort(seconds);
        return seconds[runs / 2];
    }

    double sink() {
        return sink;
    }
}
