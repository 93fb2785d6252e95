package plimsoll.engine.batching;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import plimsoll.engine.sampling.Logprobs;

/// The logits after some positions.
public final class Scores {
    private final Map<Integer, float[]> logits;

    Scores(Map<Integer, float[]> logits) {
        this.logits = new TreeMap<>(logits);
    }

    /// The logits after a position that was asked for: one for each token of the vocabulary. A copy.
    ///
    /// @throws IllegalArgumentException when it was not
    public float[] logits(int position) {
        return at(position).clone();
    }

    /// The natural logarithm of the probability that this token follows.
    public double logprob(int position, int token) {
        var row = at(position);
        return row[token] - Logprobs.norm(row);
    }

    private float[] at(int position) {
        var row = logits.get(position);
        if (row == null) {
            throw new IllegalArgumentException("nobody asked for position " + position);
        }
        return row;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scores scores
                && logits.keySet().equals(scores.logits.keySet())
                && logits.keySet().stream().allMatch(at -> Arrays.equals(at(at), scores.at(at)));
    }

    @Override
    public int hashCode() {
        return logits.keySet().hashCode();
    }
}
