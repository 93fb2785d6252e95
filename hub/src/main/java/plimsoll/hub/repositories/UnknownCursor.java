package plimsoll.hub.repositories;

/// A page was asked for by a cursor that the listing at hand did not make: cut, changed, or another listing's.
public final class UnknownCursor extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says so in words for the client.
    public UnknownCursor() {
        super("Invalid cursor: start again from the first page");
    }
}
