package plimsoll.engine.training;

/// AdamW: moving means of the gradient and of its square, both corrected for their start at zero, and a decay of the
/// weights beside them.
///
/// @param beta1 how slowly the mean moves
/// @param beta2 how slowly the mean square moves
/// @param epsilon keeps a small mean square from a large step
/// @param decay the part of the rate by which weights shrink
/// @param clip the largest norm of the whole gradient; what is longer is shortened to it
public record AdamW(double beta1, double beta2, double epsilon, double decay, double clip) {
    /// @throws IllegalArgumentException with a sentence that names the number that is wrong
    public AdamW {
        if (!(beta1 >= 0) || beta1 >= 1 || !(beta2 >= 0) || beta2 >= 1) {
            throw new IllegalArgumentException("beta1 and beta2 must be at least 0 and below 1");
        }
        if (!(epsilon > 0) || !(decay >= 0) || decay >= 1 || !(clip > 0)) {
            throw new IllegalArgumentException("epsilon and clip must be above 0, weight_decay at least 0 and below 1");
        }
    }

    /// Moves the weights in a range. Each number stands alone, so any ranges give the same bits.
    ///
    /// @param step counted from 0
    /// @param scale what the gradient is multiplied with first
    void move(State state, float[] gradient, int step, double rate, float scale, int from, int to) {
        float keep1 = (float) beta1;
        float keep2 = (float) beta2;
        float new1 = 1 - keep1;
        float new2 = 1 - keep2;
        float size = (float) (rate / (1 - StrictMath.pow(beta1, step + 1)));
        float correction = (float) (1 / (1 - StrictMath.pow(beta2, step + 1)));
        float shrink = (float) (1 - rate * decay);
        float floor = (float) epsilon;
        float[] weights = state.weights;
        float[] mean = state.mean;
        float[] square = state.square;
        for (int i = from; i < to; i++) {
            float g = gradient[i] * scale;
            float first = Math.fma(keep1, mean[i], new1 * g);
            float second = Math.fma(keep2, square[i], new2 * g * g);
            mean[i] = first;
            square[i] = second;
            float root = (float) Math.sqrt(second * correction) + floor;
            weights[i] = weights[i] * shrink - size * first / root;
        }
    }
}
