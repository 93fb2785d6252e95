package plimsoll.web.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;
import plimsoll.hub.people.AuthoriseApp;
import plimsoll.hub.people.AuthoriseDevice;
import plimsoll.hub.people.AuthoriseDevice.Polled;
import plimsoll.hub.people.AuthoriseDevice.Started;
import plimsoll.hub.people.Client;
import plimsoll.hub.people.People;
import plimsoll.hub.people.PeopleStores;
import plimsoll.web.http.Door;
import plimsoll.web.http.PeopleRefusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// The device flow that `hf auth login` uses, refresh tokens, and what web apps ask besides `/oauth/authorize`. A
/// program is a public client: its id is no secret and proves nothing, so the page that asks the person shows what
/// we see of it ourselves.
public final class OAuthRoutes {
    /// The id that the ecosystem's clients send.
    static final String CLIENT_ID = "26be6b09-91c5-47da-9861-d2d2bb7a7e36";

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String AUTHORISATION_CODE = "authorization_code";

    private final AuthoriseDevice devices;
    private final AuthoriseApp apps;
    private final PeopleStores stores;

    /// With what lets programs act for people.
    public OAuthRoutes(People people) {
        this.devices = people.authoriseDevice();
        this.apps = people.authoriseApp();
        this.stores = people.stores();
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("POST", "/oauth/device", Door.OPEN, this::start),
                Route.of("POST", "/oauth/token", Door.OPEN, this::token),
                Route.of("GET", "/oauth/userinfo", Door.OWN, this::user),
                Route.of("POST", "/oauth/userinfo", Door.OWN, this::user),
                Route.of("GET", "/.well-known/openid-configuration", Door.OPEN, OAuthRoutes::configuration),
                Route.of("GET", "/.well-known/oauth-authorization-server", Door.OPEN, OAuthRoutes::configuration));
    }

    private Response start(Request request) throws IOException {
        if (!isKnownClient(request)) {
            return error(400, "invalid_client", "This hub knows one public client: " + CLIENT_ID);
        }
        var client = new Client(request.header("User-Agent").orElse(""), request.remoteAddress());
        return PeopleRefusals.answer(devices.start(client), started -> unstored(200, told(request, started)));
    }

    private static DeviceAnswer told(Request request, Started started) {
        var page = request.baseUrl() + "/device";
        return new DeviceAnswer(
                started.deviceCode(),
                started.shownUserCode(),
                page,
                page + "?user_code=" + started.shownUserCode(),
                started.grant().interval().toSeconds(),
                AuthoriseDevice.LIFETIME.toSeconds());
    }

    private Response token(Request request) throws IOException {
        var grantType = request.field("grant_type").orElse("");
        if (grantType.equals(AUTHORISATION_CODE)) { // the secret behind the challenge says which app it is
            return redeem(request);
        }
        if (!isKnownClient(request)) {
            return error(400, "invalid_client", "This hub knows one public client: " + CLIENT_ID);
        }
        return switch (grantType) {
            case DEVICE_CODE -> answer(devices.poll(request.field("device_code").orElse("")));
            case REFRESH_TOKEN ->
                answer(devices.refresh(request.field(REFRESH_TOKEN).orElse("")));
            default ->
                error(
                        400,
                        "unsupported_grant_type",
                        "This hub grants %s, %s and %s.".formatted(DEVICE_CODE, REFRESH_TOKEN, AUTHORISATION_CODE));
        };
    }

    private Response redeem(Request request) throws IOException {
        var redeemed = apps.redeem(
                request.field("code").orElse(""),
                request.field("redirect_uri").orElse(""),
                request.field("code_verifier").orElse(""));
        return redeemed.map(granted -> unstored(
                        200,
                        new AppTokenAnswer(
                                granted.accessToken(),
                                "bearer",
                                granted.lifetime().toSeconds(),
                                Authorisation.words(granted.scope()))))
                .orElseGet(() -> error(400, "invalid_grant", "This code is not, or no longer, good."));
    }

    private Response user(Request request) {
        var account =
                stores.accounts().find(PeopleRefusals.known(request).name()).orElseThrow();
        var base = request.baseUrl();
        var orgs = stores.organisations().of(account.name()).stream()
                .map(membership -> UserAnswer.Org.of(base, membership))
                .toList();
        return unstored(200, UserAnswer.of(base, account, orgs));
    }

    private static boolean isKnownClient(Request request) throws IOException {
        return request.field("client_id").map(CLIENT_ID::equals).orElse(false);
    }

    private static Response answer(Polled polled) {
        return switch (polled) {
            case Polled.Granted(var access, var refresh, var lifetime) ->
                unstored(200, new TokenAnswer(access, "bearer", lifetime.toSeconds(), refresh));
            case Polled.Pending _ -> error(400, "authorization_pending", "The person has not answered yet.");
            case Polled.SlowDown _ -> error(400, "slow_down", "Wait 5 seconds longer between two requests.");
            case Polled.Expired _ -> error(400, "expired_token", "The person did not answer in time.");
            case Polled.Denied _ -> error(400, "access_denied", "The person said no.");
            case Polled.Unknown _ -> error(400, "invalid_grant", "This code or token is not, or no longer, good.");
        };
    }

    private static Response error(int status, String error, String description) {
        return unstored(status, new ErrorAnswer(error, description));
    }

    // RFC 6749, section 5.1: nothing on the way keeps a token.
    private static Response unstored(int status, Object value) {
        return Response.json(status, value).with("Cache-Control", "no-store");
    }

    private static Response configuration(Request request) {
        var base = request.baseUrl();
        return Response.json(new Configuration(
                base,
                base + "/oauth/authorize",
                base + "/oauth/device",
                base + "/oauth/token",
                base + "/oauth/userinfo",
                List.of(AUTHORISATION_CODE, DEVICE_CODE, REFRESH_TOKEN),
                List.of("code"),
                List.of("S256"),
                Authorisation.SCOPES,
                List.of("none"),
                true));
    }

    private record DeviceAnswer(
            @JsonProperty("device_code") String deviceCode,
            @JsonProperty("user_code") String userCode,
            @JsonProperty("verification_uri") String verificationUri,
            @JsonProperty("verification_uri_complete") String verificationUriComplete,
            long interval,
            @JsonProperty("expires_in") long expiresIn) {}

    private record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("refresh_token") String refreshToken) {}

    private record ErrorAnswer(
            String error, @JsonProperty("error_description") String description) {}

    private record Configuration(
            String issuer,
            @JsonProperty("authorization_endpoint") String authorizationEndpoint,
            @JsonProperty("device_authorization_endpoint") String deviceAuthorizationEndpoint,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("userinfo_endpoint") String userinfoEndpoint,
            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("response_types_supported") List<String> responseTypes,

            @JsonProperty("code_challenge_methods_supported")
            List<String> challengeMethods,

            @JsonProperty("scopes_supported") List<String> scopes,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> authMethods,

            @JsonProperty("authorization_response_iss_parameter_supported")
            boolean namesIssuer) {}

    private record AppTokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope) {}
}
