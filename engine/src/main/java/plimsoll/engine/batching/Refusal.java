package plimsoll.engine.batching;

/// Why a request was not taken.
public sealed interface Refusal extends Admission {
    /// The prompt leaves no room for an answer.
    record PromptTooLong(int tokens, int most) implements Refusal {}

    /// The queue is full; later it may not be.
    record Overloaded(int queued) implements Refusal {}

    /// A token that the model does not have.
    record UnknownToken(int token) implements Refusal {}

    /// The model is being closed.
    record ModelClosed() implements Refusal {}
}
