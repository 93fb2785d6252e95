package plimsoll.domain.ledger;

/// Some evidence cannot be read, or does not hold. The message says why, in words for whoever brought it.
public final class BadEvidence extends Exception {
    private static final long serialVersionUID = 1;

    /// With what is wrong.
    public BadEvidence(String reason) {
        super(reason, null, false, false); // a stranger's bytes, not a fault of ours: no stack trace
    }

    /// What is wrong.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
