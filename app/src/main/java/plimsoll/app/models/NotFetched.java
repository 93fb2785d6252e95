package plimsoll.app.models;

import java.io.IOException;

/// A model that could not be found or brought here. The message is one sentence for whoever asked for it.
public final class NotFetched extends IOException {
    private static final long serialVersionUID = 1;
    private final Kind kind;

    /// What stood in the way.
    public enum Kind {
        /// The name names nothing, or too much.
        UNCLEAR,
        /// No hub answers.
        NOT_REACHABLE,
        /// The hub does not let us.
        NOT_ALLOWED,
        /// The hub, or this machine, has no such thing.
        NOT_FOUND,
        /// What came is not what was announced, or could not be kept.
        BROKEN
    }

    NotFetched(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// What stood in the way.
    public Kind kind() {
        return kind;
    }
}
