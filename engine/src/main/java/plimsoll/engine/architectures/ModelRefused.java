package plimsoll.engine.architectures;

import java.io.IOException;
import plimsoll.weights.tensors.MalformedWeights;

/// A model that cannot be run here. The message is one sentence for whoever wanted to run it: what, where, and what
/// would help.
public final class ModelRefused extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// What is wrong with it.
    public enum Reason {
        /// The files are no model, or broken.
        NOT_A_MODEL,
        /// A family, or a part of one, that is not implemented.
        UNSUPPORTED_ARCHITECTURE,
        /// A number format that is not implemented.
        UNSUPPORTED_TYPE,
        /// A tensor that the family needs is not there.
        MISSING_TENSOR,
        /// A tensor has other dimensions than the description demands.
        WRONG_SHAPE,
        /// A value of the description is missing or impossible.
        BAD_HEADER,
        /// The tokenizer is missing, broken or of an unknown kind.
        BAD_TOKENIZER,
        /// It needs more memory than it may have.
        TOO_LARGE
    }

    /// @param message one sentence
    public ModelRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// What is wrong with it.
    public Reason reason() {
        return reason;
    }

    static ModelRefused missing(String tensor) {
        return new ModelRefused(Reason.MISSING_TENSOR, "the model has no tensor " + MalformedWeights.quoted(tensor));
    }

    static ModelRefused badHeader(String key, String why) {
        return new ModelRefused(Reason.BAD_HEADER, "%s %s".formatted(key, why));
    }

    static ModelRefused unsupported(String what) {
        return new ModelRefused(Reason.UNSUPPORTED_ARCHITECTURE, what);
    }
}
