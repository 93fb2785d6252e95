package plimsoll.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.engine.fixtures.BuiltKernels;
import plimsoll.engine.quantised.RowFormat;
import plimsoll.engine.quantised.Summation;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorView;

/// All kernels give the same bits, over every length around a lane and every number of tokens around a tile; those that
/// round tokens give the bits of [plimsoll.engine.quantised.RoundedSums].
class KernelsTest {
    private static final int[] LENGTHS = {
        1, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 96, 128, 172, 256, 512, 768, 1024, 4096, 4098, 16384
    };
    private static final int ROWS = 13;

    private final ScalarKernels scalar = new ScalarKernels();
    private final VectorKernels vector = new VectorKernels("");

    @TempDir
    static Path folder;

    /// All that have to agree with the scalar ones: without a C compiler only the vectors.
    private static final List<Kernels> fast = new ArrayList<>();

    @BeforeAll
    static void build() throws Exception {
        var vectors = new VectorKernels("");
        fast.add(vectors);
        BuiltKernels.in(Files.createDirectory(folder.resolve("best"))).ifPresent(library -> {
            fast.add(new NativeKernels(library, vectors, false));
            fast.add(new NativeKernels(library, vectors, true));
        });
        // What a machine without AVX-512 takes, where this one has it.
        BuiltKernels.in(
                        Files.createDirectory(folder.resolve("narrow")),
                        text -> text.replace("return &kernels_16", "return &kernels_8"))
                .ifPresent(library -> fast.add(new NativeKernels(library, vectors, false)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"})
    void allGiveTheSameProducts(DType type) {
        for (int columns : LENGTHS) {
            if (type.fills(columns)) {
                for (int tokens : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 26}) {
                    compareProducts(type, columns, tokens);
                }
            }
        }
    }

    /// The launcher keeps vectors at 256 bits, and other lengths of vectors are other code.
    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
    void theyDoSoWithTheVectorsOfTheLauncher() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var output = folder.resolve("narrow.txt");
        var process = new ProcessBuilder(
                        java,
                        "-XX:UseAVX=2",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        VectorsAlone.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> text(output));
        assertTrue(text(output).contains("vector kernels, ") && !text(output).contains("512"), () -> text(output));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Compares the vectors of a process of its own with the scalar kernels.
    static final class VectorsAlone {
        private VectorsAlone() {}

        public static void main(String[] args) {
            fast.add(new VectorKernels(""));
            var test = new KernelsTest();
            for (var type : DType.values()) {
                if (RowFormat.of(type).isPresent()) {
                    test.allGiveTheSameProducts(type);
                }
                if (RowFormat.of(type).isPresent() && type.blockElements() > 1) {
                    test.anyBlockIsUnpackedAsItsCodecSays(type);
                }
            }
            System.out.println(fast.getFirst().description());
        }
    }

    private void compareProducts(DType type, int columns, int tokens) {
        var random = new Random(columns);
        var w = matrix(type, ROWS, columns, random);
        var x = Rows.of(tokens, columns);
        fill(x.values(), random);
        var plain = Rows.of(tokens, ROWS);
        multiply(scalar, w, 0, ROWS, x, tokens, plain);
        for (var kernels : fast) {
            boolean rounds = kernels instanceof NativeKernels c && c.rounds(type) && columns % Summation.LANES == 0;
            var expected = rounds ? Fastest.rounded(w, x, tokens) : plain;
            var actual = Rows.of(tokens, ROWS);
            multiply(kernels, w, 0, 5, x, tokens, actual);
            multiply(kernels, w, 5, ROWS, x, tokens, actual);
            assertArrayEquals(
                    expected.values(),
                    actual.values(),
                    () -> "%s: %s, %d columns, %d tokens".formatted(kernels.description(), type, columns, tokens));
        }
    }

    private static void multiply(Kernels kernels, TensorView w, int from, int to, Rows x, int tokens, Rows into) {
        try (var workers = new Workers(2)) {
            var operand = new Operand();
            kernels.arrange(x, tokens, Set.of(w.type()), workers, operand);
            kernels.product(w, from, to, operand, into, new Scratch());
        }
    }

    private static TensorView matrix(DType type, int rows, int columns, Random random) {
        var values = new float[rows * columns];
        fill(values, random);
        var blocks = Arena.ofAuto().allocate(type.sizeBytes(values.length));
        BlockCodec.of(type).orElseThrow().encode(values, 0, blocks);
        return new TensorView("w", type, TensorShape.of(rows, columns), blocks);
    }

    private static void fill(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
    }

    /// No quantiser writes -128, but a file may hold it; the products of the largest codes have to fit as well.
    @ParameterizedTest
    @ValueSource(bytes = {-128, -127, 127})
    void theLargestCodesDoNotOverflow(byte code) {
        int columns = 256;
        var blocks = Arena.ofAuto().allocate(DType.Q8_0.sizeBytes((long) ROWS * columns));
        for (long at = 0; at < blocks.byteSize(); at += DType.Q8_0.blockBytes()) {
            blocks.asSlice(at, DType.Q8_0.blockBytes()).fill(code);
            blocks.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, Float.floatToFloat16(0.5f));
        }
        var w = new TensorView("w", DType.Q8_0, TensorShape.of(ROWS, columns), blocks);
        for (int tokens : new int[] {1, 9}) {
            var x = Rows.of(tokens, columns);
            Arrays.fill(x.values(), -1);
            var plain = Rows.of(tokens, ROWS);
            multiply(scalar, w, 0, ROWS, x, tokens, plain);
            for (var kernels : fast) {
                var actual = Rows.of(tokens, ROWS);
                multiply(kernels, w, 0, ROWS, x, tokens, actual);
                assertArrayEquals(plain.values(), actual.values(), 1e-2f, kernels::description);
            }
        }
    }

    /// Whatever the bytes are, also scales that no quantiser writes.
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"})
    void anyBlockIsUnpackedAsItsCodecSays(DType type) {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var bytes = new byte[type.blockBytes()];
            random.nextBytes(bytes);
            var block = Arena.ofAuto().allocate(bytes.length);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, block, 0, bytes.length);
            var expected = new float[type.blockElements()];
            var actual = new float[type.blockElements()];
            scalar.unpack(type, block, 0, expected.length, expected, 0);
            vector.unpack(type, block, 0, actual.length, actual, 0);
            if (isFinite(expected)) {
                assertArrayEquals(
                        unsigned(expected),
                        unsigned(actual),
                        () -> type + " " + HexFormat.of().formatHex(bytes));
            }
        }
    }

    /// A weight of 0 by a negative scale is -0 by the formula and 0 in one fused step; no sum can tell them apart.
    private static float[] unsigned(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] += 0f;
        }
        return values;
    }

    private static boolean isFinite(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value * 0;
        }
        return sum == 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 48, 64, 80, 128, 256})
    void bothAttendAlike(int headDim) {
        for (int heads = 1; heads <= 6; heads++) {
            var random = new Random(heads);
            var q = new float[heads * headDim + 3];
            var keys = new float[Kernels.PAGE * headDim];
            fill(q, random);
            fill(keys, random);
            var expected = new float[heads * Kernels.PAGE];
            var actual = new float[heads * Kernels.PAGE];
            scalar.scores(q, 3, heads, keys, headDim, expected);
            vector.scores(q, 3, heads, keys, headDim, actual);
            assertArrayEquals(expected, actual);
            var sums = new float[heads * headDim];
            var others = new float[heads * headDim];
            scalar.blend(expected, heads, 3, 29, keys, headDim, sums, 0);
            vector.blend(actual, heads, 3, 29, keys, headDim, others, 0);
            assertArrayEquals(sums, others);
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void bothCurveAlike(Activation activation) {
        var random = new Random(3);
        var gate = new float[1003];
        var up = new float[1003];
        fill(up, random);
        for (int i = 0; i < gate.length; i++) {
            gate[i] = (random.nextFloat() - 0.5f) * 200;
        }
        var other = gate.clone();
        scalar.gate(activation, gate, 1, up, 1, 1001);
        vector.gate(activation, other, 1, up, 1, 1001);
        assertArrayEquals(gate, other);
        scalar.exponentials(gate, 0, 1003, 0.5f);
        vector.exponentials(other, 0, 1003, 0.5f);
        assertArrayEquals(gate, other);
    }

    @ParameterizedTest
    @ValueSource(floats = {-87, -20, -1, -1e-3f, 0, 1e-6f, 0.3f, 1, 5, 30, 88})
    void theCurvesAreTheirFormulas(float x) {
        assertEquals(1, Curves.exp(x) / Math.exp(x), 3e-7);
        assertEquals(x / (1 + Math.exp(-x)), Curves.silu(x), 1e-6 * Math.abs(x));
        double tanh = Math.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x));
        assertEquals(0.5 * x * (1 + tanh), Curves.gelu(x), 1e-6 * Math.max(1, Math.abs(x)));
        assertEquals(30 * Math.tanh(x / 30), Curves.cap(x, 30), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void workersShareEveryItemOnce(int count) {
        try (var workers = new Workers(count)) {
            for (int round = 0; round < 200; round++) {
                var done = new int[round];
                workers.split(round, 3, (from, to, _) -> {
                    for (int i = from; i < to; i++) {
                        done[i]++;
                    }
                });
                var once = new int[round];
                Arrays.fill(once, 1);
                assertArrayEquals(once, done);
            }
        }
    }
}
