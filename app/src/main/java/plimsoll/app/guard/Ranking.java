package plimsoll.app.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Texts by how strongly a classifier takes them for what it looks for, and how well that tells them apart.
final class Ranking {
    private final double[] positives;
    private final double[] negatives;

    private Ranking(double[] positives, double[] negatives) {
        this.positives = positives;
        this.negatives = negatives;
        Arrays.sort(positives);
        Arrays.sort(negatives);
    }

    static <T> Ranking of(List<T> texts, ToDoubleFunction<T> score, Predicate<T> positive) {
        return new Ranking(
                texts.stream().filter(positive).mapToDouble(score).toArray(),
                texts.stream().filter(positive.negate()).mapToDouble(score).toArray());
    }

    int positives() {
        return positives.length;
    }

    int negatives() {
        return negatives.length;
    }

    /// The score above which this part of the negatives lies.
    double thresholdAt(double falseAlarms) {
        int place = (int) Math.min(negatives.length - 1, Math.ceil(negatives.length * (1 - falseAlarms)));
        return negatives.length == 0 ? Double.NEGATIVE_INFINITY : negatives[place];
    }

    double recallAbove(double threshold) {
        return part(positives, threshold);
    }

    double falseAlarmsAbove(double threshold) {
        return part(negatives, threshold);
    }

    private static double part(double[] sorted, double threshold) {
        return (double) (sorted.length - rank(sorted, threshold, true)) / sorted.length;
    }

    /// How many are below, or below and equal.
    private static int rank(double[] sorted, double score, boolean andEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score || (andEqual && sorted[middle] == score)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The area under the curve of recall over false alarms: how often a positive text ranks above a negative one.
    double area() {
        double won = 0;
        for (double positive : positives) {
            won += (rank(negatives, positive, false) + rank(negatives, positive, true)) / 2.0;
        }
        return won / ((double) positives.length * negatives.length);
    }

    /// The mean of the precisions at each positive text, the highest first.
    double averagePrecision() {
        double sum = 0;
        for (int i = positives.length - 1; i >= 0; i--) {
            int above = positives.length - i;
            int alarms = negatives.length - rank(negatives, positives[i], false);
            sum += (double) above / (above + alarms);
        }
        return sum / positives.length;
    }

    /// What there is to say of it at a threshold.
    String line(double threshold) {
        var line = new StringBuilder();
        if (positives.length > 0) {
            line.append("  recall %5.3f of %,6d".formatted(recallAbove(threshold), positives.length));
        }
        if (negatives.length > 0) {
            line.append("  false alarms %5.3f of %,6d".formatted(falseAlarmsAbove(threshold), negatives.length));
        }
        if (positives.length > 0 && negatives.length > 0) {
            line.append(String.format(Locale.ROOT, "  AUPRC %.3f  AUC %.3f", averagePrecision(), area()));
        }
        return line.toString();
    }
}
