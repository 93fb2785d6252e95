package plimsoll.weights.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plimsoll.weights.fixtures.Ggml;
import plimsoll.weights.fixtures.Numbers;
import plimsoll.weights.fixtures.Seeds;
import plimsoll.weights.tensors.DType;

/// Against GGML, which defines the blocks: equal floats out of any bytes, equal bytes out of any floats.
class GgmlBlocksTest {
    private static final int CASES = 300;

    // Asked for before each test and not once, so that each one that is left out is counted.
    private Ggml ggml = Ggml.NONE;

    @BeforeEach
    void open() {
        ggml = Ggml.orSkip();
    }

    @ParameterizedTest
    @EnumSource(names = {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"})
    void anyBlockReadsAsTheSameFloats(DType type) {
        Seeds.each(CASES, random -> {
            int count = 512;
            var blocks = new byte[(int) type.sizeBytes(count)];
            random.nextBytes(blocks);
            var read = new float[count];
            codec(type).decode(MemorySegment.ofArray(blocks), read, 0);
            assertArrayEquals(ggml.decode(type, blocks, count), read);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"})
    void weightsAreWrittenAsTheSameBytes(DType type) {
        Seeds.each(CASES, random -> assertSameBlocks(type, Numbers.weights(random, 512)));
    }

    /// Where a scale comes out as zero any level means zero, and GGML leaves there what it had tried: the floats
    /// that are read back are the same, the bytes need not be.
    @ParameterizedTest
    @EnumSource(names = {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K"})
    void rowsAtTheEdgesReadBackTheSame(DType type) {
        Seeds.each(CASES, random -> assertSameReadings(type, random));
    }

    private void assertSameBlocks(DType type, float[] numbers) {
        assertArrayEquals(ggml.encode(type, numbers), encoded(type, numbers));
    }

    private void assertSameReadings(DType type, RandomGenerator random) {
        var numbers = Numbers.edges(random, 512);
        assertArrayEquals(
                ggml.decode(type, ggml.encode(type, numbers), numbers.length),
                ggml.decode(type, encoded(type, numbers), numbers.length),
                Float.MIN_VALUE, // Two zeros may differ in sign.
                () -> Arrays.toString(numbers));
    }

    private static byte[] encoded(DType type, float[] numbers) {
        var blocks = new byte[(int) type.sizeBytes(numbers.length)];
        codec(type).encode(numbers, 0, MemorySegment.ofArray(blocks));
        return blocks;
    }

    private static BlockCodec codec(DType type) {
        return BlockCodec.of(type).orElseThrow();
    }
}
