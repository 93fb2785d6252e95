package plimsoll.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Operand;
import plimsoll.engine.kernels.Rows;
import plimsoll.engine.kernels.Scratch;
import plimsoll.engine.kernels.Workers;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorView;

/// How near each kernel comes to what the machine can do: one token against a loop that only reads, many tokens against
/// a loop that only multiplies, all on one thread in one run. A kernel that has fallen off the compiler's cliff is at a
/// tenth of its ratio: the gates see that, and nothing finer.
final class KernelsBench {
    private static final int COLUMNS = 2048;
    private static final long BYTES = 96L << 20;
    private static final int TILE_ROWS = 1024;
    private static final int TILE_TOKENS = 252;
    private static final int TURNS = 2_000_000;
    private static final int ATTEMPTS = 3;
    private static final int WARM_UPS = 12;
    private static final int RUNS = 9;

    /// Bytes of weights read for one token, as a part of what the read-only loop reads.
    private static final Map<DType, Double> READ_GATES = Map.ofEntries(
            Map.entry(DType.F32, 0.6),
            Map.entry(DType.F16, 0.5),
            Map.entry(DType.BF16, 0.5),
            Map.entry(DType.Q8_0, 0.5),
            Map.entry(DType.Q4_0, 0.25),
            Map.entry(DType.Q4_1, 0.12),
            Map.entry(DType.Q5_0, 0.12),
            Map.entry(DType.Q5_1, 0.12),
            Map.entry(DType.Q4_K, 0.15),
            Map.entry(DType.Q5_K, 0.12),
            Map.entry(DType.Q6_K, 0.12));

    private static final double TILE_GATE = 0.2;
    private static final int FEW_TOKENS = 4;

    private final Kernels kernels = Kernels.fastest();
    private final Workers workers = new Workers(1);
    private final Stopwatch watch = Stopwatch.ofThisThread();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory = arena.allocate(2 * BYTES, 64).fill((byte) 3);

    private KernelsBench() {}

    /// What one format reached.
    ///
    /// @param four how long four tokens take, in units of one: what a guess at three more would have to earn
    private record Reached(double gigabytes, double read, double tile, double four) {}

    /// Prints the ratios; exits with 1 when a kernel is below its gate three times.
    public static void main(String[] args) {
        var bench = new KernelsBench();
        System.out.printf(
                "%s, JDK %s%n%-6s %10s %14s %14s %14s%n",
                bench.kernels.description(),
                Runtime.version(),
                "type",
                "GB/s",
                "of read-only",
                "of FMA peak",
                "4 tokens / 1");
        var fallen = new ArrayList<DType>();
        for (var type : READ_GATES.keySet().stream().sorted().toList()) {
            if (!bench.passes(type)) {
                fallen.add(type);
            }
        }
        System.out.println(fallen.isEmpty() ? "every gate held" : "below the gate: " + fallen);
        System.exit(fallen.isEmpty() ? 0 : 1);
    }

    private boolean passes(DType type) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var reached = measure(type);
            System.out.printf(
                    Locale.ROOT,
                    "%-6s %10.1f %14.2f %14.2f %14.2f%n",
                    type,
                    reached.gigabytes(),
                    reached.read(),
                    reached.tile(),
                    reached.four());
            if (reached.read() >= READ_GATES.getOrDefault(type, 0.0) && reached.tile() >= TILE_GATE) {
                return true;
            }
        }
        return false;
    }

    private Reached measure(DType type) {
        var w = matrix(type);
        int rows = Math.toIntExact(w.rows());
        double vector = product(w, rows, 1);
        double four = product(w, rows, FEW_TOKENS);
        double tile = product(w, TILE_ROWS, TILE_TOKENS);
        double read = watch.median(3, RUNS, () -> MachineLimits.read(memory));
        double fma = watch.median(WARM_UPS, RUNS, () -> MachineLimits.multiply(TURNS));
        double bytes = w.data().byteSize() / vector;
        double operations = 2.0 * TILE_ROWS * COLUMNS * TILE_TOKENS / tile;
        return new Reached(
                bytes / 1e9,
                bytes / (memory.byteSize() / read),
                operations / (MachineLimits.operations(TURNS) / fma),
                four / vector);
    }

    private double product(TensorView w, int rows, int tokens) {
        var scratch = new Scratch();
        var x = Rows.of(tokens, COLUMNS);
        var random = new Random(1);
        for (int i = 0; i < x.values().length; i++) {
            x.values()[i] = random.nextFloat() - 0.5f;
        }
        var y = Rows.of(tokens, Math.toIntExact(w.rows()));
        var operand = new Operand();
        kernels.arrange(x, tokens, Set.of(w.type()), workers, operand);
        return watch.median(WARM_UPS, RUNS, () -> {
            kernels.product(w, 0, rows, operand, y, scratch);
            return y.values()[0];
        });
    }

    private TensorView matrix(DType type) {
        long rowBytes = type.sizeBytes(COLUMNS);
        long rows = BYTES / rowBytes;
        var values = new float[COLUMNS];
        var random = new Random(2);
        for (int i = 0; i < COLUMNS; i++) {
            values[i] = (float) random.nextGaussian();
        }
        var row = new byte[Math.toIntExact(rowBytes)];
        BlockCodec.of(type).orElseThrow().encode(values, 0, MemorySegment.ofArray(row));
        var bytes = arena.allocate(rows * rowBytes, 64);
        for (long i = 0; i < rows; i++) {
            MemorySegment.copy(row, 0, bytes, ValueLayout.JAVA_BYTE, i * rowBytes, row.length);
        }
        return new TensorView("w", type, TensorShape.of(rows, COLUMNS), bytes);
    }
}
