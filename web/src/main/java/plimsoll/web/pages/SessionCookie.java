package plimsoll.web.pages;

import java.time.Duration;
import java.util.Optional;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;

/// The cookie by which a browser session is recognised. Scripts cannot read it, and other sites' forms do not bring it.
public final class SessionCookie {
    private static final String NAME = "plimsoll_session";
    /// The longest a session lives, however often its owner comes back.
    private static final Duration LONGEST = Duration.ofDays(90);

    private SessionCookie() {}

    /// The secret a request brings, if it brings one.
    public static Optional<String> of(Request request) {
        return request.cookie(NAME);
    }

    /// The response, which gives the browser this secret.
    static Response set(Request request, Response response, String secret) {
        return with(request, response, secret, LONGEST);
    }

    /// The response, which makes the browser forget its secret.
    static Response clear(Request request, Response response) {
        return with(request, response, "", Duration.ZERO);
    }

    private static Response with(Request request, Response response, String secret, Duration age) {
        var secure = request.baseUrl().startsWith("https:") ? "; Secure" : "";
        return response.with(
                "Set-Cookie",
                "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s".formatted(NAME, secret, age.toSeconds(), secure));
    }
}
