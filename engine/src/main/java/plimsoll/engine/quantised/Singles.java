package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.numbers;
import static plimsoll.engine.quantised.Summation.LANES;

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
    public void sumLanes(MemorySegment weights, long from, int count, MemorySegment x, int first, float[] lanes) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        var g2 = g0;
        var g3 = g0;
        long at = from + 4L * first;
        for (int i = first; i < count; i += LANES, at += 4L * LANES) {
            g0 = floats(weights, at).fma(numbers(x, i), g0);
            g1 = floats(weights, at + 4L * WIDTH).fma(numbers(x, i + WIDTH), g1);
            if (Lanes.FOUR) {
                g2 = floats(weights, at + 8L * WIDTH).fma(numbers(x, i + 2 * WIDTH), g2);
                g3 = floats(weights, at + 12L * WIDTH).fma(numbers(x, i + 3 * WIDTH), g3);
            }
        }
        Lanes.keep(g0, g1, g2, g3, lanes, first);
    }
}
