package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.numbers;
import static plimsoll.engine.quantised.Lanes.signed;
import static plimsoll.engine.quantised.Summation.LANES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Q8_0: an F16 scale and 32 signed bytes, weight = scale x byte.
final class EightBits implements RowFormat {
    private static final int BLOCK_BYTES = 34;

    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        long block = from;
        for (int i = at; i < at + count; i += 32, block += BLOCK_BYTES) {
            float scale = half(weights, block);
            for (int j = 0; j < 32; j += WIDTH) {
                signed(weights, block + 2 + j).mul(scale).intoArray(out, i + j);
            }
        }
    }

    @Override
    public boolean fuses(int count) {
        return Lanes.fuses(count);
    }

    // Half the lanes are every second block. Written out for both widths it is more than the compiler takes into
    // another
    // method, as in CodedRow.
    @Override
    public void sumLanes(MemorySegment weights, long from, int count, MemorySegment x, int first, float[] lanes) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        var g2 = g0;
        var g3 = g0;
        long at = from + (long) BLOCK_BYTES * (first / 32);
        if (Lanes.FOUR) {
            for (int i = first; i < count; i += LANES, at += 2L * BLOCK_BYTES) {
                float scale = half(weights, at);
                g0 = signed(weights, at + 2).mul(scale).fma(numbers(x, i), g0);
                g1 = signed(weights, at + 2 + WIDTH).mul(scale).fma(numbers(x, i + WIDTH), g1);
                g2 = signed(weights, at + 2 + 2L * WIDTH).mul(scale).fma(numbers(x, i + 2 * WIDTH), g2);
                g3 = signed(weights, at + 2 + 3L * WIDTH).mul(scale).fma(numbers(x, i + 3 * WIDTH), g3);
            }
        } else {
            for (int i = first; i < count; i += LANES, at += 2L * BLOCK_BYTES) {
                float scale = half(weights, at);
                g0 = signed(weights, at + 2).mul(scale).fma(numbers(x, i), g0);
                g1 = signed(weights, at + 2 + WIDTH).mul(scale).fma(numbers(x, i + WIDTH), g1);
            }
        }
        Lanes.keep(g0, g1, g2, g3, lanes, first);
    }
}
