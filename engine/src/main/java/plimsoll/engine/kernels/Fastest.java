package plimsoll.engine.kernels;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import plimsoll.engine.quantised.RoundedSums;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorView;

/// The choice between the kernels: C, where a library was built and gives what the scalar kernels give; else vectors,
/// where the module is there; else scalars.
final class Fastest {
    private static final int COLUMNS = 768;
    private static final int ROWS = 9;
    private static final int SEED = 43;

    private Fastest() {}

    /// @param library the path of the C library, or nothing
    /// @param exact compute only what gives the bits of the other kernels in C
    static Kernels of(String library, boolean exact) {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return new ScalarKernels();
        }
        if (library.isEmpty()) {
            return new VectorKernels("; no C kernels were built");
        }
        try {
            var kernels = new NativeKernels(Path.of(library), new VectorKernels(""), exact);
            return isRight(kernels) ? kernels : new VectorKernels("; the C kernels in %s miscount".formatted(library));
        } catch (IllegalArgumentException unfit) {
            return new VectorKernels("; no C kernels in %s: %s".formatted(library, unfit.getMessage()));
        }
    }

    /// Whether they give the bits of the scalar kernels, or of [RoundedSums], for every format, for one token and for
    /// more than a tile.
    private static boolean isRight(NativeKernels kernels) {
        var random = new Random(SEED);
        for (var format : CLibrary.Format.values()) {
            var w = matrix(format.type(), random);
            for (int tokens : new int[] {1, 9}) {
                var x = Rows.of(tokens, COLUMNS);
                fill(x.values(), random);
                if (!Arrays.equals(products(kernels, w, x, tokens), expected(kernels, w, x, tokens))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static float[] expected(NativeKernels kernels, TensorView w, Rows x, int tokens) {
        return kernels.rounds(w.type()) ? rounded(w, x, tokens).values() : products(new ScalarKernels(), w, x, tokens);
    }

    /// What [RoundedSums] makes of all rows and tokens.
    static Rows rounded(TensorView w, Rows x, int tokens) {
        int rows = Math.toIntExact(w.rows());
        var y = Rows.of(tokens, rows);
        for (int token = 0; token < tokens; token++) {
            for (int r = 0; r < rows; r++) {
                y.values()[y.at(token) + r] =
                        RoundedSums.dot(w.type(), w.data(), r * w.rowBytes(), x.values(), x.at(token), x.columns());
            }
        }
        return y;
    }

    private static float[] products(Kernels kernels, TensorView w, Rows x, int tokens) {
        var y = Rows.of(tokens, ROWS);
        try (var workers = new Workers(1)) {
            var operand = new Operand();
            kernels.arrange(x, tokens, Set.of(w.type()), workers, operand);
            kernels.product(w, 0, ROWS, operand, y, new Scratch());
        }
        return y.values();
    }

    private static TensorView matrix(DType type, Random random) {
        var values = new float[ROWS * COLUMNS];
        fill(values, random);
        var blocks = Arena.ofAuto().allocate(type.sizeBytes(values.length));
        BlockCodec.of(type).orElseThrow().encode(values, 0, blocks);
        return new TensorView("self-test", type, TensorShape.of(ROWS, COLUMNS), blocks);
    }

    private static void fill(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
    }
}
