package plimsoll.web.http;

import java.time.Duration;
import java.util.Optional;

/// The cookie that names a browser's session. No script reads it, no other site sends it along with a form, and under
/// HTTPS it travels nowhere else.
public final class SessionCookie {
    private static final String NAME = "plimsoll_session";
    /// As long as the longest session.
    private static final Duration KEPT = Duration.ofDays(90);

    private SessionCookie() {}

    /// The cookie a request brings.
    public static Optional<String> of(Request request) {
        return request.cookie(NAME).filter(value -> !value.isEmpty());
    }

    /// `answer`, which also tells the browser to keep a session's cookie.
    public static Response keep(Request request, Response answer, String cookie) {
        return answer.with("Set-Cookie", line(request, cookie, KEPT));
    }

    /// `answer`, which also tells the browser to forget its session.
    public static Response forget(Request request, Response answer) {
        return answer.with("Set-Cookie", line(request, "", Duration.ZERO));
    }

    private static String line(Request request, String value, Duration kept) {
        var secure = request.baseUrl().startsWith("https:") ? "; Secure" : "";
        return "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s".formatted(NAME, value, kept.toSeconds(), secure);
    }
}
