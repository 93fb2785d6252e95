package plimsoll.web.openai;

import plimsoll.web.http.Faults;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;

/// What goes wrong below `/v1`, worded as OpenAI's clients read it; elsewhere as `others` say.
///
/// @param others of the rest of the hub
public record GatewayFaults(Faults others) implements Faults {
    @Override
    public Response tell(Request request, int status, String message) {
        return (isOurs(request) ? Errors.FAULTS : others).tell(request, status, message);
    }

    @Override
    public Response badCredential(Request request) {
        return isOurs(request)
                ? Errors.of(
                        401,
                        "This token is wrong or was revoked. Tokens are made under Settings, Tokens.",
                        "invalid_api_key")
                : others.badCredential(request);
    }

    private static boolean isOurs(Request request) {
        return request.rawPath().startsWith("/v1/");
    }
}
