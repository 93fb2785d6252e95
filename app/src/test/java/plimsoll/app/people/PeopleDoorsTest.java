package plimsoll.app.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.people.Client;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Outcome.Done;
import plimsoll.hub.people.Recognition.Recognised;
import plimsoll.hub.people.SignIn.SignedIn;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

final class PeopleDoorsTest {
    private static final String CLIENT = "client_id=26be6b09-91c5-47da-9861-d2d2bb7a7e36";
    private static final String DEVICE_CODE = "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        hub = new RunningHub(folder);
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void whoAmIAnswersAsTheClientsReadIt() throws Exception {
        var lab = hub.send("POST", "/api/plimsoll/organisations", "{\"name\":\"Lab\"}", bearer(hub.admin.token()));
        assertEquals(201, lab.statusCode(), lab.body());
        var me = json(hub.send("GET", "/api/whoami-v2", "", bearer(hub.admin.token())));
        assertEquals("user", me.path("type").asString());
        assertEquals("admin", me.path("name").asString());
        assertTrue(me.path("id").asString().matches("[0-9a-f]{24}"));
        assertEquals("access_token", me.path("auth").path("type").asString());
        var token = me.path("auth").path("accessToken");
        assertEquals("write", token.path("role").asString());
        assertEquals("first start", token.path("displayName").asString());
        assertEquals("2026-01-01T12:00:00.000Z", token.path("createdAt").asString());
        assertEquals("Lab", me.path("orgs").path(0).path("name").asString());
        assertEquals("admin", me.path("orgs").path(0).path("roleInOrg").asString());
    }

    @Test
    void aBadTokenIsToldInTheWordsClientsKnow() throws Exception {
        var answer = hub.send("GET", "/api/whoami-v2", "", bearer("hf_wrong"));
        assertEquals(401, answer.statusCode());
        assertEquals(
                "Invalid credentials in Authorization header",
                answer.headers().firstValue("X-Error-Message").orElse(""));
    }

    @Test
    void aStrangerIsNobody() throws Exception {
        var answer = hub.send("GET", "/api/whoami-v2", "");
        assertEquals(401, answer.statusCode());
        assertTrue(json(answer).path("error").isString());
    }

    @Test
    void programsSignInByTheDeviceFlow() throws Exception {
        var started = json(hub.send("POST", "/oauth/device", CLIENT, FORM));
        assertEquals(900, started.path("expires_in").asInt());
        assertEquals(5, started.path("interval").asInt());
        assertEquals(hub.url + "/device", started.path("verification_uri").asString());
        var poll = CLIENT + DEVICE_CODE + "&device_code="
                + encoded(started.path("device_code").asString());
        assertError("authorization_pending", poll);
        assertError("slow_down", poll);
        var userCode = started.path("user_code").asString();
        var admin = ((Recognised) hub.people.recognise().byToken(hub.admin.token())).who();
        hub.people.authoriseDevice().approve(admin, userCode, Scope.WRITE);
        var granted = json(hub.send("POST", "/oauth/token", poll, FORM));
        assertEquals("bearer", granted.path("token_type").asString());
        var access = granted.path("access_token").asString();
        assertEquals(
                "admin",
                json(hub.send("GET", "/api/whoami-v2", "", bearer(access)))
                        .path("name")
                        .asString());
        var refresh = CLIENT + "&grant_type=refresh_token&refresh_token="
                + encoded(granted.path("refresh_token").asString());
        assertTrue(json(hub.send("POST", "/oauth/token", refresh, FORM))
                .path("access_token")
                .asString()
                .startsWith("hf_"));
        assertError("invalid_grant", refresh);
        assertEquals(401, hub.send("GET", "/api/whoami-v2", "", bearer(access)).statusCode());
    }

    @Test
    void aNoAndAnEndAreToldToTheProgram() throws Exception {
        var admin = ((Recognised) hub.people.recognise().byToken(hub.admin.token())).who();
        var refused = json(hub.send("POST", "/oauth/device", CLIENT, FORM));
        hub.people.authoriseDevice().deny(admin, refused.path("user_code").asString());
        assertError(
                "access_denied",
                CLIENT + DEVICE_CODE + "&device_code="
                        + refused.path("device_code").asString());
        var late = json(hub.send("POST", "/oauth/device", CLIENT, FORM));
        hub.clock.pass(Duration.ofMinutes(15));
        assertError(
                "expired_token",
                CLIENT + DEVICE_CODE + "&device_code="
                        + late.path("device_code").asString());
    }

    @Test
    void whatIsNotTheFlowIsRefusedByItsNames() throws Exception {
        assertError("invalid_client", "client_id=another&grant_type=refresh_token");
        assertError("unsupported_grant_type", CLIENT + "&grant_type=password");
        assertError("invalid_grant", CLIENT + DEVICE_CODE);
        assertEquals(
                400,
                hub.send("POST", "/oauth/device", "client_id=another", FORM).statusCode());
        var configuration = json(hub.send("GET", "/.well-known/openid-configuration", ""));
        assertEquals(
                hub.url + "/oauth/token", configuration.path("token_endpoint").asString());
    }

    @Test
    void accountsAndOrganisationsAreDescribedToAnybody() throws Exception {
        hub.send("POST", "/api/plimsoll/organisations", "{\"name\":\"Lab\"}", bearer(hub.admin.token()));
        var user = json(hub.send("GET", "/api/users/ADMIN/overview", ""));
        assertEquals("admin", user.path("user").asString());
        assertEquals("Lab", user.path("orgs").path(0).path("name").asString());
        assertEquals(
                1,
                json(hub.send("GET", "/api/organizations/lab/overview", ""))
                        .path("numUsers")
                        .asInt());
        assertEquals(
                "admin",
                json(hub.send("GET", "/api/organizations/lab/members", ""))
                        .path(0)
                        .path("user")
                        .asString());
        assertEquals(404, hub.send("GET", "/api/users/nobody/overview", "").statusCode());
        assertEquals(404, hub.send("GET", "/api/users/%2e%2e/overview", "").statusCode());
        var avatar = json(hub.send("GET", "/api/organizations/lab/avatar", ""))
                .path("avatarUrl")
                .asString();
        assertTrue(hub.send("GET", avatar, "").body().startsWith("<svg"));
    }

    @Test
    void administrationIsForAdmins() throws Exception {
        var opened = json(hub.send(
                "POST", "/api/plimsoll/accounts", "{\"name\":\"ada\",\"email\":\"a@b\"}", bearer(hub.admin.token())));
        var ada = opened.path("token").asString();
        for (var request : new String[] {
            "GET /api/plimsoll/accounts",
            "POST /api/plimsoll/accounts {\"name\":\"eve\"}",
            "PATCH /api/plimsoll/accounts/admin {}",
            "POST /api/plimsoll/accounts/admin/sign-in-links",
            "GET /api/plimsoll/accounts/admin/tokens",
            "POST /api/plimsoll/accounts/admin/tokens {\"displayName\":\"x\"}",
            "GET /api/plimsoll/invitations",
            "POST /api/plimsoll/invitations {}",
            "DELETE /api/plimsoll/invitations/x"
        }) {
            var words = request.split(" ", 3);
            var body = words.length == 3 ? words[2] : "";
            assertEquals(403, hub.send(words[0], words[1], body, bearer(ada)).statusCode(), request);
            assertEquals(401, hub.send(words[0], words[1], body).statusCode(), request);
        }
        assertEquals(
                400,
                hub.send("POST", "/api/plimsoll/accounts", "{\"name\":\"a b\"}", bearer(hub.admin.token()))
                        .statusCode());
        assertEquals(
                409,
                hub.send("POST", "/api/plimsoll/accounts", "{\"name\":\"ADA\"}", bearer(hub.admin.token()))
                        .statusCode());
    }

    @Test
    void aSuspendedAccountIsToldSoAndRefusedEverywhere() throws Exception {
        var body = "{\"name\":\"ada\"}";
        var ada = json(hub.send("POST", "/api/plimsoll/accounts", body, bearer(hub.admin.token())))
                .path("token")
                .asString();
        assertEquals(200, hub.send("GET", "/api/whoami-v2", "", bearer(ada)).statusCode());
        hub.send("PATCH", "/api/plimsoll/accounts/ada", "{\"standing\":\"suspended\"}", bearer(hub.admin.token()));
        var refused = hub.send("GET", "/api/whoami-v2", "", bearer(ada));
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("suspended"));
    }

    @Test
    void aBrowsersSessionIsRecognisedAndItsFormsMustBeOurs() throws Exception {
        var signedIn =
                ((Done<SignedIn>) hub.people.signIn().byLink(hub.admin.linkSecret(), new Client("", ""))).value();
        var cookie = "plimsoll_session=" + signedIn.cookie();
        var me = json(hub.send("GET", "/api/whoami-v2", "", "Cookie", cookie));
        assertEquals("admin", me.path("name").asString());
        assertEquals("session", me.path("auth").path("type").asString());
        var body = "{\"name\":\"ada\"}";
        assertEquals(
                403,
                hub.send("POST", "/api/plimsoll/accounts", body, "Cookie", cookie)
                        .statusCode());
        var csrf = hub.people.csrf().token(signedIn.cookie());
        assertEquals(
                201,
                hub.send("POST", "/api/plimsoll/accounts", body, "Cookie", cookie, "X-CSRF-Token", csrf)
                        .statusCode());
        hub.people.signOut().byCookie(signedIn.cookie());
        assertEquals(
                401, hub.send("GET", "/api/whoami-v2", "", "Cookie", cookie).statusCode());
    }

    @Test
    void noAnswerRepeatsASecretOrAnAddress() throws Exception {
        var admin = ((Recognised) hub.people.recognise().byToken(hub.admin.token())).who();
        hub.people
                .openAccount()
                .byAdmin(
                        admin,
                        new Newcomer(new Namespace("ada"), "Ada", Optional.of("ada@example.org")),
                        SiteRole.MEMBER);
        assertFalse(hub.send("GET", "/api/users/ada/overview", "").body().contains("example.org"));
        assertFalse(hub.send("GET", "/api/plimsoll/accounts/me/tokens", "", bearer(hub.admin.token()))
                .body()
                .contains("hf_"));
    }

    private void assertError(String error, String form) throws Exception {
        var answer = hub.send("POST", "/oauth/token", form, FORM);
        assertEquals(400, answer.statusCode());
        assertEquals(error, json(answer).path("error").asString());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.tree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
