package plimsoll.app.guard;

import java.util.Arrays;
import java.util.List;
import plimsoll.app.guard.Corpus.Text;
import plimsoll.domain.guard.Features;
import plimsoll.domain.guard.Head;
import plimsoll.domain.guard.Head.Fit;

/// Makes a classifier's sums probabilities, by a logistic function of two numbers (Platt 1999), and finds the one from
/// which on a text is flagged: both on texts that were not learned from.
final class Fitting {
    private static final int STEPS = 2_000;
    private static final double RATE = 0.05;

    private Fitting() {}

    /// @param falseAlarms the part of harmless texts that may be flagged
    static Head fit(Head head, List<Text> texts, double falseAlarms) {
        var sums = texts.stream()
                .mapToDouble(text -> head.sum(Features.of(text.sample().text())))
                .toArray();
        double slope = 1;
        double shift = 0;
        for (int step = 0; step < STEPS; step++) {
            double bySlope = 0;
            double byShift = 0;
            for (int i = 0; i < sums.length; i++) {
                double wanted = texts.get(i).sample().positive() ? 1 : 0;
                double error = 1 / (1 + Math.exp(-(slope * sums[i] + shift))) - wanted;
                bySlope += error * sums[i];
                byShift += error;
            }
            slope = Math.max(1e-3, slope - RATE * bySlope / sums.length);
            shift -= RATE * byShift / sums.length;
        }
        var fitted = head.with(new Fit(slope, shift, 0));
        var harmless = texts.stream()
                .filter(text -> !text.sample().positive())
                .mapToDouble(
                        text -> fitted.probability(Features.of(text.sample().text())))
                .toArray();
        Arrays.sort(harmless);
        double threshold =
                harmless[(int) Math.min(harmless.length - 1, Math.ceil(harmless.length * (1 - falseAlarms)))];
        return head.with(new Fit(slope, shift, threshold));
    }
}
