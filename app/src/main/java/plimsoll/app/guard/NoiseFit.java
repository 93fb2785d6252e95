package plimsoll.app.guard;

import java.util.List;
import plimsoll.domain.guard.Surprise.Tail;

/// Finds from what on the end of a text is noise: of all pairs of thresholds that flag few plain texts, the one that
/// flags most noisy ones.
final class NoiseFit {
    private static final double STEP = 0.1;
    private static final double MOST_BITS = 8;
    private static final double MOST_MORE = 4;

    private NoiseFit() {}

    /// @param falseAlarms the part of plain texts that may be flagged
    static Tail of(List<Tail> plain, List<Tail> noisy, double falseAlarms) {
        var best = new Tail(MOST_BITS, MOST_MORE);
        double found = -1;
        for (int bits = 0; bits * STEP < MOST_BITS; bits++) {
            for (int more = 0; more * STEP < MOST_MORE; more++) {
                var tried = new Tail(bits * STEP, more * STEP);
                double flagged = part(noisy, tried);
                if (flagged > found && part(plain, tried) <= falseAlarms) {
                    best = tried;
                    found = flagged;
                }
            }
        }
        return best;
    }

    /// Which part of some ends is noise.
    static double part(List<Tail> tails, Tail least) {
        return (double) tails.stream().filter(tail -> tail.reaches(least)).count() / Math.max(1, tails.size());
    }
}
