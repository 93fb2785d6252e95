package plimsoll.engine.batching;

/// Tokens that are not scored, and why.
public final class RefusedScore extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedScore(Refusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    /// Why.
    public Refusal refusal() {
        return refusal;
    }
}
