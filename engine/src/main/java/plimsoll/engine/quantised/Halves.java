package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.halves;
import static plimsoll.engine.quantised.Lanes.numbers;
import static plimsoll.engine.quantised.Summation.LANES;

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
    public void sumLanes(MemorySegment weights, long from, int count, MemorySegment x, int first, float[] lanes) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        var g2 = g0;
        var g3 = g0;
        long at = from + 2L * first;
        for (int i = first; i < count; i += LANES, at += 2L * LANES) {
            g0 = halves(weights, at).fma(numbers(x, i), g0);
            g1 = halves(weights, at + 2L * WIDTH).fma(numbers(x, i + WIDTH), g1);
            if (Lanes.FOUR) {
                g2 = halves(weights, at + 4L * WIDTH).fma(numbers(x, i + 2 * WIDTH), g2);
                g3 = halves(weights, at + 6L * WIDTH).fma(numbers(x, i + 3 * WIDTH), g3);
            }
        }
        Lanes.keep(g0, g1, g2, g3, lanes, first);
    }
}
