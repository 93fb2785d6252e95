package plimsoll.engine.kernels;

/// The exponential and what is built on it, in scalar steps; [VectorCurves] takes the same on vectors, so the bits
/// are the same. The machine's own functions differ from one processor to the next.
///
/// `e^x = 2^n e^r` with n the nearest whole number to x / ln 2; |r| <= 0.35, where eight terms of the series are below
/// half a unit in the last place.
final class Curves {
    /// Beyond these the result leaves the normal floats.
    static final float LOWEST = -87.3f;

    static final float HIGHEST = 88.3f;
    static final float LOG2_E = 1.442695f;

    /// ln 2 in two parts: the product of the first with n is exact.
    static final float LN2_HIGH = 0.6933594f;

    static final float LN2_LOW = -2.12194440e-4f;

    /// Adding 1.5 x 2^23 leaves the nearest whole number in the low bits of the float.
    static final float ROUND = 12582912f;

    static final float C2 = 1f / 2;
    static final float C3 = 1f / 6;
    static final float C4 = 1f / 24;
    static final float C5 = 1f / 120;
    static final float C6 = 1f / 720;
    static final float C7 = 1f / 5040;

    /// sqrt(2 / pi), doubled for the sigmoid form of GELU.
    static final float GELU_SLOPE = 2 * 0.7978846f;

    static final float GELU_CUBE = 0.044715f;

    /// The error function by formula 7.1.26 of Abramowitz and Stegun, wrong by 1.5e-7 at most.
    private static final float ERF_SLOPE = 0.3275911f;

    private static final float[] ERF_TERMS = {1.0614054f, -1.4531521f, 1.4214138f, -0.28449672f, 0.2548296f};
    private static final float HALF_ROOT = 0.70710677f;

    private Curves() {}

    static float exp(float x) {
        float bounded = Math.min(Math.max(x, LOWEST), HIGHEST);
        float rounded = Math.fma(bounded, LOG2_E, ROUND);
        float n = rounded - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
        float p = Math.fma(C7, r, C6);
        p = Math.fma(p, r, C5);
        p = Math.fma(p, r, C4);
        p = Math.fma(p, r, C3);
        p = Math.fma(p, r, C2);
        p = Math.fma(p, r, 1);
        p = Math.fma(p, r, 1);
        return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(rounded) << 23));
    }

    /// `cap * tanh(x / cap)`.
    static float cap(float x, float cap) {
        return cap * (1 - 2 / (exp(x / cap * 2) + 1));
    }

    static float silu(float x) {
        return x / (exp(-x) + 1);
    }

    static float gelu(float x) {
        float inner = Math.fma(GELU_CUBE * x, x * x, x) * -GELU_SLOPE;
        return x / (exp(inner) + 1);
    }

    /// `x` times the share of the normal distribution that is below `x`.
    static float normalGelu(float x) {
        float z = Math.abs(x) * HALF_ROOT;
        float t = 1 / Math.fma(ERF_SLOPE, z, 1);
        float sum = 0;
        for (float term : ERF_TERMS) {
            sum = Math.fma(sum, t, term);
        }
        float beyond = sum * t * exp(-z * z) / 2;
        return x < 0 ? x * beyond : x * (1 - beyond);
    }
}
