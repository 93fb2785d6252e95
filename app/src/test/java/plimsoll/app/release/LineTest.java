package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.web.http.Json;

/// How a whole hub holds releases to the line.
final class LineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OPEN = """
            {"components": {"weights": {"access": "%s"}, "papers": {"access": "open"}}}""";

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
        hub.account("bureau", "auditor");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void aFrontierModelIsHeldToTheApiAndExplainsItself() throws Exception {
        publish("frontier", "license: llama3.1\ntraining_flop: 1.2e26");
        assertEquals("api", level("frontier"), "closed at once, though it was created public");
        assertEquals(
                403,
                hub.get("bob", "/ada/frontier/resolve/main/model.safetensors").statusCode());
        var line = hub.done(hub.get("bob", "/api/plimsoll/models/ada/frontier/line"));
        assertEquals("api", line.at("/ceiling/weights").asString());
        assertEquals("fully_open", line.at("/ceiling/training-data").asString());
        assertTrue(
                line.get("reasons")
                        .toString()
                        .contains("training_flop is 1.20e+26 FLOP (declared: card field training_flop)"),
                line::toString);
        assertTrue(line.get("obligations").toString().contains("within\":\"P14D"), line::toString);
        var refused = hub.send("ada", "PUT", "/api/models/ada/frontier/release", OPEN.formatted("downloadable"));
        assertEquals(403, refused.statusCode());
        assertTrue(
                refused.body()
                        .contains("The line holds the weights of ada/frontier to api, so not open-download: Weights of"
                                + " a frontier model stay behind an API (default.frontier, default@1)."),
                refused::body);
        hub.done(hub.send("ada", "PUT", "/api/models/ada/frontier/release", OPEN.formatted("hosted")));
        var raised = hub.done(hub.post("ada", "/api/plimsoll/models/ada/frontier/line/raise", ""));
        assertEquals("api", raised.at("/components/weights/access").asString());
        assertTrue(hub.get("bob", "/ada/frontier/release").body().contains("the line, by default.frontier"));
    }

    @Test
    void aSmallFreeModelFloatsFullyOpen() throws Exception {
        publish("small", "license: mit");
        assertEquals("open-download", level("small"));
        hub.done(hub.post("ada", "/api/plimsoll/models/ada/small/line/raise", ""));
        assertEquals("fully-open", level("small"));
        var page = hub.get("bob", "/ada/small/line?with=sb1047&fact=training_flop&value=2e26")
                .body();
        assertTrue(
                page.contains("If training flop were 2.00e+26 and sb1047 were binding, the line would be at API."),
                page);
        var silly =
                hub.get("bob", "/ada/small/line?fact=training_flop&value=much").body();
        assertTrue(silly.contains("training flop is a number, as 3.8e25"), silly);
        assertEquals("fully-open", level("small"), "asking changes nothing");
    }

    @Test
    void aFactThatChangesClosesAndOnlyAPersonOpens() throws Exception {
        publish("grown", "license: mit");
        card("grown", "license: mit\ntraining_flop: 3e26");
        assertEquals("api", level("grown"));
        assertTrue(decided("line-held", "ada/grown"));
        card("grown", "license: mit\ntraining_flop: 3e20");
        assertEquals("api", level("grown"), "nothing opens by itself");
        hub.done(hub.post("ada", "/api/plimsoll/models/ada/grown/line/raise", ""));
        assertEquals("fully-open", level("grown"));
    }

    @Test
    void anExemptionLiftsForAReasonAndATimeAndIsShown() throws Exception {
        publish("exempt", "license: mit\ntraining_flop: 3e26");
        var path = "/api/plimsoll/models/ada/exempt/line/exemption";
        var body = """
                {"level": "open-download", "reason": "A court said so.", "until": "%s"}""";
        var later = body.formatted(Instant.now().plusSeconds(3_600));
        assertEquals(403, hub.send("ada", "PUT", path, later).statusCode());
        assertEquals(
                400,
                hub.send("rita", "PUT", path, body.formatted("2020-01-01T00:00:00Z"))
                        .statusCode());
        assertEquals(204, hub.send("rita", "PUT", path, later).statusCode());
        assertEquals("api", level("exempt"), "nothing opens by itself");
        hub.done(hub.send("ada", "PUT", "/api/models/ada/exempt/release", OPEN.formatted("downloadable")));
        assertTrue(hub.get("bob", "/ada/exempt/line")
                .body()
                .contains("by rita, further than the line allows: A court said so."));
        assertTrue(decided("line-exempted", "ada/exempt"));
        assertEquals(204, hub.send("rita", "DELETE", path, "").statusCode());
        assertEquals("api", level("exempt"), "closed at once");
        var soon = body.formatted(Instant.now().plusSeconds(5));
        assertEquals(204, hub.send("rita", "PUT", path, soon).statusCode());
        hub.done(hub.send("ada", "PUT", "/api/models/ada/exempt/release", OPEN.formatted("downloadable")));
        await(() -> level("exempt").equals("api"));
    }

    @Test
    void packsChangeByTwoAndCloseAtOnce() throws Exception {
        publish("tall", "license: mit\nparams: 3");
        var pack = """
                pack: house
                title: The house's
                version: 1
                jurisdiction: this hub
                status: in_force
                source: us
                rules:
                  - {id: house.tall, title: Nothing tall, needs: [intended_use], when: "'towers' in intended_use",
                     ceiling: {weights: hosted}}
                """;
        card("tall", "license: mit\nintended_use: towers");
        assertEquals(403, propose("ada", pack).statusCode());
        assertEquals(
                400, propose("rita", pack.replace("intended_use]", "intent]")).statusCode());
        var number = hub.done(propose("rita", pack)).get("number").asLong();
        var waiting = hub.done(hub.get("admin", "/api/plimsoll/packs/proposals"));
        assertEquals("+ pack: house", waiting.at("/0/diff/0").asString());
        assertTrue(
                waiting.at("/0/effects")
                        .toString()
                        .contains(
                                "\"repository\":\"ada/tall\",\"component\":\"weights\",\"from\":\"open_download\",\"to\":\"hosted\""),
                waiting::toString);
        assertEquals(403, decide("rita", number, true).statusCode(), "it takes two");
        assertEquals(403, decide("agency", number, true).statusCode(), "it is the admins'");
        assertEquals("open-download", level("tall"), "nothing yet");
        hub.done(decide("admin", number, true));
        assertEquals(404, decide("admin", number, true).statusCode());
        await(() -> level("tall").equals("hosted"));
        assertTrue(hub.get("bob", "/api/plimsoll/packs/house").body().contains("Nothing tall"));
        var change = hub.done(propose(
                "rita", pack.replace("version: 1", "version: 2").replace("status: in_force", "status: revoked")));
        var diff = hub.done(hub.get("admin", "/api/plimsoll/packs/proposals"))
                .at("/0/diff")
                .toString();
        assertEquals("[\"- version: 1\",\"+ version: 2\",\"- status: in_force\",\"+ status: revoked\"]", diff);
        hub.done(decide("admin", change.get("number").asLong(), true));
        assertFalse(hub.done(hub.get("bob", "/api/plimsoll/models/ada/tall/line"))
                .toString()
                .contains("house.tall"));
        assertEquals("hosted", level("tall"), "nothing opens by itself");
    }

    @Test
    void whatARegulatorBringsInOperatorsCannotChange() throws Exception {
        var pack = """
                pack: agency
                title: The agency's
                version: 1
                jurisdiction: somewhere
                status: in_force
                source: The agency
                rules: []
                """;
        var number = hub.done(propose("agency", pack)).get("number").asLong();
        assertEquals(403, decide("rita", number, true).statusCode());
        assertEquals(403, decide("rita", number, false).statusCode());
        assertEquals(403, decide("agency", number, true).statusCode(), "it takes two");
        hub.done(decide("bureau", number, true));
        var refused = propose("rita", pack.replace("version: 1", "version: 2"));
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("The pack agency belongs to the auditors of this hub."), refused::body);
        assertEquals(
                403,
                propose("agency", pack.replace("pack: agency", "pack: default")).statusCode());
    }

    private static HttpResponse<String> propose(String who, String text) throws Exception {
        return hub.post(
                who,
                "/api/plimsoll/packs/proposals",
                new String(Json.write(Map.of("text", text)), StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> decide(String who, long number, boolean adopt) throws Exception {
        return hub.post(who, "/api/plimsoll/packs/proposals/" + number, "{\"adopt\": %s}".formatted(adopt));
    }

    private static void publish(String name, String fields) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
        hub.commit("ada", "ada/" + name, "model.safetensors", FactsTest.safetensors(6));
        card(name, fields);
    }

    private static void card(String name, String fields) throws Exception {
        hub.commit("ada", "ada/" + name, "README.md", "---\n%s\n---\n# %s".formatted(fields, name));
    }

    private static String level(String name) throws Exception {
        return hub.done(hub.get("ada", "/api/models/ada/%s/release".formatted(name)))
                .get("level")
                .asString();
    }

    private static boolean decided(String kind, String page) throws Exception {
        var all = hub.done(hub.get("agency", "/api/plimsoll/oversight/decisions"));
        return all.valueStream()
                .anyMatch(row -> row.get("kind").asString().equals(kind)
                        && row.get("page").asString().equals(page));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "it did not come to be in time");
            Thread.sleep(100);
        }
    }
}
