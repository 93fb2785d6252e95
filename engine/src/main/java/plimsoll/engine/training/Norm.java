package plimsoll.engine.training;

import plimsoll.engine.kernels.Kernels;

/// RMS norms, forward and backward, row by row. One thread.
final class Norm {
    private final Kernels kernels;
    private final int width;
    private final double epsilon;
    private final float[] weighted;

    Norm(Kernels kernels, int width, double epsilon) {
        this.kernels = kernels;
        this.width = width;
        this.epsilon = epsilon;
        weighted = new float[width];
    }

    /// `y = x r w`, where `r = 1 / sqrt(mean(x^2) + epsilon)` is kept in `scales`.
    void forward(float[] x, int rows, float[] weights, int at, float[] scales, float[] y) {
        for (int row = 0; row < rows; row++) {
            int from = row * width;
            float scale = (float) (1 / Math.sqrt((double) kernels.dot(x, from, x, from, width) / width + epsilon));
            scales[row] = scale;
            for (int i = 0; i < width; i++) {
                y[from + i] = x[from + i] * scale * weights[at + i];
            }
        }
    }

    /// Adds what reaches x to `dx`, and what reaches the weights to `gradient` at the place they have among the
    /// weights.
    void backward(
            float[] x, int rows, float[] weights, int at, float[] scales, float[] dy, float[] dx, float[] gradient) {
        for (int row = 0; row < rows; row++) {
            int from = row * width;
            float scale = scales[row];
            for (int i = 0; i < width; i++) {
                weighted[i] = dy[from + i] * weights[at + i];
            }
            for (int i = 0; i < width; i++) {
                gradient[at + i] = Math.fma(dy[from + i] * scale, x[from + i], gradient[at + i]);
            }
            float along = kernels.dot(x, from, weighted, 0, width) * scale * scale * scale / width;
            for (int i = 0; i < width; i++) {
                dx[from + i] += Math.fma(weighted[i], scale, -(x[from + i] * along));
            }
        }
    }
}
