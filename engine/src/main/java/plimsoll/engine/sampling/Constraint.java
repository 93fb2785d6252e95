package plimsoll.engine.sampling;

/// What a grammar allows next. One for each sequence, which tells it every token that was chosen.
public interface Constraint {
    /// Sets the logits of tokens that cannot come next to negative infinity.
    void restrict(float[] logits);

    /// Takes note of a token.
    void accept(int token);
}
