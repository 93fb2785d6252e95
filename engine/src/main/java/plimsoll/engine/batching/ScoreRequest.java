package plimsoll.engine.batching;

import java.util.List;
import java.util.Optional;
import plimsoll.engine.forward.Tap;

/// Tokens to be read, not continued: for evaluations, guards, embeddings.
///
/// @param positions after which of them the logits are wanted, in rising order; may be empty when there is a tap
/// @param tap sees the hidden states of all tokens; then nothing is taken from the prefix cache
/// @param tenant whose prompts share pages
public record ScoreRequest(Tokens tokens, List<Integer> positions, Optional<Tap> tap, String tenant) {
    /// Positions of one request: the logits of each are as many floats as the model has tokens.
    public static final int MOST_POSITIONS = 512;

    public ScoreRequest {
        positions = List.copyOf(positions);
        if (positions.size() > MOST_POSITIONS) {
            throw new IllegalArgumentException(
                    "%d positions, where %d are allowed".formatted(positions.size(), MOST_POSITIONS));
        }
        if (tokens.size() == 0 || positions.stream().anyMatch(at -> at < 0 || at >= tokens.size())) {
            throw new IllegalArgumentException("%s of %d tokens".formatted(positions, tokens.size()));
        }
    }

    /// The logits after the last token.
    public static ScoreRequest afterLast(Tokens tokens) {
        return new ScoreRequest(tokens, List.of(tokens.size() - 1), Optional.empty(), "");
    }
}
