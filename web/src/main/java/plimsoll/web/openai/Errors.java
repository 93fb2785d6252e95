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
        var answer = Response.json(status(declined), body(declined));
        return switch (declined.why()) {
            case BUSY -> answer.with("Retry-After", PAUSE);
            case THROTTLED -> answer.with("Retry-After", THROTTLED_PAUSE);
            case UNGUARDED -> answer.with("Retry-After", GUARD_PAUSE);
            case OVER_BUDGET ->
                answer.with("Retry-After", Long.toString(declined.pause().toSeconds() + 1));
            case NO_SUCH_MODEL, UNFIT, TOO_LONG, BROKEN, NOBODY, NOT_ALLOWED, SUSPENDED, GUARDED -> answer;
        };
    }

    /// The same where no status can be told any more, since an answer is on its way.
    static Map<String, Object> body(Declined declined) {
        return body(status(declined), declined.message(), code(declined));
    }

    static @Nullable String code(Declined declined) {
        return switch (declined.why()) {
            case NO_SUCH_MODEL -> "model_not_found";
            case UNFIT -> null;
            case TOO_LONG -> "context_length_exceeded";
            case BUSY -> "rate_limit_exceeded";
            case BROKEN -> "model_not_available";
            case NOBODY -> "invalid_api_key";
            case NOT_ALLOWED -> "model_not_allowed";
            case SUSPENDED -> "account_suspended";
            case THROTTLED -> "account_throttled";
            case OVER_BUDGET -> "insufficient_quota";
            case GUARDED -> "content_policy_violation";
            case UNGUARDED -> "guard_unavailable";
        };
    }

    private static int status(Declined declined) {
        return switch (declined.why()) {
            case NO_SUCH_MODEL -> 404;
            case UNFIT, TOO_LONG, GUARDED -> 400;
            case NOBODY -> 401;
            case NOT_ALLOWED, SUSPENDED -> 403;
            case BUSY, THROTTLED, OVER_BUDGET -> 429;
            case BROKEN, UNGUARDED -> 503;
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
