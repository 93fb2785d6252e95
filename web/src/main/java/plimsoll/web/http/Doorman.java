package plimsoll.web.http;

/// Recognises visitors by what their request carries: `Authorization: Bearer` or `Basic`, or the session cookie.
@FunctionalInterface
public interface Doorman {
    /// Who this is.
    Visitor recognise(Request request);
}
