package plimsoll.weights.blocks;

/// Finds for 16 weights a scale such that `scale * level`, with whole levels from -32 to 31, comes near them. The
/// scale may be negative: it is, when that lets the weight of largest magnitude take the one level that has no
/// opposite.
///
/// As in [AffineFit] scales around the obvious one are tried, and for the levels that each leads to the best
/// scale is the one of least squares, weighted with the squares of the weights. That scale explains `(sum w x
/// l)^2 / sum w l^2` of the weights, and the one that explains most wins.
final class SymmetricFit {
    /// Weights in one fit.
    static final int COUNT = 16;

    static final int LEVELS = 32;

    private static final int TRIES = 9;
    private static final float STEP = 0.1f;

    /// Below it, weights are as good as zero, and their inverse is no number to calculate with.
    static final float NOTHING = 1e-15f;

    private SymmetricFit() {}

    static float scale(float[] x, int at) {
        float largest = Rounding.largest(x, at, COUNT);
        if (Math.abs(largest) < NOTHING) {
            return 0;
        }
        var obvious = explained(x, at, -LEVELS / largest);
        float scale = obvious.levelSquares() > 0 ? obvious.scale() : 0;
        float most = scale * obvious.products();
        for (int i = -TRIES; i <= TRIES; i++) {
            // The obvious one had its turn. In F32 two scales can each seem better than the other: no second
            // turn.
            var tried = i == 0 ? new Sums(0, 0) : explained(x, at, -(LEVELS + STEP * i) / largest);
            if (tried.levelSquares() > 0 && tried.products() * tried.products() > most * tried.levelSquares()) {
                scale = tried.scale();
                most = scale * tried.products();
            }
        }
        return scale;
    }

    private record Sums(float products, float levelSquares) {
        float scale() {
            return products / levelSquares;
        }
    }

    private static Sums explained(float[] x, int at, float inverse) {
        float products = 0;
        float levelSquares = 0;
        for (int i = at; i < at + COUNT; i++) {
            int level = Math.clamp(Rounding.halfEven(inverse * x[i]), -LEVELS, LEVELS - 1);
            float w = x[i] * x[i];
            products += w * x[i] * level;
            levelSquares += w * level * level;
        }
        return new Sums(products, levelSquares);
    }
}
