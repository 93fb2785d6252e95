package plimsoll.engine.quantised;

/// The one order in which products are summed, whatever the vector width, the batch or the number of threads.
///
/// Element k of a row is multiplied and added (fused, one rounding) into lane `k mod 64`. At the end the four groups of
/// 16 lanes are added as `(g0 + g1) + (g2 + g3)`, then the upper half of the 16 lanes to the lower, and so on down to
/// one. Every kernel follows it to the bit, so the same tokens come out of a prompt that was read at once, in chunks,
/// from the cache or beside seven others.
public final class Summation {
    /// Lanes of the running sum.
    public static final int LANES = 64;

    /// Lanes of one group, the width of the widest vector.
    public static final int GROUP = 16;

    private Summation() {}

    /// The dot product of two stretches of numbers, in scalar steps.
    public static float dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
        var lanes = new float[LANES];
        for (int k = 0; k < count; k++) {
            int lane = k % LANES;
            lanes[lane] = Math.fma(a[aFrom + k], b[bFrom + k], lanes[lane]);
        }
        return total(lanes, 0);
    }

    /// Adds up 64 lanes. They are overwritten.
    public static float total(float[] lanes, int from) {
        for (int i = from; i < from + GROUP; i++) {
            lanes[i] = (lanes[i] + lanes[i + GROUP]) + (lanes[i + 2 * GROUP] + lanes[i + 3 * GROUP]);
        }
        return fold(lanes, from);
    }

    /// Adds up 16 lanes, the upper half onto the lower until one is left. They are overwritten.
    static float fold(float[] lanes, int from) {
        for (int half = GROUP / 2; half > 0; half /= 2) {
            for (int i = from; i < from + half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[from];
    }
}
