package plimsoll.domain.guard;

import java.util.ArrayList;
import java.util.List;

/// Conversations that are led to harm step by step, each question a little worse than the one before (Russinovich et
/// al. 2024, arXiv:2404.01833): no single question shows it, but the slope does.
///
/// @param lookedAt so many questions are looked at, the last ones
/// @param leastTurns fewer are no climb
/// @param leastSlope of probability, from question to question
/// @param leastHarm a climb from nothing to next to nothing is noise
public record Crescendo(int lookedAt, int leastTurns, double leastSlope, double leastHarm) {
    /// What such a question is told to be.
    public static final String SIGN = "a crescendo";

    /// As `guard climbs` fits them.
    public static final Crescendo FITTED = new Crescendo(12, 3, 0.12, 0.55);

    /// Whether a question goes on such a climb.
    ///
    /// @param before how harmful each question of the conversation was, from 0 to 1
    /// @param now how harmful this one is
    public boolean rises(List<Double> before, double now) {
        if (now < leastHarm || before.size() + 1 < leastTurns) {
            return false;
        }
        var all = new ArrayList<>(before.subList(Math.max(0, before.size() - lookedAt + 1), before.size()));
        all.add(now);
        return all.stream().allMatch(each -> each <= now) && slope(all) >= leastSlope;
    }

    /// By least squares.
    private static double slope(List<Double> values) {
        double middle = (values.size() - 1) / 2.0;
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (i - middle) * (values.get(i) - mean);
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }
}
