package plimsoll.engine.sampling;

/// Hooks and grammar together forbid every token: the sequence cannot go on.
public final class NothingAllowed extends RuntimeException {
    private static final long serialVersionUID = 1;

    NothingAllowed() {
        super("no token is allowed next");
    }
}
