package plimsoll.app.guard;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import plimsoll.domain.guard.Head;

/// Learns the weights of a classifier by logistic regression with steps that shrink for each weight (Adagrad, Duchi et
/// al. 2011). The same samples in the same order, and the same generator, give the same weights.
final class Learner {
    private static final int EPOCHS = 6;
    private static final double RATE = 0.5;
    private static final double BIAS_RATE = 0.05;
    private static final double START = 1e-6;

    private final int bits;
    private final int evidence;
    private final int classes;
    private final float[][] weights;
    private final float[][] squares;
    private final float[] biases;
    private final float[] biasSquares;

    private Learner(int bits, int evidence, int classes) {
        this.bits = bits;
        this.evidence = evidence;
        this.classes = classes;
        this.weights = new float[classes][1 << bits];
        this.squares = new float[classes][1 << bits];
        this.biases = new float[classes];
        this.biasSquares = new float[classes];
        for (var row : squares) {
            Arrays.fill(row, (float) START);
        }
    }

    /// One example.
    ///
    /// @param features those of [plimsoll.domain.guard.Features], seen in one way or the other
    /// @param label 1 or 0 for a single class, else the number of the class
    /// @param weight what it counts
    record Example(Shown features, int label, double weight) {}

    /// Numbers that are read only.
    static final class Shown {
        private final int[] numbers;

        Shown(int[] numbers) {
            this.numbers = numbers;
        }

        int[] numbers() {
            return numbers;
        }
    }

    /// A classifier for one class, or for several of which each example has one.
    ///
    /// @param evidence see [Head]
    static Head learn(List<Example> examples, int bits, int evidence, int classes, RandomGenerator random) {
        var learner = new Learner(bits, evidence, classes);
        var order = new int[examples.size()];
        Arrays.setAll(order, i -> i);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (int i = order.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int kept = order[i];
                order[i] = order[other];
                order[other] = kept;
            }
            for (int i : order) {
                learner.step(examples.get(i));
            }
        }
        return Head.of(learner.weights, learner.biases, bits, evidence);
    }

    private void step(Example example) {
        var features = example.features.numbers;
        double value = Head.share(features.length, evidence);
        var chances = chances(features, value);
        for (int c = 0; c < classes; c++) {
            double wanted = classes == 1 ? example.label : c == example.label ? 1 : 0;
            double error = (chances[c] - wanted) * example.weight;
            move(c, features, error * value);
            biasSquares[c] += (float) (error * error);
            biases[c] -= (float) (BIAS_RATE * error / Math.sqrt(biasSquares[c] + START));
        }
    }

    private void move(int c, int[] features, double slope) {
        int mask = (1 << bits) - 1;
        var row = weights[c];
        var square = squares[c];
        float step = (float) slope;
        for (int feature : features) {
            int at = feature & mask;
            square[at] += step * step;
            row[at] -= (float) (RATE * step / Math.sqrt(square[at]));
        }
    }

    private double[] chances(int[] features, double value) {
        int mask = (1 << bits) - 1;
        var sums = new double[classes];
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            double sum = 0;
            for (int feature : features) {
                sum += weights[c][feature & mask];
            }
            sums[c] = biases[c] + sum * value;
            largest = Math.max(largest, sums[c]);
        }
        if (classes == 1) {
            return new double[] {1 / (1 + Math.exp(-sums[0]))};
        }
        double total = 0;
        for (int c = 0; c < classes; c++) {
            sums[c] = Math.exp(sums[c] - largest);
            total += sums[c];
        }
        for (int c = 0; c < classes; c++) {
            sums[c] /= total;
        }
        return sums;
    }
}
