package plimsoll.hub.line;

/// A rule or a pack of them cannot be read; the message says which and why, for whoever wrote it.
public final class BadRule extends Exception {
    private static final long serialVersionUID = 1;

    /// With what is wrong.
    public BadRule(String message) {
        super(message);
    }
}
