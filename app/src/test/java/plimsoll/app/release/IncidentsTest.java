package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Incidents at the doors of a whole hub, by its API and on its pages.
final class IncidentsTest {
    private static final String ALL = "/api/plimsoll/incidents";

    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
        hub.account("rita", "admin");
        hub.account("agency", "auditor");
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"tide\"}"));
        hub.commit("ada", "ada/tide", "README.md", "---\nlicense: mit\ntraining_flop: 2e25\n---\n# Tide\n");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void anybodyReportsAndEachSeesAsMuchAsTheyMay() throws Exception {
        var taken = hub.post("anonymous", ALL, """
                {"about": "ada/tide", "words": "The weights are on a torrent.", "contact": "eve@example.org"}""");
        assertEquals(201, taken.statusCode(), taken::body);
        var id = WholeHub.json(taken).get("id").asString();
        var stranger = hub.done(hub.get("anonymous", ALL + "/" + id));
        assertEquals("reported", stranger.get("state").asString());
        assertFalse(stranger.toString().contains("eve@example.org"), stranger::toString);
        assertFalse(hub.get("ada", ALL + "/" + id).body().contains("eve@example.org"));
        assertTrue(hub.get("agency", ALL + "/" + id).body().contains("eve@example.org"));
        assertTrue(hub.get("ada", ALL).body().contains(id));
        assertFalse(hub.get("bob", ALL).body().contains(id));
        assertEquals(401, hub.get("anonymous", ALL).statusCode());
        assertEquals(
                403, hub.post("ada", ALL + "/" + id + "/triage", triage("")).statusCode());
        assertEquals(
                403, hub.post("agency", ALL + "/" + id + "/triage", triage("")).statusCode());
        assertEquals(
                403,
                hub.post("ada", ALL + "/" + id + "/dismissal", "{\"text\":\"no\"}")
                        .statusCode());
        assertEquals(400, hub.post("anonymous", ALL, "{\"words\": \"\"}").statusCode());
        assertEquals(404, hub.get("rita", ALL + "/" + "0".repeat(32)).statusCode());
    }

    @Test
    void anIncidentIsTriagedToldAndClosed() throws Exception {
        var id = reported("bob");
        var at = ALL + "/" + id;
        var early = Instant.parse(
                        hub.done(hub.get("bob", at)).get("reported_at").asString())
                .minus(Duration.ofDays(1));
        var triaged = hub.done(hub.post("rita", at + "/triage", triage(", \"aware_at\": \"%s\"".formatted(early))));
        assertEquals("eu-5-days", triaged.at("/clocks/0/deadline").asString());
        assertEquals(
                early.plus(Duration.ofDays(5)).toString(),
                triaged.at("/clocks/0/due").asString());
        assertTrue(hub.done(hub.get("bob", at)).get("clocks").isEmpty(), "whoever reported it sees no clocks");
        var release = hub.done(hub.get("ada", "/api/models/ada/tide/release"));
        assertTrue(
                release.toString().contains("\"incidentOpen\":true")
                        || release.toString().contains("incident"),
                release::toString);
        assertEquals(404, hub.get("bob", at + "/notices/eu-5-days").statusCode());
        assertEquals(404, hub.get("ada", at + "/notices/eu-2-days").statusCode());
        var draft = hub.done(hub.get("ada", at + "/notices/eu-5-days"));
        var text = draft.get("text").asString();
        assertTrue(text.contains("/ada/tide\nRevision: ") && text.contains("training_flop: 2.00e+25 FLOP"), text);
        assertTrue(draft.get("gaps").asInt() > 3, text);
        assertEquals(400, submit(at, text).statusCode(), "gaps are left");
        var filled = text.replaceAll("\\[TO FILL IN:[^]]*]", "not known yet");
        var told = hub.done(submit(at, filled));
        assertEquals("notified", told.get("state").asString());
        assertEquals(WholeHub.sha256(filled), told.at("/clocks/0/sha256").asString());
        var closing = hub.done(hub.get("rita", at + "/closing")).get("text").asString();
        assertTrue(closing.contains("European AI Office: told") && closing.contains(WholeHub.sha256(filled)), closing);
        assertEquals(400, end(at, closing).statusCode(), "gaps are left");
        var closed = hub.done(end(at, closing.replaceAll("\\[TO FILL IN:[^]]*]", "nothing")));
        assertEquals("closed", closed.get("state").asString());
        assertFalse(hub.get("bob", at).body().contains("Closing report"), "what was learned stays inside");
        assertTrue(hub.get("ada", at).body().contains("Closing report"));
        var entries = hub.page("rita", "/settings/oversight");
        assertTrue(entries.contains("incident notified") && entries.contains("incident ended"));
    }

    @Test
    void theHubReportsARecallItself() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"leaky\"}"));
        hub.commit("ada", "ada/leaky", "README.md", "# Leaky\n");
        hub.done(hub.post("ada", "/api/models/ada/leaky/recall", "{\"reason\": \"It says how to make poison.\"}"));
        var deadline = Instant.now().plusSeconds(60);
        while (!hub.get("rita", ALL).body().contains("how to make poison")) {
            assertTrue(Instant.now().isBefore(deadline), "the hub did not report the recall");
            Thread.sleep(100);
        }
        assertTrue(hub.page("ada", "/settings/inbox").contains("An incident was reported about ada/leaky"));
    }

    @Test
    void thePagesDoTheSameWithoutScripts() throws Exception {
        assertTrue(hub.get("anonymous", "/ada/tide").body().contains("/incidents/report?about=ada/tide"));
        assertTrue(
                hub.get("anonymous", "/incidents/report?about=ada/tide").body().contains("value=\"ada/tide\""));
        var sent = hub.form("/incidents/report", "about=ada/tide&words=It+answers+with+people%27s+addresses");
        assertEquals(303, sent.statusCode());
        var at = sent.headers().firstValue("Location").orElseThrow();
        var page = hub.get("anonymous", at).body();
        assertTrue(page.contains("A person who runs this hub looks at it"), page);
        assertFalse(page.contains("Start the clocks"));
        assertEquals(400, hub.form("/incidents/report", "words=").statusCode());
        var staff = hub.page("rita", at);
        assertTrue(staff.contains("Start the clocks"));
        assertTrue(
                staff.contains("value=\"eu-ai-act\" checked") && !staff.contains("value=\"us-sb53\" checked"),
                "2e25 FLOP: of systemic risk in the Union, no frontier in California");
        assertEquals(403, hub.form("ada", at + "/triage", fields()));
        assertEquals(400, hub.form("rita", at + "/triage", Map.of("severity", "bad")));
        assertEquals(303, hub.form("rita", at + "/triage", fields()));
        var clocks = hub.page("ada", at);
        assertTrue(clocks.contains("Supervisory authority for data protection"), clocks);
        assertTrue(clocks.contains("2 days 23 hours left"), clocks);
        assertTrue(hub.page("ada", "/incidents").contains("2 days 23 hours left"));
        assertTrue(hub.page("ada", at + "/notices/gdpr-72-hours").contains("TO FILL IN: data protection officer"));
        assertEquals(400, hub.form("ada", at + "/notices/gdpr-72-hours", Map.of("text", "[TO FILL IN: x]")));
        assertEquals(303, hub.form("ada", at + "/notices/gdpr-72-hours", Map.of("text", "Dear authority")));
        assertTrue(hub.page("ada", at).contains(WholeHub.sha256("Dear authority")));
        assertFalse(hub.get("anonymous", at).body().contains("Dear authority"));
        assertEquals(303, hub.form("rita", at + "/dismissal", Map.of("text", "The addresses were invented.")));
        assertTrue(hub.get("anonymous", at).body().contains("The addresses were invented."));
    }

    private static Map<String, String> fields() {
        return Map.of(
                "severity", "serious",
                "harm", "personal-data",
                "regime", "gdpr",
                "aware", "",
                "assessment", "It answers with addresses.",
                "about", "ada/tide");
    }

    private static String triage(String more) {
        return """
                {"severity": "serious", "harms": ["security-breach"], "regimes": ["eu-ai-act"],
                 "assessment": "Weights were taken.", "about": "ada/tide"%s}""".formatted(more);
    }

    private static String reported(String who) throws Exception {
        JsonNode taken = hub.done(hub.post(who, ALL, "{\"about\": \"ada/tide\", \"words\": \"It leaked.\"}"));
        return taken.get("id").asString();
    }

    private static HttpResponse<String> submit(String at, String text) throws Exception {
        return hub.post("ada", at + "/notices/eu-5-days", "{\"text\": %s}".formatted(quoted(text)));
    }

    private static HttpResponse<String> end(String at, String text) throws Exception {
        return hub.post("rita", at + "/closing", "{\"text\": %s}".formatted(quoted(text)));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
