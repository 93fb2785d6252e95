package plimsoll.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import plimsoll.engine.training.Recipe;
import plimsoll.engine.training.Training;
import plimsoll.engine.training.Watcher;

/// How fast a recipe trains: tokens by the clock and by the processors' time, with one thread and with two, beside what
/// one core multiplies at best. The models are thrown away.
final class TrainerBench {
    private static final int TURNS = 20_000;
    private static final int WARM_UPS = 200;
    private static final int ROUNDS = 2_000;

    /// Steps before the measuring begins: the compiler is at work.
    private static final int FIRST = 10;

    /// Forward, and twice that backward, in multiplications and additions.
    private static final double OPERATIONS_PER_WEIGHT = 6;

    private static final double GIGA = 1e9;

    private TrainerBench() {}

    /// Measures.
    ///
    /// @param args the recipe, and how many steps, or 40
    public static void main(String[] args) throws IOException {
        var recipe = Recipe.read(Path.of(args[0]));
        int steps = args.length > 1 ? Integer.parseInt(args[1]) : 40;
        double peak = peak();
        System.out.printf(Locale.ROOT, "one core multiplies at %.1f GFLOP/s at best%n", peak);
        for (int threads = 1; threads <= 2; threads++) {
            measure(recipe, threads, FIRST + steps, peak);
        }
    }

    private static double peak() {
        var watch = Stopwatch.ofTheWall();
        double best = Double.MAX_VALUE;
        watch.median(WARM_UPS, 1, () -> MachineLimits.multiply(TURNS));
        for (int i = 0; i < ROUNDS; i++) {
            best = Math.min(best, watch.median(0, 1, () -> MachineLimits.multiply(TURNS)));
        }
        return MachineLimits.operations(TURNS) / best / GIGA;
    }

    private static void measure(Recipe recipe, int threads, int steps, double peak) throws IOException {
        var folder = Files.createTempDirectory("plimsoll-trainer");
        try (var training = Training.open(recipe, folder, threads, false)) {
            var clock = new Clock(steps);
            training.run(clock);
            double useful = OPERATIONS_PER_WEIGHT * training.parameters() / GIGA;
            System.out.printf(
                    Locale.ROOT,
                    "%d threads: %,.0f tokens/s, %,.0f per processor second: about %.0f %% of the best; %s%n",
                    threads,
                    clock.tokens / clock.seconds,
                    clock.tokens / clock.processorSeconds,
                    clock.tokens / clock.processorSeconds * useful / peak * 100,
                    memory());
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(TrainerBench::delete);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The most memory the process has had, where the system tells.
    private static String memory() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "memory unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\s+", " "))
                .findFirst()
                .orElse("memory unknown");
    }

    /// Counts from the end of the first steps to the last.
    private static final class Clock implements Watcher {
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final int steps;
        private int step;
        private long began;
        private long processorBegan;
        private long tokens;
        private double seconds;
        private double processorSeconds;

        Clock(int steps) {
            this.steps = steps;
        }

        @Override
        public void stepped(int now, int of, double loss, int some) {
            step = now;
            if (now == FIRST) {
                began = System.nanoTime();
                processorBegan = system.getProcessCpuTime();
            } else if (now > FIRST) {
                tokens += some;
                seconds = (System.nanoTime() - began) / GIGA;
                processorSeconds = (system.getProcessCpuTime() - processorBegan) / GIGA;
            }
        }

        @Override
        public boolean stops() {
            return step >= steps;
        }
    }
}
