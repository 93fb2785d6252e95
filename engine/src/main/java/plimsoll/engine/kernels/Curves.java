package plimsoll.engine.kernels;

import static plimsoll.engine.quantised.Lanes.FLOATS;
import static plimsoll.engine.quantised.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The exponential and what is built on it, once in scalar and once in vector steps: the same steps, so the same bits.
/// The machine's own functions differ from one processor to the next.
///
/// `e^x = 2^n e^r` with n the nearest whole number to x / ln 2; |r| <= 0.35, where eight terms of the series are below
/// half a unit in the last place.
final class Curves {
    /// Beyond these the result leaves the normal floats.
    private static final float LOWEST = -87.3f;

    private static final float HIGHEST = 88.3f;
    private static final float LOG2_E = 1.442695f;

    /// ln 2 in two parts: the product of the first with n is exact.
    private static final float LN2_HIGH = 0.6933594f;

    private static final float LN2_LOW = -2.12194440e-4f;

    /// Adding 1.5 x 2^23 leaves the nearest whole number in the low bits of the float.
    private static final float ROUND = 12582912f;

    private static final float C2 = 1f / 2;
    private static final float C3 = 1f / 6;
    private static final float C4 = 1f / 24;
    private static final float C5 = 1f / 120;
    private static final float C6 = 1f / 720;
    private static final float C7 = 1f / 5040;

    /// sqrt(2 / pi), doubled for the sigmoid form of GELU.
    private static final float GELU_SLOPE = 2 * 0.7978846f;

    private static final float GELU_CUBE = 0.044715f;

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

    static FloatVector exp(FloatVector x) {
        var bounded = x.max(LOWEST).min(HIGHEST);
        var rounded = bounded.fma(FloatVector.broadcast(FLOATS, LOG2_E), FloatVector.broadcast(FLOATS, ROUND));
        var n = rounded.sub(ROUND);
        var r = n.fma(
                FloatVector.broadcast(FLOATS, -LN2_LOW), n.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), bounded));
        var p = FloatVector.broadcast(FLOATS, C7).fma(r, FloatVector.broadcast(FLOATS, C6));
        p = p.fma(r, FloatVector.broadcast(FLOATS, C5));
        p = p.fma(r, FloatVector.broadcast(FLOATS, C4));
        p = p.fma(r, FloatVector.broadcast(FLOATS, C3));
        p = p.fma(r, FloatVector.broadcast(FLOATS, C2));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1));
        var power = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return p.reinterpretAsInts().add(power).reinterpretAsFloats();
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

    /// `values[i] = e^(values[i] - minus)`, whole vectors; gives where the rest begins.
    static int exponentials(float[] values, int from, int to, float minus) {
        int i = from;
        for (; i <= to - WIDTH; i += WIDTH) {
            exp(FloatVector.fromArray(FLOATS, values, i).sub(minus)).intoArray(values, i);
        }
        return i;
    }

    /// `gate[i] = silu(gate[i]) * up[i]`, whole vectors; gives how many were done.
    static int silu(float[] gate, int gateFrom, float[] up, int upFrom, int count) {
        int i = 0;
        for (; i <= count - WIDTH; i += WIDTH) {
            var x = FloatVector.fromArray(FLOATS, gate, gateFrom + i);
            x.div(exp(x.neg()).add(1))
                    .mul(FloatVector.fromArray(FLOATS, up, upFrom + i))
                    .intoArray(gate, gateFrom + i);
        }
        return i;
    }

    /// `gate[i] = gelu(gate[i]) * up[i]`, whole vectors; gives how many were done.
    static int gelu(float[] gate, int gateFrom, float[] up, int upFrom, int count) {
        int i = 0;
        for (; i <= count - WIDTH; i += WIDTH) {
            var x = FloatVector.fromArray(FLOATS, gate, gateFrom + i);
            var inner = x.mul(GELU_CUBE).fma(x.mul(x), x).mul(-GELU_SLOPE);
            x.div(exp(inner).add(1))
                    .mul(FloatVector.fromArray(FLOATS, up, upFrom + i))
                    .intoArray(gate, gateFrom + i);
        }
        return i;
    }
}
