package plimsoll.app.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.doors.Requests.Ask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A web app signs somebody in, with the requests that `@huggingface/hub` makes.
final class AppSignInTest {
    private static final String BACK = "http://localhost:5173/back?page=1";
    private static final String STATE = "{\"nonce\":\"1 + 1\",\"redirectUri\":\"" + BACK + "\"}";
    // The pair of RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private Harbour hub;
    private String cookie;
    private String csrf;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        hub = new Harbour(folder);
        cookie = hub.cookie();
        csrf = text(get("/new")).replaceAll("(?s).*name=\"csrf\" value=\"([^\"]*)\".*", "$1");
    }

    @AfterEach
    void close() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void aYesBecomesATokenThatActsForThePerson() throws Exception {
        var configuration = json(get("/.well-known/openid-configuration"));
        assertEquals(
                hub.house.address() + "/oauth/authorize",
                configuration.path("authorization_endpoint").asString());
        var address = authorize(BACK, "openid profile write-repos");
        var page = text(get(address));
        assertTrue(page.contains("http://localhost:5173"), page);
        assertTrue(page.contains("my &amp; app"), page);
        var answer = answered(address, "allow");
        assertEquals(STATE, answer.get("state"));
        assertEquals(hub.house.address(), answer.get("iss"));
        assertEquals("1", answer.get("page"));

        var token = json(exchange(answer.getOrDefault("code", ""), BACK, VERIFIER));
        assertEquals("bearer", token.path("token_type").asString());
        assertTrue(token.path("scope").asString().contains("write-repos"));
        assertEquals(8 * 3600, token.path("expires_in").asInt());
        var user = hub.json(token.path("access_token").asString(), "GET", "/oauth/userinfo", "");
        assertEquals("outsider", user.path("preferred_username").asString());
        assertEquals(24, user.path("sub").asString().length());
        assertTrue(user.path("picture").asString().startsWith("http"));
        var again = exchange(answer.getOrDefault("code", ""), BACK, VERIFIER);
        assertEquals(400, again.statusCode());
        assertEquals("invalid_grant", json(again).path("error").asString());
    }

    @Test
    void aNoIsToldToTheApp() throws Exception {
        var answer = answered(authorize(BACK, "openid"), "deny");
        assertEquals("access_denied", answer.get("error"));
        assertEquals(STATE, answer.get("state"));
    }

    @Test
    void nobodyElseIsSentAnything() throws Exception {
        for (var foreign : new String[] {
            "https://evil.example/",
            "http://localhost.evil.example/",
            "javascript:alert(1)",
            "http://a@localhost/",
            "//localhost/",
            ""
        }) {
            var answer = get(authorize(foreign, "openid"));
            assertEquals(400, answer.statusCode(), foreign);
            assertTrue(answer.headers().firstValue("Location").isEmpty());
        }
        var forged = hub.send(
                new Ask(
                        "",
                        "POST",
                        authorize(BACK, "openid"),
                        "application/x-www-form-urlencoded",
                        "answer=allow",
                        false),
                "Cookie",
                cookie);
        assertEquals(403, forged.statusCode());
    }

    @Test
    void withoutAHashedSecretThereIsNoCode() throws Exception {
        var plain = get(authorize(BACK, "openid").replace("S256", "plain"));
        assertEquals(303, plain.statusCode());
        assertEquals(
                "invalid_request",
                query(plain.headers().firstValue("Location").orElseThrow()).get("error"));
        var implicit = get(authorize(BACK, "openid").replace("response_type=code", "response_type=token"));
        assertEquals(
                "unsupported_response_type",
                query(implicit.headers().firstValue("Location").orElseThrow()).get("error"));
    }

    @Test
    void whoIsNotSignedInComesBackAfterwards() throws Exception {
        var address = authorize(BACK, "openid");
        var answer = hub.send(new Ask("", "GET", address, "", "", false));
        assertEquals(303, answer.statusCode());
        assertEquals(
                "/login?next=" + encoded(address).replace("+", "%20"),
                answer.headers().firstValue("Location").orElseThrow());
    }

    private static String authorize(String redirect, String scope) {
        return "/oauth/authorize?client_id=%s&scope=%s&response_type=code&redirect_uri=%s&state=%s&code_challenge=%s&code_challenge_method=S256"
                .formatted(encoded("my & app"), encoded(scope), encoded(redirect), encoded(STATE), CHALLENGE);
    }

    private Map<String, String> answered(String address, String answer) throws Exception {
        var ask = new Ask("", "POST", address, "application/x-www-form-urlencoded", "answer=" + answer, false);
        var response = hub.send(ask, "Cookie", cookie, "X-CSRF-Token", csrf);
        assertEquals(200, response.statusCode());
        var to = response.headers().firstValue("Refresh").orElseThrow().replace("0; url=", "");
        assertTrue(to.startsWith(BACK), to);
        return query(to);
    }

    private HttpResponse<byte[]> exchange(String code, String redirect, String verifier) throws Exception {
        var form = "grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s"
                .formatted(encoded(code), encoded(redirect), verifier);
        return hub.send(new Ask("", "POST", "/oauth/token", "application/x-www-form-urlencoded", form, false));
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return hub.send(new Ask("", "GET", path, "", "", false), "Cookie", cookie, "Accept", "text/html");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
