package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.unsigned;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
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

    @Override
    public float dot(MemorySegment weights, long from, int count, float[] x, int xFrom, float[] lanes) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        var g2 = g0;
        var g3 = g0;
        long at = from;
        for (int i = xFrom; i < xFrom + count; i += 64, at += 2 * BLOCK_BYTES) {
            var first = FloatVector.broadcast(Lanes.FLOATS, half(weights, at));
            var shift = first.mul(-MIDDLE);
            var bytes = unsigned(weights, at + 2);
            g0 = floats(bytes.and(15)).fma(first, shift).fma(floats(x, i), g0);
            g1 = floats(bytes.lanewise(VectorOperators.LSHR, 4))
                    .fma(first, shift)
                    .fma(floats(x, i + 16), g1);
            var second = FloatVector.broadcast(Lanes.FLOATS, half(weights, at + 18));
            shift = second.mul(-MIDDLE);
            bytes = unsigned(weights, at + 20);
            g2 = floats(bytes.and(15)).fma(second, shift).fma(floats(x, i + 32), g2);
            g3 = floats(bytes.lanewise(VectorOperators.LSHR, 4))
                    .fma(second, shift)
                    .fma(floats(x, i + 48), g3);
        }
        return Lanes.total(g0, g1, g2, g3);
    }
}
