package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.unsigned;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Q4_K: 256 weights in eight sub-blocks of 32. Two F16 factors, [SixBitScales], 128 bytes of nibbles: 32 bytes hold
/// two sub-blocks, the even one low. Weight = scale x nibble - minimum.
final class FourBitsOf256 implements RowFormat {
    private static final int BLOCK_BYTES = 144;

    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        long block = from;
        for (int i = at; i < at + count; i += 256, block += BLOCK_BYTES) {
            float scale = half(weights, block);
            float minus = -half(weights, block + 2);
            long scales = SixBitScales.scales(weights, block + 4);
            long minimums = SixBitScales.minimums(weights, block + 4);
            for (int s = 0; s < 8; s++) {
                var d = FloatVector.broadcast(Lanes.FLOATS, scale * SixBitScales.at(scales, s));
                var m = FloatVector.broadcast(Lanes.FLOATS, minus * SixBitScales.at(minimums, s));
                for (int j = 0; j < 32; j += WIDTH) {
                    var bytes = unsigned(weights, block + 16 + s / 2 * 32L + j);
                    floats(nibbles(bytes, s)).fma(d, m).intoArray(out, i + 32 * s + j);
                }
            }
        }
    }

    static IntVector nibbles(IntVector bytes, int subBlock) {
        return bytes.lanewise(VectorOperators.LSHR, 4 * (subBlock & 1)).and(15);
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
        long block = from;
        for (int i = xFrom; i < xFrom + count; i += 256, block += BLOCK_BYTES) {
            float scale = half(weights, block);
            float minus = -half(weights, block + 2);
            long scales = SixBitScales.scales(weights, block + 4);
            long minimums = SixBitScales.minimums(weights, block + 4);
            for (int s = 0; s < 8; s += 2) {
                int k = i + 32 * s;
                var first = unsigned(weights, block + 16 + 16L * s);
                var second = unsigned(weights, block + 32 + 16L * s);
                var d = FloatVector.broadcast(Lanes.FLOATS, scale * SixBitScales.at(scales, s));
                var m = FloatVector.broadcast(Lanes.FLOATS, minus * SixBitScales.at(minimums, s));
                g0 = floats(first.and(15)).fma(d, m).fma(floats(x, k), g0);
                g1 = floats(second.and(15)).fma(d, m).fma(floats(x, k + 16), g1);
                d = FloatVector.broadcast(Lanes.FLOATS, scale * SixBitScales.at(scales, s + 1));
                m = FloatVector.broadcast(Lanes.FLOATS, minus * SixBitScales.at(minimums, s + 1));
                g2 = floats(first.lanewise(VectorOperators.LSHR, 4)).fma(d, m).fma(floats(x, k + 32), g2);
                g3 = floats(second.lanewise(VectorOperators.LSHR, 4)).fma(d, m).fma(floats(x, k + 48), g3);
            }
        }
        return Lanes.total(g0, g1, g2, g3);
    }
}
