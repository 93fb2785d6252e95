package plimsoll.app.guard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import plimsoll.domain.guard.Head.Fit;

/// Makes a classifier's sums probabilities, by a logistic function of two numbers (Platt 1999), and finds the one from
/// which on a text is flagged: both on texts that were not learned from when they were scored.
final class Fitting {
    private static final int STEPS = 2_000;
    private static final double RATE = 0.05;

    private Fitting() {}

    /// A text's sum, as a classifier gave it that had not seen the text's set.
    record Scored(String set, double sum, boolean positive) {}

    /// @param falseAlarms the part of harmless texts that may be flagged, each set counting as much as any other, of
    ///     sets that hold nothing else; in mixed ones the harmless texts are twins of harmful ones
    static Fit fit(List<Scored> texts, double falseAlarms) {
        double slope = 1;
        double shift = 0;
        for (int step = 0; step < STEPS; step++) {
            double bySlope = 0;
            double byShift = 0;
            for (var text : texts) {
                double error = 1 / (1 + Math.exp(-(slope * text.sum + shift))) - (text.positive ? 1 : 0);
                bySlope += error * text.sum;
                byShift += error;
            }
            slope = Math.max(1e-3, slope - RATE * bySlope / texts.size());
            shift -= RATE * byShift / texts.size();
        }
        var free = new Fit(slope, shift, 0);
        return new Fit(slope, shift, free.probability(sumAt(texts, falseAlarms)));
    }

    private static double sumAt(List<Scored> texts, double falseAlarms) {
        var mixed = texts.stream().filter(Scored::positive).map(Scored::set).collect(Collectors.toSet());
        var harmless = texts.stream().filter(text -> !mixed.contains(text.set)).toList();
        var sizes = new HashMap<String, Integer>();
        harmless.forEach(text -> sizes.merge(text.set, 1, Integer::sum));
        double left = falseAlarms * sizes.size();
        double last = Double.POSITIVE_INFINITY;
        for (var text : harmless.stream()
                .sorted(Comparator.comparingDouble(Scored::sum).reversed())
                .toList()) {
            left -= 1.0 / sizes.getOrDefault(text.set, 1);
            if (left < 0) {
                return last == Double.POSITIVE_INFINITY ? text.sum : (last + text.sum) / 2;
            }
            last = text.sum;
        }
        return last;
    }
}
