package plimsoll.web.http;

/// Words an answer for a request that no handler answered: a wrong address, a broken request, a fault of ours.
@FunctionalInterface
public interface Faults {
    /// For clients of any protocol: JSON with `error`.
    Faults PLAIN = (_, status, message) -> Response.error(status, message);

    /// The answer.
    Response tell(Request request, int status, String message);

    /// The answer to a credential that is wrong.
    default Response badCredential(Request request) {
        return Refusals.badCredential();
    }
}
