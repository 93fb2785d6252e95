package plimsoll.engine.watermark;

/// The upper tail of the standard normal distribution, to a part in 10^12 of itself.
final class NormalTail {
    private static final double ROOT = Math.sqrt(2 * Math.PI);
    private static final double FAR = 3;
    private static final int TERMS = 200;

    private NormalTail() {}

    static double density(double x) {
        return Math.exp(-x * x / 2) / ROOT;
    }

    static double above(double x) {
        if (x < 0) {
            return 1 - above(-x);
        }
        return x < FAR ? 0.5 - density(x) * series(x) : density(x) * fraction(x);
    }

    /// What the density times this is between 0 and x: x + x^3/3 + x^5/15 + ...
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 3; Math.abs(term) > 1e-18 * sum; n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return sum;
    }

    /// Mills' ratio as Laplace's continued fraction: 1/(x + 1/(x + 2/(x + 3/(x + ...)))).
    private static double fraction(double x) {
        double below = x;
        for (int n = TERMS; n >= 1; n--) {
            below = x + n / below;
        }
        return 1 / below;
    }
}
