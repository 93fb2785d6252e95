package plimsoll.engine.batching;

import java.util.Optional;
import plimsoll.engine.sampling.Logprobs;

/// What happens to a request: pieces, then one end.
public sealed interface Event {
    /// A token was generated.
    ///
    /// @param text what became certain by it: whole characters, perhaps none
    /// @param logprobs when they were asked for
    record Piece(int token, String text, Optional<Logprobs> logprobs) implements Event {}

    /// Nothing follows.
    ///
    /// @param rest text that was held back until now
    record Finished(FinishReason reason, String rest, Usage usage) implements Event {}

    /// What it took.
    ///
    /// @param cachedTokens how many of the prompt's were in the prefix cache
    record Usage(int promptTokens, int cachedTokens, int generatedTokens) {}

    /// Why an answer ended.
    sealed interface FinishReason {
        /// The model or a stop string said so.
        record Stop() implements FinishReason {}

        /// As many tokens as were asked for, or as fit.
        record Length() implements FinishReason {}

        /// Somebody did not want it any more.
        record Cancelled(String why) implements FinishReason {}

        /// The time was up.
        record Deadline() implements FinishReason {}

        /// A fault: in the model's numbers, its file, or a hook.
        record Failed(String why) implements FinishReason {}
    }
}
