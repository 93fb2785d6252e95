package plimsoll.engine.kernels;

import static plimsoll.engine.kernels.Curves.C2;
import static plimsoll.engine.kernels.Curves.C3;
import static plimsoll.engine.kernels.Curves.C4;
import static plimsoll.engine.kernels.Curves.C5;
import static plimsoll.engine.kernels.Curves.C6;
import static plimsoll.engine.kernels.Curves.C7;
import static plimsoll.engine.kernels.Curves.GELU_CUBE;
import static plimsoll.engine.kernels.Curves.GELU_SLOPE;
import static plimsoll.engine.kernels.Curves.HIGHEST;
import static plimsoll.engine.kernels.Curves.LN2_HIGH;
import static plimsoll.engine.kernels.Curves.LN2_LOW;
import static plimsoll.engine.kernels.Curves.LOG2_E;
import static plimsoll.engine.kernels.Curves.LOWEST;
import static plimsoll.engine.kernels.Curves.ROUND;
import static plimsoll.engine.quantised.Lanes.FLOATS;
import static plimsoll.engine.quantised.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// [Curves] in vector steps: the same steps, so the same bits. Apart from them, for a Java without vectors.
final class VectorCurves {
    private VectorCurves() {}

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
