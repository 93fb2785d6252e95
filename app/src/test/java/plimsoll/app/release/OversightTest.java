package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What those who watch over a hub can take away, and what they are told without asking.
final class OversightTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
        hub.account("watcher", "auditor");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void watchersTakeAllOfItAndThatIsRecorded() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"chart\"}"));
        hub.done(hub.send("ada", "PUT", "/api/models/ada/chart/release", """
                {"components": {"weights": {"access": "on-terms"}}, "terms": "Be kind."}"""));
        hub.done(hub.post("ada", "/api/models/ada/chart/user-access-request/grant", "{\"user\": \"bob\"}"));
        assertTrue(sheet("releases").stream()
                .anyMatch(row -> row.get("page").asString().equals("ada/chart")
                        && row.get("level").asString().equals("gated-download")));
        assertTrue(sheet("plans").stream()
                .anyMatch(row -> row.get("page").asString().equals("ada/chart")));
        var grant = sheet("grants").getFirst();
        assertEquals("bob", grant.get("holder").asString());
        assertTrue(grant.get("in_force").asBoolean());
        var decisions = sheet("decisions");
        assertTrue(decisions.stream()
                .anyMatch(row -> row.get("kind").asString().equals("access-decided")
                        && row.at("/details/holder").asString().equals("bob")));
        assertEquals(exports(decisions) + 1, exports(sheet("decisions")), "this one was recorded");
        var csv = hub.get("watcher", "/api/plimsoll/oversight/grants?format=csv");
        assertEquals(
                "text/csv; charset=utf-8; header=present",
                csv.headers().firstValue("Content-Type").orElse(""));
        assertTrue(csv.body().startsWith("\"repository\",\"page\",\"holder\""), csv.body());
        assertTrue(csv.body().contains("\"ada/chart\",\"bob\",\"accepted\",\"true\""), csv.body());
    }

    @Test
    void incidentsAreInItWithoutTheWayToTheirReporters() throws Exception {
        var id = hub.done(hub.post("anonymous", "/api/plimsoll/incidents", """
                        {"about": "nobody/here", "words": "=It leaked, \\"all\\" of it", "contact": "eve@example.org"}"""))
                .get("id")
                .asString();
        hub.done(hub.post("admin", "/api/plimsoll/incidents/%s/triage".formatted(id), """
                {"severity": "serious", "harms": ["personal-data"], "regimes": ["gdpr"], "assessment": "Names leaked."}"""));
        var row = sheet("incidents").stream()
                .filter(each -> each.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals("triaged", row.get("state").asString(), row::toString);
        assertEquals("personal-data", row.get("harms").asString());
        assertTrue(row.at("/due/gdpr-72-hours").isString(), row::toString);
        assertEquals("Names leaked.", row.get("assessment").asString());
        assertTrue(
                sheet("decisions").stream()
                        .anyMatch(deed -> deed.get("kind").asString().equals("incident-triaged")
                                && deed.at("/details/incident")
                                        .asString()
                                        .equals(row.get("mark").asString())),
                "the mark leads to its deeds");
        var csv = hub.get("watcher", "/api/plimsoll/oversight/incidents?format=csv")
                .body();
        assertTrue(csv.startsWith("\"id\",\"mark\",\"state\",\"about\""), csv);
        assertTrue(csv.contains("\"'=It leaked, \"\"all\"\" of it\""), csv);
        assertFalse(csv.contains("eve@example.org"), csv);
        assertTrue(hub.page("watcher", "/settings/oversight").contains("/api/plimsoll/oversight/incidents?format=csv"));
    }

    @Test
    void nobodyElseTakesAnything() throws Exception {
        for (var sheet : List.of("releases", "plans", "decisions", "grants", "incidents")) {
            assertEquals(403, hub.get("ada", "/api/plimsoll/oversight/" + sheet).statusCode());
            assertEquals(
                    401,
                    hub.get("anonymous", "/api/plimsoll/oversight/" + sheet).statusCode());
        }
        assertEquals(
                404, hub.get("watcher", "/api/plimsoll/oversight/passwords").statusCode());
        assertEquals(
                400,
                hub.get("watcher", "/api/plimsoll/oversight/plans?format=xls").statusCode());
    }

    @Test
    void whoseParentIsClosedIsRecordedAsFloatingWithTheReason() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"parent\"}"));
        hub.commit("ada", "ada/parent", "README.md", "# Parent");
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"child\"}"));
        hub.commit("ada", "ada/child", "README.md", "---\nbase_model: ada/parent\n---\n# Child");
        hub.done(hub.send("ada", "PUT", "/api/models/ada/parent/release", """
                {"components": {"weights": {"access": "hosted"}}}"""));
        var deed = awaited(row -> row.get("kind").asString().equals("limit-exceeded"));
        assertEquals("ada/child", deed.get("page").asString());
        assertEquals("hosted", deed.at("/details/limit").asString());
        assertTrue(deed.at("/details/why").asString().contains("derives from ada/parent"), deed::toString);
    }

    @Test
    void whomARuleOfTheCardKeepsOutIsOnRecord() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"overseas\"}"));
        hub.commit("ada", "ada/overseas", "README.md", "---\nextra_gated_eu_disallowed: true\n---\n# Overseas");
        hub.done(hub.send("ada", "PUT", "/api/models/ada/overseas/release", """
                {"components": {"weights": {"access": "on-terms"}}, "terms": "Be kind."}"""));
        var form = hub.done(hub.get("bob", "/api/models/ada/overseas/user-access-request/ask"));
        var ask = "{\"termsSha256\": \"%s\", \"fields\": {\"Country\": \"%s\"}}";
        var terms = form.get("termsSha256");
        var refused = hub.post(
                "bob", "/api/models/ada/overseas/user-access-request/ask", ask.formatted(terms.asString(), "DE"));
        assertEquals(403, refused.statusCode(), refused::body);
        var deed = awaited(row -> row.get("kind").asString().equals("access-denied"));
        assertEquals("extra_gated_eu_disallowed", deed.at("/details/rule").asString());
        assertEquals("bob", deed.get("actor").asString());
        hub.done(hub.post(
                "bob", "/api/models/ada/overseas/user-access-request/ask", ask.formatted(terms.asString(), "NO")));
    }

    private static long exports(List<JsonNode> decisions) {
        return decisions.stream()
                .filter(row -> row.get("kind").asString().equals("records-exported"))
                .count();
    }

    private static List<JsonNode> sheet(String name) throws Exception {
        var rows = new ArrayList<JsonNode>();
        hub.done(hub.get("watcher", "/api/plimsoll/oversight/" + name)).forEach(rows::add);
        return rows;
    }

    private static JsonNode awaited(Predicate<JsonNode> wanted) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var found = sheet("decisions").stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(200);
        }
        throw new AssertionError("never recorded");
    }
}
