package plimsoll.engine.sampling;

import java.util.ArrayList;
import java.util.List;

/// How likely a token was, and which ones were most likely, by natural logarithms of the model's own probabilities:
/// before penalties, biases, hooks and temperature.
///
/// @param chosen of the token that was chosen
/// @param top the most likely ones
public record Logprobs(double chosen, List<Token> top) {
    /// A token and its logarithm.
    public record Token(int token, double logprob) {}

    public Logprobs {
        top = List.copyOf(top);
    }

    /// The report on a choice.
    public static Logprobs of(float[] logits, int chosen, int count) {
        double norm = norm(logits);
        var top = new ArrayList<Token>();
        for (int token : Ranking.top(logits, count, Float.NEGATIVE_INFINITY)) {
            top.add(new Token(token, logits[token] - norm));
        }
        return new Logprobs(logits[chosen] - norm, top);
    }

    /// What has to be subtracted from logits to make them logarithms of probabilities.
    public static double norm(float[] logits) {
        double largest = logits[Ranking.best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }
}
