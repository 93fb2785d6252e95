package plimsoll.engine.training;

import plimsoll.engine.kernels.Kernels;

/// One layer, forward and backward: attention and the gated feed-forward, each behind a norm and added to what flows
/// past. One thread; holds what the way back needs between.
final class Block {
    private final Shape shape;
    private final Kernels kernels;
    private final Gemm gemm;
    private final Norm norm;
    private final CausalAttention attention;
    private final Rotary rotary;
    private final float[] wide;
    private final float[] narrow;
    private final float[] inner;

    Block(Shape shape, int tokens, Kernels kernels, Gemm gemm, Norm norm) {
        this.shape = shape;
        this.kernels = kernels;
        this.gemm = gemm;
        this.norm = norm;
        attention = new CausalAttention(shape, kernels, gemm);
        rotary = new Rotary(shape.headSize(), Math.min(tokens, shape.context()), shape.ropeBase());
        wide = new float[tokens * Math.max(2 * shape.feedForward(), shape.attention())];
        narrow = new float[tokens * Math.max(shape.dimension(), shape.queries())];
        inner = new float[tokens * shape.feedForward()];
    }

    /// @param x a row per token, replaced by what the layer makes of it
    void forward(Pack pack, float[] weights, Layout layout, int layer, Trace trace, float[] x) {
        int rows = pack.length();
        int dim = shape.dimension();
        System.arraycopy(x, 0, trace.input, 0, rows * dim);
        norm.forward(x, rows, weights, layout.attentionNorm(layer), trace.inputScales, trace.inputNormed);
        linear(
                trace.inputNormed,
                dim,
                weights,
                layout.queriesKeysValues(layer),
                shape.attention(),
                trace.attention,
                rows);
        for (int row = 0; row < rows; row++) {
            int heads = shape.heads() + shape.keyValueHeads();
            rotary.turn(trace.attention, row * shape.attention(), heads, pack.positions[row]);
        }
        attention.forward(pack, trace.attention, trace.gathered);
        addLinear(trace.gathered, shape.queries(), weights, layout.output(layer), x, rows);
        System.arraycopy(x, 0, trace.middle, 0, rows * dim);
        norm.forward(x, rows, weights, layout.feedForwardNorm(layer), trace.middleScales, trace.middleNormed);
        linear(
                trace.middleNormed,
                dim,
                weights,
                layout.gateAndUp(layer),
                2 * shape.feedForward(),
                trace.gateAndUp,
                rows);
        gate(trace, rows);
        addLinear(trace.hidden, shape.feedForward(), weights, layout.down(layer), x, rows);
    }

    /// @param dx what reaches the layer's output; replaced by what reaches its input
    void backward(Pack pack, float[] weights, Layout layout, int layer, Trace trace, float[] dx, float[] gradient) {
        int rows = pack.length();
        int dim = shape.dimension();
        int ff = shape.feedForward();
        toInput(dx, dim, weights, layout.down(layer), ff, inner, rows);
        toWeights(dx, dim, trace.hidden, ff, gradient, layout.down(layer), rows);
        gateBackward(trace, rows);
        toInput(wide, 2 * ff, weights, layout.gateAndUp(layer), dim, narrow, rows);
        toWeights(wide, 2 * ff, trace.middleNormed, dim, gradient, layout.gateAndUp(layer), rows);
        norm.backward(
                trace.middle, rows, weights, layout.feedForwardNorm(layer), trace.middleScales, narrow, dx, gradient);
        toInput(dx, dim, weights, layout.output(layer), shape.queries(), narrow, rows);
        toWeights(dx, dim, trace.gathered, shape.queries(), gradient, layout.output(layer), rows);
        attention.backward(pack, trace.attention, narrow, wide);
        for (int row = 0; row < rows; row++) {
            int heads = shape.heads() + shape.keyValueHeads();
            rotary.turnBack(wide, row * shape.attention(), heads, pack.positions[row]);
        }
        toInput(wide, shape.attention(), weights, layout.queriesKeysValues(layer), dim, narrow, rows);
        toWeights(wide, shape.attention(), trace.inputNormed, dim, gradient, layout.queriesKeysValues(layer), rows);
        norm.backward(trace.input, rows, weights, layout.attentionNorm(layer), trace.inputScales, narrow, dx, gradient);
    }

    private void linear(float[] x, int inputs, float[] weights, int at, int outputs, float[] y, int rows) {
        var matrix = Matrix.rows(weights, at, inputs).transposed();
        gemm.multiply(Matrix.rows(x, 0, inputs), matrix, Matrix.rows(y, 0, outputs), rows, outputs, inputs, false);
    }

    private void addLinear(float[] x, int inputs, float[] weights, int at, float[] y, int rows) {
        int outputs = shape.dimension();
        var matrix = Matrix.rows(weights, at, inputs).transposed();
        gemm.multiply(Matrix.rows(x, 0, inputs), matrix, Matrix.rows(y, 0, outputs), rows, outputs, inputs, true);
    }

    private void toInput(float[] dy, int outputs, float[] weights, int at, int inputs, float[] dx, int rows) {
        var matrix = Matrix.rows(weights, at, inputs);
        gemm.multiply(Matrix.rows(dy, 0, outputs), matrix, Matrix.rows(dx, 0, inputs), rows, inputs, outputs, false);
    }

    private void toWeights(float[] dy, int outputs, float[] x, int inputs, float[] gradient, int at, int rows) {
        var across = Matrix.rows(dy, 0, outputs).transposed();
        gemm.multiply(
                across, Matrix.rows(x, 0, inputs), Matrix.rows(gradient, at, inputs), outputs, inputs, rows, true);
    }

    /// `hidden = gate sigmoid(gate) up`.
    private void gate(Trace trace, int rows) {
        int ff = shape.feedForward();
        for (int row = 0; row < rows; row++) {
            int from = row * ff;
            int gate = 2 * from;
            for (int i = 0; i < ff; i++) {
                trace.open[from + i] = -trace.gateAndUp[gate + i];
            }
            kernels.exponentials(trace.open, from, from + ff, 0);
            for (int i = 0; i < ff; i++) {
                trace.open[from + i] = 1 / (1 + trace.open[from + i]);
            }
            for (int i = 0; i < ff; i++) {
                trace.hidden[from + i] =
                        trace.gateAndUp[gate + i] * trace.open[from + i] * trace.gateAndUp[gate + ff + i];
            }
        }
    }

    /// From what reaches `hidden`, in `inner`, what reaches gate and up, in `wide`.
    private void gateBackward(Trace trace, int rows) {
        int ff = shape.feedForward();
        for (int row = 0; row < rows; row++) {
            int from = row * ff;
            int at = 2 * from;
            for (int i = 0; i < ff; i++) {
                float gate = trace.gateAndUp[at + i];
                float open = trace.open[from + i];
                float slope = open * Math.fma(gate, 1 - open, 1f);
                wide[at + i] = inner[from + i] * trace.gateAndUp[at + ff + i] * slope;
            }
            for (int i = 0; i < ff; i++) {
                wide[at + ff + i] = inner[from + i] * trace.gateAndUp[at + i] * trace.open[from + i];
            }
        }
    }
}
