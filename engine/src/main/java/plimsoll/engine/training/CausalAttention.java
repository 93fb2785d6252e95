package plimsoll.engine.training;

import java.util.Arrays;
import plimsoll.engine.kernels.Kernels;

/// Attention within each sample of a pack, forward and backward. Rows are taken in blocks; the weights of a block are
/// computed again on the way back, so that nothing quadratic is kept. One thread.
final class CausalAttention {
    private static final int BLOCK = 64;

    private final Shape shape;
    private final Kernels kernels;
    private final Gemm gemm;
    private final float scale;
    private final int row;
    private final float[] weights;
    private final float[] gradients;

    CausalAttention(Shape shape, Kernels kernels, Gemm gemm) {
        this.shape = shape;
        this.kernels = kernels;
        this.gemm = gemm;
        scale = (float) (1 / Math.sqrt(shape.headSize()));
        row = shape.attention();
        weights = new float[BLOCK * shape.context()];
        gradients = new float[BLOCK * shape.context()];
    }

    /// @param qkv a row per token: turned queries, turned keys, values
    /// @param out a row per token: what each head gathered
    void forward(Pack pack, float[] qkv, float[] out) {
        for (int sample = 0; sample < pack.begins.length - 1; sample++) {
            int begin = pack.begins[sample];
            int length = pack.begins[sample + 1] - begin;
            for (int head = 0; head < shape.heads(); head++) {
                for (int first = 0; first < length; first += BLOCK) {
                    int rows = Math.min(BLOCK, length - first);
                    attend(qkv, begin, head, first, rows);
                    gemm.multiply(
                            Matrix.rows(weights, 0, first + rows),
                            values(qkv, begin, head),
                            heads(out, begin + first, head),
                            rows,
                            shape.headSize(),
                            first + rows,
                            false);
                }
            }
        }
    }

    /// @param dqkv overwritten with what reaches queries, keys and values
    void backward(Pack pack, float[] qkv, float[] dout, float[] dqkv) {
        Arrays.fill(dqkv, 0, pack.length() * row, 0);
        for (int sample = 0; sample < pack.begins.length - 1; sample++) {
            int begin = pack.begins[sample];
            int length = pack.begins[sample + 1] - begin;
            for (int head = 0; head < shape.heads(); head++) {
                for (int first = 0; first < length; first += BLOCK) {
                    backward(qkv, dout, dqkv, begin, head, first, Math.min(BLOCK, length - first));
                }
            }
        }
    }

    private void backward(float[] qkv, float[] dout, float[] dqkv, int begin, int head, int first, int rows) {
        int columns = first + rows;
        int size = shape.headSize();
        attend(qkv, begin, head, first, rows);
        var weight = Matrix.rows(weights, 0, columns);
        var score = Matrix.rows(gradients, 0, columns);
        var gathered = heads(dout, begin + first, head);
        gemm.multiply(gathered, values(qkv, begin, head).transposed(), score, rows, columns, size, false);
        gemm.multiply(weight.transposed(), gathered, values(dqkv, begin, head), columns, size, rows, true);
        for (int r = 0; r < rows; r++) {
            int at = r * columns;
            float mean = kernels.dot(weights, at, gradients, at, columns);
            for (int j = 0; j < columns; j++) {
                gradients[at + j] = weights[at + j] * (gradients[at + j] - mean) * scale;
            }
        }
        gemm.multiply(score, keys(qkv, begin, head), queries(dqkv, begin + first, head), rows, size, columns, false);
        gemm.multiply(
                score.transposed(),
                queries(qkv, begin + first, head),
                keys(dqkv, begin, head),
                columns,
                size,
                rows,
                true);
    }

    /// The weights with which a block of tokens attends to what stands before, `first + rows` to a row.
    private void attend(float[] qkv, int begin, int head, int first, int rows) {
        int columns = first + rows;
        gemm.multiply(
                queries(qkv, begin + first, head),
                keys(qkv, begin, head).transposed(),
                Matrix.rows(weights, 0, columns),
                rows,
                columns,
                shape.headSize(),
                false);
        for (int r = 0; r < rows; r++) {
            int at = r * columns;
            int end = at + first + r + 1;
            float most = Float.NEGATIVE_INFINITY;
            for (int j = at; j < end; j++) {
                weights[j] *= scale;
                most = Math.max(most, weights[j]);
            }
            kernels.exponentials(weights, at, end, most);
            float sum = 0;
            for (int j = at; j < end; j++) {
                sum += weights[j];
            }
            float share = 1 / sum;
            for (int j = at; j < end; j++) {
                weights[j] *= share;
            }
            Arrays.fill(weights, end, at + columns, 0);
        }
    }

    private Matrix queries(float[] qkv, int token, int head) {
        return Matrix.rows(qkv, token * row + head * shape.headSize(), row);
    }

    private Matrix keys(float[] qkv, int token, int head) {
        return Matrix.rows(qkv, token * row + shape.queries() + shared(head), row);
    }

    private Matrix values(float[] qkv, int token, int head) {
        return Matrix.rows(qkv, token * row + shape.queries() + shape.keys() + shared(head), row);
    }

    private Matrix heads(float[] out, int token, int head) {
        return Matrix.rows(out, token * shape.queries() + head * shape.headSize(), shape.queries());
    }

    private int shared(int head) {
        return head / (shape.heads() / shape.keyValueHeads()) * shape.headSize();
    }
}
