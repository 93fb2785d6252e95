package plimsoll.engine.sampling;

import plimsoll.engine.grammar.GrammarState;

/// Keeps one answer to a grammar.
public final class GrammarConstraint implements Constraint {
    private final GrammarState state;

    /// @param state at the beginning of the answer, used by nobody else
    public GrammarConstraint(GrammarState state) {
        this.state = state;
    }

    @Override
    public void restrict(float[] logits) {
        state.mask(logits);
    }

    @Override
    public void accept(int token) {
        if (!state.accept(token)) {
            throw new IllegalStateException("token %d is not in the grammar".formatted(token));
        }
    }
}
