package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.numbers;
import static plimsoll.engine.quantised.Lanes.unsigned;
import static plimsoll.engine.quantised.Summation.LANES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Q4_0: an F16 scale and 32 nibbles, the low ones first; weight = scale x (nibble - 8). All products are exact, so
/// that one fused step gives the same weight as the formula.
final class FourBits implements RowFormat {
    private static final int BLOCK_BYTES = 18;
    private static final int MIDDLE = 8;

    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        long block = from;
        for (int i = at; i < at + count; i += 32, block += BLOCK_BYTES) {
            var scale = FloatVector.broadcast(Lanes.FLOATS, half(weights, block));
            var shift = scale.mul(-MIDDLE);
            for (int j = 0; j < 16; j += WIDTH) {
                var bytes = unsigned(weights, block + 2 + j);
                floats(bytes.and(15)).fma(scale, shift).intoArray(out, i + j);
                floats(bytes.lanewise(VectorOperators.LSHR, 4))
                        .fma(scale, shift)
                        .intoArray(out, i + 16 + j);
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
                var scale = FloatVector.broadcast(Lanes.FLOATS, half(weights, at));
                var shift = scale.mul(-MIDDLE);
                var bytes = unsigned(weights, at + 2);
                g0 = low(bytes).fma(scale, shift).fma(numbers(x, i), g0);
                g2 = high(bytes).fma(scale, shift).fma(numbers(x, i + 2 * WIDTH), g2);
                bytes = unsigned(weights, at + 2 + WIDTH);
                g1 = low(bytes).fma(scale, shift).fma(numbers(x, i + WIDTH), g1);
                g3 = high(bytes).fma(scale, shift).fma(numbers(x, i + 3 * WIDTH), g3);
            }
        } else {
            for (int i = first; i < count; i += LANES, at += 2L * BLOCK_BYTES) {
                var scale = FloatVector.broadcast(Lanes.FLOATS, half(weights, at));
                var shift = scale.mul(-MIDDLE);
                var bytes = unsigned(weights, at + 2);
                g0 = low(bytes).fma(scale, shift).fma(numbers(x, i), g0);
                g1 = high(bytes).fma(scale, shift).fma(numbers(x, i + WIDTH), g1);
            }
        }
        Lanes.keep(g0, g1, g2, g3, lanes, first);
    }

    private static FloatVector low(IntVector bytes) {
        return floats(bytes.and(15));
    }

    private static FloatVector high(IntVector bytes) {
        return floats(bytes.lanewise(VectorOperators.LSHR, 4));
    }
}
