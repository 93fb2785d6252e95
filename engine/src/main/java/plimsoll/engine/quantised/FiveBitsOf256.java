package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.unsigned;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Q5_K: as Q4_K, with 32 bytes of fifth bits between scales and nibbles: bit s of byte j belongs to weight j of
/// sub-block s.
final class FiveBitsOf256 implements RowFormat {
    private static final int BLOCK_BYTES = 176;

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
                    var fifth = unsigned(weights, block + 16 + j);
                    five(weights, block + 48 + s / 2 * 32L + j, fifth, s)
                            .fma(d, m)
                            .intoArray(out, i + 32 * s + j);
                }
            }
        }
    }

    @Override
    public boolean fuses(int count) {
        return Lanes.fuses(count);
    }

    // Twice over the row, even sub-blocks first: see SixBitsOf256.
    @Override
    public float dot(MemorySegment weights, long from, int count, float[] x, int xFrom, float[] lanes) {
        pass(weights, from, count, x, xFrom, 0, lanes);
        pass(weights, from, count, x, xFrom, 1, lanes);
        return Lanes.total(lanes, 0);
    }

    private static void pass(
            MemorySegment weights, long from, int count, float[] x, int xFrom, int odd, float[] lanes) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        long block = from;
        int end = xFrom + count + 32 * odd;
        for (int i = xFrom + 32 * odd; i < end; i += 256, block += BLOCK_BYTES) {
            float scale = half(weights, block);
            float minus = -half(weights, block + 2);
            long scales = SixBitScales.scales(weights, block + 4);
            long minimums = SixBitScales.minimums(weights, block + 4);
            var fifth0 = unsigned(weights, block + 16);
            var fifth1 = unsigned(weights, block + 32);
            for (int s = odd; s < 8; s += 2) {
                int k = i + 32 * (s - odd);
                long nibbles = block + 48 + 16L * (s - odd);
                var d = FloatVector.broadcast(Lanes.FLOATS, scale * SixBitScales.at(scales, s));
                var m = FloatVector.broadcast(Lanes.FLOATS, minus * SixBitScales.at(minimums, s));
                g0 = five(weights, nibbles, fifth0, s).fma(d, m).fma(floats(x, k), g0);
                g1 = five(weights, nibbles + 16, fifth1, s).fma(d, m).fma(floats(x, k + 16), g1);
            }
        }
        g0.intoArray(lanes, 32 * odd);
        g1.intoArray(lanes, 32 * odd + 16);
    }

    private static FloatVector five(MemorySegment weights, long nibbles, IntVector fifth, int subBlock) {
        var bit = fifth.lanewise(VectorOperators.LSHR, subBlock).and(1).lanewise(VectorOperators.LSHL, 4);
        return floats(
                FourBitsOf256.nibbles(unsigned(weights, nibbles), subBlock).or(bit));
    }
}
