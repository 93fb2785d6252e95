package plimsoll.web.http;

import java.io.IOException;

/// Answers the requests of one route, on a virtual thread of the request's own.
@FunctionalInterface
public interface Handler {
    /// The answer. What a client got wrong may be thrown as `Refused`.
    Response answer(Request request) throws IOException;
}
