package plimsoll.web.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers what Jetty itself refuses, such as a header that is too long, without its pages, which name its version and
/// our exceptions. Jetty ends the connection of what it could not read; the client is told, or it would send its next
/// request into the cut.
final class JettyErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new Sender(request, response, callback, "refused")
                .send(plimsoll.web.http.Response.error(
                                response.getStatus() == 0 ? 500 : response.getStatus(),
                                "The request cannot be read as HTTP.")
                        .with("Connection", "close"));
        return true;
    }
}
