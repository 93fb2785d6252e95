package plimsoll.domain.guard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// One linear classifier: a weight for each feature and class, in eight bits each.
///
/// What the weights of a text add up to is divided by the root of how many there are and of the evidence that it takes
/// to
/// be sure: a text of two words is told from its first impression by little.
///
/// A head with one class gives a probability, by a logistic function that was fitted on texts it was not trained on;
/// one with several divides one among them.
public final class Head {
    private static final int MOST_CLASSES = 64;

    private final int bits;
    private final int evidence;
    private final float[] biases;
    private final float scale;
    private final byte[] weights;
    private final Fit fit;

    private Head(int bits, int evidence, float[] biases, float scale, byte[] weights, Fit fit) {
        this.bits = bits;
        this.evidence = evidence;
        this.biases = biases;
        this.scale = scale;
        this.weights = weights;
        this.fit = fit;
    }

    /// What was fitted on texts that the weights were not trained on.
    ///
    /// @param slope by which a sum is stretched
    /// @param shift what is added to it then
    /// @param threshold the probability from which on a text is flagged
    public record Fit(double slope, double shift, double threshold) {
        /// Nothing fitted.
        public static final Fit NONE = new Fit(1, 0, 0.5);

        /// The probability that a sum stands for.
        public double probability(double sum) {
            return 1 / (1 + Math.exp(-(slope * sum + shift)));
        }

        void write(DataOutputStream out) throws IOException {
            out.writeDouble(slope);
            out.writeDouble(shift);
            out.writeDouble(threshold);
        }

        static Fit read(DataInputStream in) throws IOException {
            return new Fit(in.readDouble(), in.readDouble(), in.readDouble());
        }
    }

    /// A head of weights as they were learned, one row of two to the power of `bits` for each class.
    ///
    /// @param evidence as it was when they were
    public static Head of(float[][] learned, float[] biases, int bits, int evidence) {
        float largest = 1e-6f;
        for (var row : learned) {
            for (float weight : row) {
                largest = Math.max(largest, Math.abs(weight));
            }
        }
        var weights = new byte[learned.length << bits];
        for (int c = 0; c < learned.length; c++) {
            for (int i = 0; i < 1 << bits; i++) {
                weights[(c << bits) + i] = (byte) Math.round(learned[c][i] / largest * Byte.MAX_VALUE);
            }
        }
        return new Head(bits, evidence, biases.clone(), largest / Byte.MAX_VALUE, weights, Fit.NONE);
    }

    /// The same weights, fitted.
    public Head with(Fit other) {
        return new Head(bits, evidence, biases, scale, weights, other);
    }

    /// The probability from which on a text is flagged.
    public double threshold() {
        return fit.threshold;
    }

    /// What the weights of the first class add up to.
    public double sum(int[] features) {
        return sum(0, features);
    }

    /// The probability of the one class.
    public double probability(int[] features) {
        return features.length == 0 ? 0 : fit.probability(sum(0, features));
    }

    /// How a probability is divided among the classes.
    public double[] shares(int[] features) {
        var shares = new double[biases.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < shares.length; c++) {
            shares[c] = sum(c, features);
            largest = Math.max(largest, shares[c]);
        }
        double total = 0;
        for (int c = 0; c < shares.length; c++) {
            shares[c] = Math.exp(shares[c] - largest);
            total += shares[c];
        }
        for (int c = 0; c < shares.length; c++) {
            shares[c] /= total;
        }
        return shares;
    }

    private double sum(int c, int[] features) {
        long sum = 0;
        int mask = (1 << bits) - 1;
        for (int feature : features) {
            sum += weights[(c << bits) + (feature & mask)];
        }
        return biases[c] + sum * (double) scale * share(features.length, evidence);
    }

    /// What each weight counts in a text of so many features.
    public static double share(int features, int evidence) {
        return 1 / Math.sqrt(Math.max(1, features + evidence));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(bits);
        out.writeShort(evidence);
        out.writeByte(biases.length);
        for (float bias : biases) {
            out.writeFloat(bias);
        }
        out.writeFloat(scale);
        fit.write(out);
        out.write(weights);
    }

    static Head read(DataInputStream in) throws IOException {
        int bits = in.readUnsignedByte();
        int evidence = in.readUnsignedShort();
        int classes = in.readUnsignedByte();
        if (bits > Features.PHRASE_BITS || classes < 1 || classes > MOST_CLASSES) {
            throw new IOException("not a classifier: %d classes over %d bits".formatted(classes, bits));
        }
        var biases = new float[classes];
        for (int c = 0; c < classes; c++) {
            biases[c] = in.readFloat();
        }
        float scale = in.readFloat();
        var fit = Fit.read(in);
        var weights = new byte[classes << bits];
        in.readFully(weights);
        return new Head(bits, evidence, biases, scale, weights, fit);
    }
}
