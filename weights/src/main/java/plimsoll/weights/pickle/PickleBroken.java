package plimsoll.weights.pickle;

import java.io.IOException;
import plimsoll.weights.findings.Verdict;

/// A pickle that cannot be followed any further, and how bad that is.
final class PickleBroken extends IOException {
    private static final long serialVersionUID = 1;

    private final Verdict verdict;
    private final String code;

    PickleBroken(Verdict verdict, String code, String reason) {
        super(reason);
        this.verdict = verdict;
        this.code = code;
    }

    /// What no unpickler would get past.
    static PickleBroken malformed(String reason) {
        return new PickleBroken(Verdict.DANGEROUS, "pickle-malformed", reason);
    }

    /// A limit of ours.
    static PickleBroken limit(String reason) {
        return new PickleBroken(Verdict.UNFINISHED, "pickle-limit", reason);
    }

    Verdict verdict() {
        return verdict;
    }

    String code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
