package plimsoll.engine.watermark;

import java.util.HashSet;
import java.util.Set;

/// What a text shows of a mark.
///
/// @param tokens of the text
/// @param scored those that could show one: each after a context that was not there before
/// @param score the weighted ones beyond half of the bits
/// @param pValue how likely a text that knows nothing of the key scores so high or higher
public record Reading(int tokens, int scored, double score, double pValue) {
    /// The first rounds tell most, for they meet all the chance there is; later ones what is left of it. From 10 to
    /// 1, as the paper has them.
    private static final double[] WEIGHTS = weights();

    /// Reads a text.
    ///
    /// @param text its tokens, without the prompt
    public static Reading of(Tournament mark, int[] text) {
        Set<Long> seen = new HashSet<>();
        int scored = 0;
        double score = 0;
        for (int i = Tournament.CONTEXT; i < text.length; i++) {
            long context = mark.context(at -> text[at], i);
            if (seen.add(context)) {
                scored++;
                score += score(Tournament.bits(context, text[i]));
            }
        }
        return new Reading(text.length, scored, score, new CoinSum(WEIGHTS, scored).atLeast(score));
    }

    /// The weighted ones of a token's bits beyond half of them.
    static double score(int bits) {
        double score = 0;
        for (int layer = 0; layer < Tournament.LAYERS; layer++) {
            score += WEIGHTS[layer] * ((bits >> layer & 1) - 0.5);
        }
        return score;
    }

    private static double[] weights() {
        var weights = new double[Tournament.LAYERS];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = 10 - 9.0 * layer / (weights.length - 1);
        }
        return weights;
    }
}
