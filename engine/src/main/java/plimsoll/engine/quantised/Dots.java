package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Summation.LANES;

import jdk.incubator.vector.FloatVector;

/// Dot products of floats, summed as [Summation] says.
public final class Dots {
    private Dots() {}

    /// The dot product of two stretches of numbers.
    public static float dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
        return Lanes.WHOLE_GROUPS && count % LANES == 0
                ? whole(a, aFrom, b, bFrom, count)
                : inPasses(a, aFrom, b, bFrom, count);
    }

    private static float whole(float[] a, int aFrom, float[] b, int bFrom, int count) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        var g2 = g0;
        var g3 = g0;
        for (int k = 0; k < count; k += LANES) {
            int i = aFrom + k;
            int j = bFrom + k;
            g0 = floats(a, i).fma(floats(b, j), g0);
            g1 = floats(a, i + 16).fma(floats(b, j + 16), g1);
            g2 = floats(a, i + 32).fma(floats(b, j + 32), g2);
            g3 = floats(a, i + 48).fma(floats(b, j + 48), g3);
        }
        return Lanes.total(g0, g1, g2, g3);
    }

    /// Narrow vectors hold a part of the running sum: the numbers, by now near the processor, are read once for each
    /// part. What is left at the end goes lane by lane.
    private static float inPasses(float[] a, int aFrom, float[] b, int bFrom, int count) {
        var lanes = new float[LANES];
        int whole = count - count % LANES;
        for (int part = 0; part < LANES; part += WIDTH) {
            var sum = FloatVector.zero(Lanes.FLOATS);
            for (int k = part; k < whole; k += LANES) {
                sum = floats(a, aFrom + k).fma(floats(b, bFrom + k), sum);
            }
            sum.intoArray(lanes, part);
        }
        for (int k = whole; k < count; k++) {
            lanes[k - whole] = Math.fma(a[aFrom + k], b[bFrom + k], lanes[k - whole]);
        }
        return Summation.total(lanes, 0);
    }
}
