package plimsoll.engine.watermark;

/// The distribution of a sum of fair coins, each worth plus or minus half of its weight: so many of every weight.
///
/// Tails come from the saddlepoint approximation of R. Lugannani and S. Rice ("Saddle point approximation for the
/// distribution of the sum of independent random variables", Advances in Applied Probability 12, 1980), which is
/// right to a part of itself far out, where a normal distribution is wrong by powers of ten.
final class CoinSum {
    private static final int STEPS = 100;
    /// Below so many standard deviations the formula divides nearly nothing by nearly nothing.
    private static final double NEAR = 0.02;
    /// Above this, tanh of a half is 1 for a double.
    private static final double FAR = 1e3;

    private final double[] weights;
    private final int times;
    private final double deviation;

    CoinSum(double[] weights, int times) {
        this.weights = weights.clone();
        this.times = times;
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        this.deviation = Math.sqrt(times * squares) / 2;
    }

    /// How likely the sum is this or more.
    double atLeast(double sum) {
        if (times == 0) {
            return 1;
        }
        double most = most();
        if (Math.abs(sum) >= most * (1 - 1e-9)) {
            return sum > 0 ? Math.pow(2, -(double) times * weights.length) : 1;
        }
        if (Math.abs(sum) < NEAR * deviation) {
            return NormalTail.above(sum / deviation);
        }
        double tilt = tilt(sum);
        double root = Math.signum(tilt) * Math.sqrt(2 * (tilt * sum - cumulants(tilt)));
        double scaled = tilt * Math.sqrt(curvature(tilt));
        double tail = NormalTail.above(root) + NormalTail.density(root) * (1 / scaled - 1 / root);
        return Math.clamp(tail, 0, 1);
    }

    private double most() {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return times * sum / 2;
    }

    /// Where the tilted distribution has its mean at `sum`: by halving, for the mean rises with the tilt.
    private double tilt(double sum) {
        double low = sum > 0 ? 0 : -FAR;
        double high = sum > 0 ? FAR : 0;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (mean(middle) < sum) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double mean(double tilt) {
        double mean = 0;
        for (double weight : weights) {
            mean += weight / 2 * Math.tanh(tilt * weight / 2);
        }
        return times * mean;
    }

    private double curvature(double tilt) {
        double curvature = 0;
        for (double weight : weights) {
            double tangent = Math.tanh(tilt * weight / 2);
            curvature += weight * weight / 4 * (1 - tangent * tangent);
        }
        return times * curvature;
    }

    /// The logarithm of the moment-generating function.
    private double cumulants(double tilt) {
        double sum = 0;
        for (double weight : weights) {
            double half = Math.abs(tilt * weight / 2);
            // ln cosh x, where cosh itself would overflow.
            sum += half + Math.log1p(Math.exp(-2 * half)) - Math.log(2);
        }
        return times * sum;
    }
}
