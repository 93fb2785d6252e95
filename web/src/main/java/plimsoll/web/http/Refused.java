package plimsoll.web.http;

/// A request that cannot be answered as it stands, thrown where it is read, told to its sender at the door. The message
/// says what was wrong and what to do.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    /// With the HTTP status that names the kind of fault.
    public Refused(int status, String message) {
        super(message, null, false, false); // no stack trace: it is the sender's fault, not ours
        this.status = status;
    }

    /// The HTTP status, 400 to 499.
    public int status() {
        return status;
    }

    /// What to tell the sender.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
