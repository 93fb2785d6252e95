package plimsoll.domain.guard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import plimsoll.domain.guard.Head.Fit;

/// Two classifiers of the same thing that see a text in the two ways of [Features], and how sure both together are.
///
/// @param phrases sees words, pairs of them, how a text opens and its shape
/// @param runs sees runs of characters too
/// @param part what the first counts of both
/// @param fit what was fitted for both together
public record Blend(Head phrases, Head runs, double part, Fit fit) {
    /// What both add up to.
    public double sum(int[] phraseFeatures, int[] runFeatures) {
        return part * phrases.sum(phraseFeatures) + (1 - part) * runs.sum(runFeatures);
    }

    /// What both add up to for a text.
    public double sum(String text) {
        return sum(Features.phrases(text), Features.of(text));
    }

    /// How likely it is; never of a text without words.
    public double probability(int[] phraseFeatures, int[] runFeatures) {
        return phraseFeatures.length == 0 ? 0 : fit.probability(sum(phraseFeatures, runFeatures));
    }

    /// The same for a text.
    public double probability(String text) {
        return probability(Features.phrases(text), Features.of(text));
    }

    /// The probability from which on a text is flagged.
    public double threshold() {
        return fit.threshold();
    }

    /// The same weights, fitted.
    public Blend with(Fit other) {
        return new Blend(phrases, runs, part, other);
    }

    void write(DataOutputStream out) throws IOException {
        phrases.write(out);
        runs.write(out);
        out.writeDouble(part);
        fit.write(out);
    }

    static Blend read(DataInputStream in) throws IOException {
        return new Blend(Head.read(in), Head.read(in), in.readDouble(), Fit.read(in));
    }
}
