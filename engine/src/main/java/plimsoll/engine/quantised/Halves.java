package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.halves;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import plimsoll.weights.tensors.LittleEndian;

/// F16, whose bits are moved to where an F32 has them.
final class Halves implements RowFormat {
    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        int i = 0;
        for (; i <= count - WIDTH; i += WIDTH) {
            halves(weights, from + 2L * i).intoArray(out, at + i);
        }
        for (; i < count; i++) {
            out[at + i] = Float.float16ToFloat(weights.get(LittleEndian.SHORT, from + 2L * i));
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
        for (int i = xFrom; i < xFrom + count; i += 64, at += 128) {
            g0 = halves(weights, at).fma(floats(x, i), g0);
            g1 = halves(weights, at + 32).fma(floats(x, i + 16), g1);
            g2 = halves(weights, at + 64).fma(floats(x, i + 32), g2);
            g3 = halves(weights, at + 96).fma(floats(x, i + 48), g3);
        }
        return Lanes.total(g0, g1, g2, g3);
    }
}
