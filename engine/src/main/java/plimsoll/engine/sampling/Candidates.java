package plimsoll.engine.sampling;

/// Tokens that may come next, with their probabilities, which add up to 1 but for rounding. Most likely first when
/// something was cut off, else by number.
public final class Candidates {
    private final int[] tokens;
    private final float[] weights;
    private final int count;
    private final double sum;

    Candidates(int[] tokens, float[] weights, int count) {
        this.tokens = tokens;
        this.weights = weights;
        this.count = count;
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
        }
        this.sum = total;
    }

    /// How many there are, at least one.
    public int size() {
        return count;
    }

    /// The number of one of them.
    public int token(int index) {
        return tokens[index];
    }

    /// How likely one of them is.
    public double probability(int index) {
        return weights[index] / sum;
    }

    /// The index that a number in [0, 1) falls on.
    int at(double uniform) {
        double target = uniform * sum;
        double passed = 0;
        for (int i = 0; i < count - 1; i++) {
            passed += weights[i];
            if (target < passed) {
                return i;
            }
        }
        return count - 1;
    }
}
