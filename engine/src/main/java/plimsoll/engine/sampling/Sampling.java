package plimsoll.engine.sampling;

import java.util.Map;

/// How the next token is chosen.
///
/// @param temperature 0 or less: always the most likely token
/// @param topK only so many of the most likely tokens; 0 for all
/// @param topP only the most likely tokens that together reach this probability, the one that crosses it among them
/// @param minP only tokens at least so likely as this part of the most likely one
/// @param repetition divides positive and multiplies negative logits of tokens that were there; 1 for nothing
/// @param frequency subtracted for each time a token was there
/// @param presence subtracted once when a token was there
/// @param penaltyWindow how many of the last tokens count as "there"
/// @param seed with the position it determines every draw
/// @param bias added to the logits of some tokens
/// @param logprobs how many of the most likely tokens are reported with each token; -1 for no report
public record Sampling(
        float temperature,
        int topK,
        float topP,
        float minP,
        float repetition,
        float frequency,
        float presence,
        int penaltyWindow,
        long seed,
        Map<Integer, Float> bias,
        int logprobs) {
    /// Tokens that may be biased: as OpenAI's interface allows, with room.
    public static final int MOST_BIASES = 1024;

    /// Tokens that may be reported beside each token.
    public static final int MOST_LOGPROBS = 20;

    public Sampling {
        bias = Map.copyOf(bias);
        check(Float.isFinite(temperature), "temperature", temperature);
        check(topK >= 0, "top_k", topK);
        check(topP > 0 && topP <= 1, "top_p", topP);
        check(minP >= 0 && minP <= 1, "min_p", minP);
        check(repetition > 0 && Float.isFinite(repetition), "repetition penalty", repetition);
        check(Float.isFinite(frequency), "frequency penalty", frequency);
        check(Float.isFinite(presence), "presence penalty", presence);
        check(penaltyWindow >= 0, "penalty window", penaltyWindow);
        check(bias.size() <= MOST_BIASES, "number of biased tokens", bias.size());
        check(logprobs >= -1 && logprobs <= MOST_LOGPROBS, "number of logprobs", logprobs);
    }

    private static void check(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("a %s of %s".formatted(name, value));
        }
    }

    /// Always the most likely token.
    public static Sampling greedy() {
        return plain(0, 0);
    }

    /// What a model says by itself, at this temperature.
    public static Sampling plain(float temperature, long seed) {
        return new Sampling(temperature, 0, 1, 0, 1, 0, 0, 64, seed, Map.of(), -1);
    }

    /// The same with a report of logprobs.
    public Sampling withLogprobs(int top) {
        return new Sampling(
                temperature, topK, topP, minP, repetition, frequency, presence, penaltyWindow, seed, bias, top);
    }

    boolean penalises() {
        return repetition != 1 || frequency != 0 || presence != 0;
    }
}
