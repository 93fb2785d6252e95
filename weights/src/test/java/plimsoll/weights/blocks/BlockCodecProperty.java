package plimsoll.weights.blocks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import plimsoll.weights.fixtures.Numbers;
import plimsoll.weights.fixtures.Seeds;
import plimsoll.weights.tensors.DType;

/// What holds for all rows: how near a block comes to the weights it was made of.
class BlockCodecProperty {
    private static final int COUNT = 512;

    /// Of the energy of weights, now and then one of which stands out twelvefold, what is lost. The bounds are a
    /// tenth above what GGML's quantisers lose on the same rows.
    @ParameterizedTest
    @CsvSource({
        "F16, 1e-7",
        "BF16, 6e-6",
        "Q8_0, 8e-5",
        "Q6_K, 9.5e-4",
        "Q5_K, 2.2e-3",
        "Q5_1, 3e-3",
        "Q5_0, 4.8e-3",
        "Q4_K, 8.3e-3",
        "Q4_1, 1e-2",
        "Q4_0, 1.8e-2"
    })
    void littleIsLost(DType type, double most) {
        double[] sums = new double[2];
        Seeds.each(100, random -> {
            var numbers = Numbers.weights(random, COUNT);
            var read = roundTrip(type, numbers);
            double scale = Math.abs(Rounding.largest(numbers, 0, COUNT));
            for (int i = 0; i < COUNT; i++) {
                double off = (read[i] - numbers[i]) / scale;
                sums[0] += off * off;
                sums[1] += numbers[i] / scale * numbers[i] / scale;
            }
        });
        assertTrue(sums[0] / sums[1] < most, () -> type + " loses " + sums[0] / sums[1]);
    }

    /// No weight is off by more than the step of its block, for any finite input that F16 scales can hold.
    @ParameterizedTest
    @EnumSource(names = {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0"})
    void noWeightIsOffByMoreThanAStep(DType type) {
        int levels = 1 << Character.digit(type.name().charAt(1), 10);
        Seeds.each(200, random -> {
            var numbers = random.nextBoolean() ? Numbers.weights(random, COUNT) : Numbers.edges(random, COUNT);
            var read = roundTrip(type, numbers);
            for (int block = 0; block < COUNT; block += 32) {
                var range = Range.of(numbers, block, 32);
                // A symmetric scale spends levels on both sides, whichever the weights are on. F16 rounds the scale
                // and the minimum, and below 6e-8 to zero.
                double step = 2.2 * Math.max(range.greatest(), -range.least()) / (levels - 2) + levels * 6.1e-8;
                for (int i = block; i < block + 32; i++) {
                    assertTrue(Math.abs(read[i] - numbers[i]) <= step, "%s became %s".formatted(numbers[i], read[i]));
                }
            }
        });
    }

    private static float[] roundTrip(DType type, float[] numbers) {
        var codec = BlockCodec.of(type).orElseThrow();
        var blocks = MemorySegment.ofArray(new byte[(int) type.sizeBytes(numbers.length)]);
        codec.encode(numbers, 0, blocks);
        var read = new float[numbers.length];
        codec.decode(blocks, read, 0);
        return read;
    }
}
