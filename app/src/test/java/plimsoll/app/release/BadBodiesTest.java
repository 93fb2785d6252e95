package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sender misspelt does not pass for left out: bodies of our own are refused by the name of what they have too
/// much, and nothing is done.
final class BadBodiesTest {
    private static final String REQUESTS = "/api/models/ada/strict/user-access-request/";

    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"strict\"}"));
        hub.commit("ada", "ada/strict", "README.md", "# Strict");
        hub.done(hub.send("ada", "PUT", "/api/models/ada/strict/release", """
                {"components": {"weights": {"access": "on-terms"}}, "terms": "Be kind."}"""));
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void plansAreReadToTheLetter() throws Exception {
        var release = "/api/models/ada/strict/release";
        refused("PUT", release, "{\"component\": {\"weights\": {\"access\": \"withheld\"}}}", "component");
        refused("PUT", release, "{\"components\": {\"weights\": {\"acces\": \"withheld\"}}}", "acces");
        refused(
                "PUT",
                release,
                "{\"components\": {\"weights\": {\"access\": \"on-terms\", \"until\": \"x\"}}}",
                "until");
        refused("PUT", release, """
                {"stages": [{"component": "weights", "from": "2030-01-01T00:00:00Z", "unlessIncidents": true,
                             "then": {"access": "open"}}]}""", "unlessIncidents");
        refused("PUT", release, "{\"files\": [{\"patern\": \"*\", \"component\": \"papers\"}]}", "patern");
        refused("PUT", release + "/incident", "{\"opened\": true}", "opened");
        refused("POST", release + "/commits", "{\"reff\": \"main\"}", "reff");
        refused("POST", "/api/models/ada/strict/recall", "{\"reason\": \"leaks\", \"revison\": \"main\"}", "revison");
        var now = hub.done(hub.get("bob", release));
        assertEquals("gated-download", now.get("level").asString());
        assertEquals(0, now.get("recalls").size());
        // What is read can be written back.
        hub.done(hub.send("ada", "PUT", release, now.get("plan").toString()));
    }

    @Test
    void whatIsNoLevelAndNoComponentIsNamed() throws Exception {
        var release = "/api/models/ada/strict/release";
        said("PUT", release, "{\"components\": {\"weights\": {\"access\": \"ajar\"}}}", "'ajar' is none of them");
        said("PUT", release, "{\"components\": {\"weight\": {\"access\": \"open\"}}}", "'weight' is no component");
        said("PUT", release, "{\"commits\": \"sometimes\"}", "'commits' is automatic or by-hand");
    }

    @Test
    void grantsAreReadToTheLetter() throws Exception {
        refused("POST", REQUESTS + "grant", "{\"user\": \"bob\", \"untill\": \"2030-01-01T00:00:00Z\"}", "untill");
        refused("POST", REQUESTS + "handle", "{\"user\": \"bob\", \"status\": \"accepted\", \"end\": \"x\"}", "end");
        refused("POST", REQUESTS + "batch", "{\"request\": []}", "request");
        refused("POST", REQUESTS + "ask", "{\"terms\": \"x\"}", "terms");
        assertEquals(0, hub.done(hub.get("ada", REQUESTS + "accepted")).size());
    }

    /// Who agreed to other words than hold now is asked to read these.
    @Test
    void termsThatChangedAfterTheyWereReadMustBeReadAgain() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"worded\"}"));
        var release = "/api/models/ada/worded/release";
        var terms = "{\"components\": {\"weights\": {\"access\": \"on-terms\"}}, \"terms\": \"%s\"}";
        hub.done(hub.send("ada", "PUT", release, terms.formatted("Be kind.")));
        var ask = "/api/models/ada/worded/user-access-request/ask";
        var read = hub.done(hub.get("bob", ask)).get("termsSha256").asString();
        hub.done(hub.send("ada", "PUT", release, terms.formatted("Be kind, and pay.")));
        var late = hub.post("bob", ask, "{\"termsSha256\": \"%s\"}".formatted(read));
        assertEquals(409, late.statusCode());
        var now = hub.done(hub.get("bob", ask)).get("termsSha256").asString();
        assertTrue(late.body().contains(now), late::body);
        hub.done(hub.post("bob", ask, "{\"termsSha256\": \"%s\"}".formatted(now)));
    }

    @Test
    void agreementsNeedPartiesAndAreReadToTheLetter() throws Exception {
        var body = """
                {"title": "Pact", "document": "%s", %s "from": "2026-01-01T00:00:00Z", "until": "%s"}""";
        var hash = WholeHub.sha256("signed");
        var agreements = "/api/plimsoll/agreements/me";
        said("POST", agreements, body.formatted(hash, "", "2030-01-01T00:00:00Z"), "names 1 to 500 parties");
        said(
                "POST",
                agreements,
                body.formatted(hash, "\"parties\": [],", "2030-01-01T00:00:00Z"),
                "names 1 to 500 parties");
        said("POST", agreements, body.formatted(hash, "\"parties\": [\"nobody\"],", "2030-01-01T00:00:00Z"), "nobody");
        said(
                "POST",
                agreements,
                body.formatted(hash, "\"parties\": [\"bob\"],", "2025-01-01T00:00:00Z"),
                "ends after it begins");
        refused("POST", agreements, body.formatted(hash, "\"partys\": [\"bob\"],", "2030-01-01T00:00:00Z"), "partys");
        assertEquals(0, hub.done(hub.get("ada", agreements)).size());
    }

    @Test
    void whatAdminsSendIsReadToTheLetter() throws Exception {
        for (var path : new String[] {"accounts", "invitations", "organisations", "accounts/me/tokens"}) {
            said("admin", "POST", "/api/plimsoll/" + path, "{\"nme\": \"eve\"}", "There is no 'nme' here, only ");
        }
        said("admin", "PATCH", "/api/plimsoll/accounts/bob", "{\"rôle\": \"admin\"}", "There is no 'rôle' here");
    }

    private static void refused(String method, String path, String body, String field) throws Exception {
        said(method, path, body, "There is no '%s' here, only ".formatted(field));
    }

    private static void said(String method, String path, String body, String why) throws Exception {
        said("ada", method, path, body, why);
    }

    private static void said(String who, String method, String path, String body, String why) throws Exception {
        var answer = hub.send(who, method, path, body);
        assertEquals(400, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains(why), answer::body);
    }
}
