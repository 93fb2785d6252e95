package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.unsigned;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Q6_K: 256 weights in two halves of four groups of 32: 128 bytes of low nibbles, 64 bytes of upper bit pairs, a
/// signed scale for every 16 weights, an F16 factor at the end. Weight = factor x scale x (n - 32).
final class SixBitsOf256 implements RowFormat {
    private static final int BLOCK_BYTES = 210;
    private static final int PAIRS = 128;
    private static final int SCALES = 192;
    private static final int FACTOR = 208;
    private static final int MIDDLE = 32;

    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        long block = from;
        for (int i = at; i < at + count; i += 256, block += BLOCK_BYTES) {
            float factor = half(weights, block + FACTOR);
            for (int group = 0; group < 8; group++) {
                long pairs = block + PAIRS + group / 4 * 32L;
                long nibbles = block + group / 4 * 64L + (group & 1) * 32L;
                for (int j = 0; j < 32; j += WIDTH) {
                    float scale = factor * weights.get(ValueLayout.JAVA_BYTE, block + SCALES + 2L * group + j / 16);
                    six(weights, nibbles + j, group & 2, pairs + j, group & 3)
                            .mul(scale)
                            .intoArray(out, i + 32 * group + j);
                }
            }
        }
    }

    /// @param upper not 0 for the upper nibble
    /// @param pair which two bits of the byte of pairs
    private static FloatVector six(MemorySegment weights, long nibbles, int upper, long pairs, int pair) {
        var low = unsigned(weights, nibbles)
                .lanewise(VectorOperators.LSHR, 2 * upper)
                .and(15);
        var high = unsigned(weights, pairs).lanewise(VectorOperators.LSHR, 2 * pair);
        return floats(high.and(3).lanewise(VectorOperators.LSHL, 4).or(low).sub(MIDDLE));
    }

    @Override
    public boolean fuses(int count) {
        return Lanes.fuses(count);
    }

    // Twice over the row, which by then is in the nearest cache: all four groups in one loop are more vectors than the
    // compiler keeps in registers, and then it keeps none.
    @Override
    public float dot(MemorySegment weights, long from, int count, float[] x, int xFrom, float[] lanes) {
        pass(weights, from, count, x, xFrom, 0, lanes);
        pass(weights, from, count, x, xFrom, 1, lanes);
        return Lanes.total(lanes, 0);
    }

    /// Of each 64 weights the first or the second 32.
    private static void pass(
            MemorySegment weights, long from, int count, float[] x, int xFrom, int half, float[] lanes) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        long block = from;
        int end = xFrom + count + 32 * half;
        for (int i = xFrom + 32 * half; i < end; i += 256, block += BLOCK_BYTES) {
            float factor = half(weights, block + FACTOR);
            for (int turn = 0; turn < 4; turn++) {
                int k = i + 64 * turn;
                int upper = 2 * (turn & 1);
                int pair = upper + half;
                long nibbles = block + turn / 2 * 64L + 32L * half;
                long pairs = block + PAIRS + turn / 2 * 32L;
                long scales = block + SCALES + 4L * turn + 2L * half;
                g0 = six(weights, nibbles, upper, pairs, pair)
                        .mul(factor * weights.get(ValueLayout.JAVA_BYTE, scales))
                        .fma(floats(x, k), g0);
                g1 = six(weights, nibbles + 16, upper, pairs + 16, pair)
                        .mul(factor * weights.get(ValueLayout.JAVA_BYTE, scales + 1))
                        .fma(floats(x, k + 16), g1);
            }
        }
        g0.intoArray(lanes, 32 * half);
        g1.intoArray(lanes, 32 * half + 16);
    }
}
