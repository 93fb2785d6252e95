package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.signed;

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

    // Two blocks a turn: with one the additions wait for each other, with four the compiler gives up on registers.
    @Override
    public float dot(MemorySegment weights, long from, int count, float[] x, int xFrom, float[] lanes) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        var g2 = g0;
        var g3 = g0;
        long at = from;
        for (int i = xFrom; i < xFrom + count; i += 64, at += 2 * BLOCK_BYTES) {
            float first = half(weights, at);
            float second = half(weights, at + 34);
            g0 = signed(weights, at + 2).mul(first).fma(floats(x, i), g0);
            g1 = signed(weights, at + 18).mul(first).fma(floats(x, i + 16), g1);
            g2 = signed(weights, at + 36).mul(second).fma(floats(x, i + 32), g2);
            g3 = signed(weights, at + 52).mul(second).fma(floats(x, i + 48), g3);
        }
        return Lanes.total(g0, g1, g2, g3);
    }
}
