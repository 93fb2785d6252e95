package plimsoll.web.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.web.http.Faults;
import plimsoll.web.http.Response;

/// Errors as OpenAI's clients read them.
public final class Errors {
    /// Seconds after which a queue that was full may have room.
    private static final String PAUSE = "1";

    /// Seconds in which a guard that failed may be back.
    private static final String GUARD_PAUSE = "10";

    private static final String THROTTLED_PAUSE = "300";

    /// What is told when no route answered.
    public static final Faults FAULTS = (_, status, message) -> of(status, message, null);

    private Errors() {}

    static Response of(int status, String message, @Nullable String code) {
        return Response.json(status, body(status, message, code));
    }

    static Map<String, Object> body(int status, String message, @Nullable String code) {
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("message", message);
        error.put("type", type(status));
        error.put("param", null);
        error.put("code", code);
        return Map.of("error", error);
    }

    static Response of(Declined declined) {
        var message = declined.message();
        return switch (declined.why()) {
            case NO_SUCH_MODEL -> of(404, message, "model_not_found");
            case UNFIT -> of(400, message, null);
            case TOO_LONG -> of(400, message, "context_length_exceeded");
            case BUSY -> of(429, message, "rate_limit_exceeded").with("Retry-After", PAUSE);
            case BROKEN -> of(503, message, "model_not_available");
            case NOBODY -> of(401, message, "invalid_api_key");
            case NOT_ALLOWED -> of(403, message, "model_not_allowed");
            case SUSPENDED -> of(403, message, "account_suspended");
            case THROTTLED -> of(429, message, "account_throttled").with("Retry-After", THROTTLED_PAUSE);
            case OVER_BUDGET ->
                of(429, message, "insufficient_quota")
                        .with("Retry-After", Long.toString(declined.pause().toSeconds() + 1));
            case GUARDED -> of(400, message, "content_policy_violation");
            case UNGUARDED -> of(503, message, "guard_unavailable").with("Retry-After", GUARD_PAUSE);
        };
    }

    private static String type(int status) {
        return switch (status) {
            case 401, 403 -> "authentication_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
