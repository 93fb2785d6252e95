package plimsoll.engine.sampling;

import java.util.Arrays;

/// The largest of many numbers, in order: larger first, then the lower index.
final class Ranking {
    private static final long LOW = 0xFFFFFFFFL;

    private Ranking() {}

    static int best(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    /// The indices of the `count` largest values that are not below `least`.
    static int[] top(float[] values, int count, float least) {
        // Sorting numbers is much faster than sorting objects: value and index as one long, smallest key first.
        var keys = new long[values.length];
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= least && values[i] > Float.NEGATIVE_INFINITY) {
                keys[found++] = (long) ~ordered(values[i]) << 32 | i;
            }
        }
        int wanted = Math.min(count, found);
        keys = wanted < found / 16 ? smallest(keys, found, wanted) : sorted(keys, found);
        var indices = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            indices[i] = (int) (keys[i] & LOW);
        }
        return indices;
    }

    /// An int that compares as the float does.
    private static int ordered(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    private static long[] sorted(long[] keys, int count) {
        Arrays.sort(keys, 0, count);
        return keys;
    }

    /// The smallest few of many, sorted: a list kept in order, which most keys never enter.
    private static long[] smallest(long[] keys, int count, int wanted) {
        var kept = new long[wanted];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (size == wanted && (wanted == 0 || keys[i] >= kept[size - 1])) {
                continue;
            }
            int at = -1 - Arrays.binarySearch(kept, 0, size, keys[i]);
            size = Math.min(wanted, size + 1);
            System.arraycopy(kept, at, kept, at + 1, size - 1 - at);
            kept[at] = keys[i];
        }
        return kept;
    }
}
