package plimsoll.weights.blocks;

/// Finds for 32 weights a scale and an offset such that `scale * level - offset`, with whole levels from 0, comes
/// near them. Large weights count for more: an error in one of them does more harm to the product it goes into.
///
/// Rounding decides the levels, and the levels decide by least squares which scale and offset are best for them, so
/// both are searched for together: a scale a little larger or smaller than the range asks for is tried, the weights
/// are rounded with it, scale and offset are fitted to the levels, and the fit with the least weighted error wins.
/// This is how the k-quants of llama.cpp are made (ggml-org/llama.cpp, pull request 1684); sums are taken in F32 and
/// in the order of the weights, so that ties fall as they do there.
final class AffineFit {
    /// Weights in one fit.
    static final int COUNT = 32;

    private static final float STEP = 0.1f;

    private final int largestLevel;
    private final float firstStep;
    private final int steps;
    private final float[] importance = new float[COUNT];
    private final int[] levels = new int[COUNT];

    private float scale;
    private float offset;

    /// @param largestLevel 15 or 31
    /// @param firstStep where the search begins, in levels more than the range asks for
    /// @param steps how many times a tenth of a level is added to it
    AffineFit(int largestLevel, float firstStep, int steps) {
        this.largestLevel = largestLevel;
        this.firstStep = firstStep;
        this.steps = steps;
    }

    /// What was found by the last [#to]; never negative.
    float scale() {
        return scale;
    }

    /// What is to be taken off; never negative.
    float offset() {
        return offset;
    }

    /// Fits 32 weights.
    void to(float[] x, int at) {
        weigh(x, at);
        var range = Range.of(x, at, COUNT);
        float least = Math.min(0, range.least());
        offset = -least;
        scale = 0;
        if (range.greatest() == least) {
            return;
        }
        float inverse = largestLevel / (range.greatest() - least);
        scale = 1 / inverse;
        round(x, at, inverse, least);
        float bestError = error(x, at, scale, least);
        for (int step = 0; step <= steps; step++) {
            // On from the best offset so far, and not from the least weight.
            float from = -offset;
            round(x, at, (firstStep + STEP * step + largestLevel) / (range.greatest() - from), from);
            bestError = refit(x, at, bestError);
        }
    }

    private void weigh(float[] x, int at) {
        float squares = 0;
        for (int i = 0; i < COUNT; i++) {
            squares += x[at + i] * x[at + i];
        }
        float typical = (float) Math.sqrt(squares / COUNT);
        for (int i = 0; i < COUNT; i++) {
            importance[i] = typical + Math.abs(x[at + i]);
        }
    }

    private void round(float[] x, int at, float inverse, float least) {
        for (int i = 0; i < COUNT; i++) {
            levels[i] = Math.clamp(Rounding.halfEven(inverse * (x[at + i] - least)), 0, largestLevel);
        }
    }

    /// The scale and offset that fit the levels best, taken if their error is less.
    private float refit(float[] x, int at, float bestError) {
        float sumW = 0;
        float sumX = 0;
        float sumL = 0;
        float sumLL = 0;
        float sumXL = 0;
        for (int i = 0; i < COUNT; i++) {
            float w = importance[i];
            sumW += w;
            sumX += w * x[at + i];
            sumL += w * levels[i];
            sumLL += w * levels[i] * levels[i];
            sumXL += w * levels[i] * x[at + i];
        }
        float determinant = sumW * sumLL - sumL * sumL;
        if (!(determinant > 0)) {
            return bestError;
        }
        float slope = (sumW * sumXL - sumX * sumL) / determinant;
        float least = (sumLL * sumX - sumL * sumXL) / determinant;
        if (least > 0) {
            // The format takes an offset off and cannot add one: the best line through zero, then.
            least = 0;
            slope = sumXL / sumLL;
        }
        float error = error(x, at, slope, least);
        if (error < bestError) {
            scale = slope;
            offset = -least;
            return error;
        }
        return bestError;
    }

    private float error(float[] x, int at, float slope, float least) {
        float error = 0;
        for (int i = 0; i < COUNT; i++) {
            float off = slope * levels[i] + least - x[at + i];
            error += importance[i] * (off * off);
        }
        return error;
    }
}
