package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.brainFloats;
import static plimsoll.engine.quantised.Lanes.floats;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import plimsoll.weights.tensors.LittleEndian;

/// BF16: the upper half of an F32.
final class BrainFloats implements RowFormat {
    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        int i = 0;
        for (; i <= count - WIDTH; i += WIDTH) {
            brainFloats(weights, from + 2L * i).intoArray(out, at + i);
        }
        for (; i < count; i++) {
            out[at + i] = Float.intBitsToFloat(weights.get(LittleEndian.SHORT, from + 2L * i) << 16);
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
            g0 = brainFloats(weights, at).fma(floats(x, i), g0);
            g1 = brainFloats(weights, at + 32).fma(floats(x, i + 16), g1);
            g2 = brainFloats(weights, at + 64).fma(floats(x, i + 32), g2);
            g3 = brainFloats(weights, at + 96).fma(floats(x, i + 48), g3);
        }
        return Lanes.total(g0, g1, g2, g3);
    }
}
