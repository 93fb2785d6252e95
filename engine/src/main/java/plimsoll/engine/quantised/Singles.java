package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import plimsoll.weights.tensors.LittleEndian;

/// F32, as it stands.
final class Singles implements RowFormat {
    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        MemorySegment.copy(weights, LittleEndian.FLOAT, from, out, at, count);
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
        for (int i = xFrom; i < xFrom + count; i += 4 * WIDTH, at += 16L * WIDTH) {
            g0 = floats(weights, at).fma(floats(x, i), g0);
            g1 = floats(weights, at + 64).fma(floats(x, i + 16), g1);
            g2 = floats(weights, at + 128).fma(floats(x, i + 32), g2);
            g3 = floats(weights, at + 192).fma(floats(x, i + 48), g3);
        }
        return Lanes.total(g0, g1, g2, g3);
    }
}
