package plimsoll.engine.training;

import java.util.Arrays;
import plimsoll.engine.kernels.Kernels;

/// One logical worker: it takes one pack of each step and finds the pack's part of the loss and of its gradient. The
/// number of shards is part of the recipe and not the number of threads. One thread at a time.
final class Shard {
    private final Shape shape;
    private final Layout layout;
    private final Kernels kernels;
    private final Gemm gemm;
    private final Norm norm;
    private final Block block;
    private final Trace[] traces;
    private final float[] x;
    private final float[] normed;
    private final float[] scales;
    private final float[] logits;

    /// Where the answers are, and the rows of these places alone.
    private final int[] places;

    private final float[] chosen;
    private final float[] dchosen;
    final float[] gradient;

    /// @param tokens the most that a pack holds
    Shard(Layout layout, int tokens, Kernels kernels) {
        this.layout = layout;
        this.kernels = kernels;
        shape = layout.shape;
        gemm = Gemm.like(kernels);
        norm = new Norm(kernels, shape.dimension(), shape.epsilon());
        block = new Block(shape, tokens, kernels, gemm, norm);
        traces = new Trace[shape.layers()];
        for (int layer = 0; layer < traces.length; layer++) {
            traces[layer] = new Trace(shape, tokens);
        }
        x = new float[tokens * shape.dimension()];
        normed = new float[tokens * shape.dimension()];
        scales = new float[tokens];
        places = new int[tokens];
        chosen = new float[tokens * shape.dimension()];
        dchosen = new float[tokens * shape.dimension()];
        logits = new float[tokens * shape.vocabulary()];
        gradient = new float[shape.parameters()];
    }

    /// The loss alone: the sum over the pack's answers of `-log p`.
    double loss(Pack pack, float[] weights) {
        forward(pack, weights);
        return choose(pack, weights, 0);
    }

    /// The loss, and in [#gradient] its derivative times `share`.
    ///
    /// @param share one part in so many answers as the whole step has
    double learn(Pack pack, float[] weights, float share) {
        Arrays.fill(gradient, 0);
        forward(pack, weights);
        double loss = choose(pack, weights, share);
        int dim = shape.dimension();
        var rows = Matrix.rows(logits, 0, shape.vocabulary());
        var embedding = Matrix.rows(weights, layout.embedding(), dim);
        gemm.multiply(
                rows.transposed(),
                Matrix.rows(chosen, 0, dim),
                Matrix.rows(gradient, layout.embedding(), dim),
                shape.vocabulary(),
                dim,
                pack.answers,
                true);
        gemm.multiply(rows, embedding, Matrix.rows(dchosen, 0, dim), pack.answers, dim, shape.vocabulary(), false);
        Arrays.fill(normed, 0, pack.length() * dim, 0);
        for (int i = 0; i < pack.answers; i++) {
            System.arraycopy(dchosen, i * dim, normed, places[i] * dim, dim);
        }
        backward(pack, weights);
        return loss;
    }

    private void forward(Pack pack, float[] weights) {
        int dim = shape.dimension();
        for (int row = 0; row < pack.length(); row++) {
            System.arraycopy(weights, layout.embedding() + pack.tokens[row] * dim, x, row * dim, dim);
        }
        for (int layer = 0; layer < traces.length; layer++) {
            block.forward(pack, weights, layout, layer, traces[layer], x);
        }
        norm.forward(x, pack.length(), weights, layout.lastNorm(), scales, normed);
    }

    /// The way back from what reaches the last norm's result, in `normed`.
    private void backward(Pack pack, float[] weights) {
        int dim = shape.dimension();
        var dx = new float[pack.length() * dim];
        norm.backward(x, pack.length(), weights, layout.lastNorm(), scales, normed, dx, gradient);
        for (int layer = traces.length - 1; layer >= 0; layer--) {
            block.backward(pack, weights, layout, layer, traces[layer], dx, gradient);
        }
        for (int row = 0; row < pack.length(); row++) {
            int at = layout.embedding() + pack.tokens[row] * dim;
            for (int i = 0; i < dim; i++) {
                gradient[at + i] += dx[row * dim + i];
            }
        }
    }

    /// The loss of the pack's answers; what reaches their logits takes the logits' place.
    private double choose(Pack pack, float[] weights, float share) {
        int dim = shape.dimension();
        int count = 0;
        for (int row = 0; row < pack.length(); row++) {
            if (pack.targets[row] != Pack.NOTHING) {
                places[count] = row;
                System.arraycopy(normed, row * dim, chosen, count * dim, dim);
                count++;
            }
        }
        gemm.multiply(
                Matrix.rows(chosen, 0, dim),
                Matrix.rows(weights, layout.embedding(), dim).transposed(),
                Matrix.rows(logits, 0, shape.vocabulary()),
                count,
                shape.vocabulary(),
                dim,
                false);
        double loss = 0;
        for (int i = 0; i < count; i++) {
            loss += choose(i * shape.vocabulary(), pack.targets[places[i]], share);
        }
        return loss;
    }

    private double choose(int from, int target, float share) {
        int to = from + shape.vocabulary();
        float most = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            most = Math.max(most, logits[i]);
        }
        double right = (double) logits[from + target] - most;
        kernels.exponentials(logits, from, to, most);
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += logits[i];
        }
        float scale = (float) (share / sum);
        for (int i = from; i < to; i++) {
            logits[i] *= scale;
        }
        logits[from + target] -= share;
        return StrictMath.log(sum) - right;
    }
}
