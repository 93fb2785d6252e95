package plimsoll.domain.guard;

import java.util.ArrayList;
import java.util.List;

/// Conversations that are led to harm step by step, each question a little worse than the one before (Russinovich et
/// al. 2024, arXiv:2404.01833): no single question shows it, but the slope does.
public final class Crescendo {
    /// What such a question is told to be.
    public static final String SIGN = "a crescendo";

    private static final int LOOKED_AT = 8;
    private static final int LEAST_TURNS = 4;
    /// Of probability, from question to question.
    private static final double LEAST_SLOPE = 0.04;
    /// A climb from nothing to next to nothing is noise.
    private static final double LEAST_HARM = 0.2;

    private Crescendo() {}

    /// Whether a question goes on such a climb.
    ///
    /// @param before how harmful each question of the conversation was, from 0 to 1
    /// @param now how harmful this one is
    public static boolean rises(List<Double> before, double now) {
        var all = new ArrayList<>(before.subList(Math.max(0, before.size() - LOOKED_AT + 1), before.size()));
        all.add(now);
        boolean highest = all.stream().allMatch(each -> each <= now);
        return all.size() >= LEAST_TURNS && now >= LEAST_HARM && highest && slope(all) >= LEAST_SLOPE;
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
