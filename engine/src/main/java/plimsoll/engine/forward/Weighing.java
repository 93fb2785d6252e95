package plimsoll.engine.forward;

import static plimsoll.engine.kernels.Kernels.PAGE;

import plimsoll.engine.kernels.Kernels;

/// Turns the scores of one page after another into weights, with a running maximum and sum for each head that looks: a
/// table of all scores is never made.
///
/// @param scale multiplies the scores
/// @param cap scores are bent to stay below it; 0 for none
record Weighing(Kernels kernels, int headDim, float scale, float cap) {
    /// Begins to look with so many heads: a maximum and a sum for each.
    static void begin(float[] state, int heads) {
        for (int i = 0; i < 2 * heads; i += 2) {
            state[i] = Float.NEGATIVE_INFINITY;
            state[i + 1] = 0;
        }
    }

    /// Turns the scores of some heads into weights, and shrinks what they have found by as much as their maximum has
    /// risen.
    ///
    /// @param first of the heads, in `state`
    /// @param at where in `found` the first one keeps what it has found, and the next one behind it
    void weigh(float[] scores, int heads, int from, int to, float[] state, int first, float[] found, int at) {
        for (int head = 0; head < heads; head++) {
            int begin = head * PAGE + from;
            int end = head * PAGE + to;
            for (int p = begin; p < end; p++) {
                scores[p] *= scale;
            }
            if (cap > 0) {
                kernels.cap(scores, begin, end, cap);
            }
            int own = 2 * (first + head);
            float before = state[own];
            float maximum = before;
            for (int p = begin; p < end; p++) {
                maximum = Math.max(maximum, scores[p]);
            }
            kernels.exponentials(scores, begin, end, maximum);
            float sum = state[own + 1];
            if (maximum > before && before > Float.NEGATIVE_INFINITY) {
                float shrink = shrink(before - maximum);
                sum *= shrink;
                scale(found, at + head * headDim, shrink);
            }
            for (int p = begin; p < end; p++) {
                sum += scores[p];
            }
            state[own] = maximum;
            state[own + 1] = sum;
        }
    }

    /// Makes a mean of what some heads have found.
    void divide(float[] found, int at, int heads, float[] state, int first) {
        for (int head = 0; head < heads; head++) {
            scale(found, at + head * headDim, 1 / state[2 * (first + head) + 1]);
        }
    }

    private float shrink(float difference) {
        var one = new float[] {difference};
        kernels.exponentials(one, 0, 1, 0);
        return one[0];
    }

    private void scale(float[] values, int at, float by) {
        for (int d = at; d < at + headDim; d++) {
            values[d] *= by;
        }
    }
}
