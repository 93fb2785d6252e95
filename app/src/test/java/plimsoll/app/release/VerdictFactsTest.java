package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// What inspections find are facts, which rules ask for and which close what they must when they change.
final class VerdictFactsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOMB = "cos\nsystem\n(S'echo harm'\ntR.";

    private static final String PACK = """
            pack: house
            title: The house's
            version: 1
            jurisdiction: this hub
            status: in_force
            source: us
            rules:
              - {id: house.code, title: Nothing that brings code, needs: [runs_code], when: runs_code,
                 ceiling: {weights: hosted}}
            """;

    @TempDir
    Path folder;

    @Test
    void theSheetTellsWhatInspectionsFoundAndWhichFileShowsIt() throws Exception {
        try (var hub = new WholeHub(folder)) {
            hub.account("ada", "member");
            hub.account("bob", "member");
            publish(hub, "code");
            hub.commit("ada", "ada/code", "config.json", """
                    {"model_type": "llama", "architectures": ["LlamaForCausalLM"]}""");
            var safe = sheet(hub, "bob", "code");
            assertEquals("[\"safe\"]", value(safe, "file_safety"));
            assertEquals("false", value(safe, "runs_code"));
            assertEquals("[]", value(safe, "pickle_safety"), "there are none");
            assertEquals("[0.0,0.0]", value(safe, "secrets"));
            assertEquals("", value(safe, "malware"), "no scanner for viruses is set");
            assertEquals("[\"text\"]", value(safe, "modalities_in"));
            hub.commit("ada", "ada/code", "config.json", """
                    {"model_type": "llama", "auto_map": {"AutoModel": "model.Mine"}}""");
            hub.commit("ada", "ada/code", "chat_template.jinja", "{{ messages }}");
            hub.commit("ada", "ada/code", "LICENSE", "Apache License\n   Version 2.0, January 2004\n");
            hub.commit("ada", "ada/code", "README.md", "---\nlicense: mit\n---\n# Code");
            var sheet = sheet(hub, "bob", "code");
            assertEquals("[\"suspicious\"]", value(sheet, "file_safety"));
            assertEquals("true", value(sheet, "runs_code"));
            assertEquals("", value(sheet, "modalities_in"), "its own code decides that");
            var tree = hub.done(hub.get("bob", "/api/models/ada/code/tree/main"));
            var config = tree.valueStream()
                    .filter(entry -> entry.get("path").asString().equals("config.json"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    config.get("oid").asString(),
                    fact(sheet, "runs_code").get("evidence").asString());
            assertEquals("[\"%s\"]".formatted(WholeHub.sha256("{{ messages }}")), value(sheet, "template_hashes"));
            assertTrue(
                    sheet.get("findings")
                            .toString()
                            .contains(
                                    "license is said to be mit (card field license)," + " and found to be apache-2.0"),
                    sheet::toString);
            assertTrue(hub.page("bob", "/ada/code/line").contains("found to be apache-2.0"));

            var plan = """
                    {"components": {"inference-code": {"access": "withheld"}},
                     "files": [{"pattern": "config.json", "component": "inference-code"}]}""";
            hub.done(hub.send("ada", "PUT", "/api/models/ada/code/release", plan));
            var told = sheet(hub, "bob", "code");
            assertFalse(told.toString().contains(config.get("oid").asString()), "the hash of what is withheld");
            assertEquals("true", value(told, "runs_code"));
        }
    }

    @Test
    void itsPublisherSeesTheFactsOfWhatIsHeldAndACopyHasASheetAtOnce() throws Exception {
        try (var hub = new WholeHub(folder)) {
            hub.account("ada", "member");
            hub.account("bob", "member");
            publish(hub, "bomb");
            hub.done(hub.post("bob", "/api/models/ada/bomb/duplicate", "{\"repository\": \"bob/copy\"}"));
            var copy = hub.done(hub.get("bob", "/api/plimsoll/models/bob/copy/facts"));
            assertEquals("[6.0,6.0]", value(copy, "params"));
            assertTrue(hub.get("bob", "/bob/copy/release").body().contains("the line"), "a line is drawn for it");
            var oid = hub.commitLarge("ada", "ada/bomb", "model.bin", BOMB);
            assertEquals("[\"safe\"]", value(sheet(hub, "bob", "bomb"), "file_safety"), "others see what was before");
            var sheet = sheet(hub, "ada", "bomb");
            assertEquals("[\"dangerous\"]", value(sheet, "pickle_safety"));
            assertEquals("true", value(sheet, "runs_code"));
            assertEquals(oid, fact(sheet, "pickle_safety").get("evidence").asString());
        }
    }

    @Test
    void whatABetterInspectionFindsClosesWhatARuleAsks() throws Exception {
        try (var hub = new WholeHub(folder)) {
            hub.account("ada", "member");
            hub.account("rita", "admin");
            publish(hub, "late");
            hub.commit("ada", "ada/late", "config.json", "{\"auto_map\": {\"AutoModel\": \"model.Mine\"}}");
            settled(); // whatever a job does writes the sheet anew
            table(); // as if an older inspection had not known of auto_map
            var number = hub.done(hub.post(
                            "rita",
                            "/api/plimsoll/packs/proposals",
                            new String(Json.write(Map.of("text", PACK)), StandardCharsets.UTF_8)))
                    .get("number")
                    .asLong();
            hub.done(hub.post("admin", "/api/plimsoll/packs/proposals/" + number, "{\"adopt\": true}"));
            Thread.sleep(2_500); // the line is followed each second
            assertEquals("open-download", level(hub, "admin", "late"), "nothing speaks against it yet");
        }
        try (var hub = new WholeHub(folder)) {
            var end = Instant.now().plus(PATIENCE);
            while (!level(hub, "admin", "late").equals("hosted")) {
                assertTrue(Instant.now().isBefore(end), "it was not closed");
                Thread.sleep(100);
            }
            var sheet = sheet(hub, "admin", "late");
            assertEquals("true", value(sheet, "runs_code"));
        }
    }

    private void settled() throws Exception {
        var end = Instant.now().plus(PATIENCE);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plimsoll.db"));
                var asked =
                        connection.prepareStatement("select count(*) from job where state in ('WAITING', 'RUNNING')")) {
            while (asked.executeQuery().getInt(1) > 0) {
                assertTrue(Instant.now().isBefore(end), "jobs do not end");
                Thread.sleep(100);
            }
        }
    }

    private void table() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plimsoll.db"));
                var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 5000");
            var facts = statement.executeQuery("select facts from fact_sheet").getString(1);
            var before = facts.replaceFirst("(?m)^(runs_code .*) true$", "$1 false");
            assertFalse(before.equals(facts));
            try (var update = connection.prepareStatement("update fact_sheet set facts = ?")) {
                update.setString(1, before);
                update.execute();
            }
            statement.execute("update file_verdict set version = 'older'");
            statement.execute("update inspected_repository set version = 'older'");
        }
    }

    private static void publish(WholeHub hub, String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
        hub.commit("ada", "ada/" + name, "model.safetensors", FactsTest.safetensors(6));
    }

    private static JsonNode sheet(WholeHub hub, String who, String name) throws Exception {
        return hub.done(hub.get(who, "/api/plimsoll/models/ada/%s/facts".formatted(name)));
    }

    private static String level(WholeHub hub, String who, String name) throws Exception {
        return hub.done(hub.get(who, "/api/models/ada/%s/release".formatted(name)))
                .get("level")
                .asString();
    }

    private static JsonNode fact(JsonNode sheet, String name) {
        return StreamSupport.stream(sheet.get("facts").spliterator(), false)
                .filter(fact -> fact.get("name").asString().equals(name))
                .findFirst()
                .orElse(sheet.path("none"));
    }

    private static String value(JsonNode sheet, String name) {
        return fact(sheet, name).path("value").toString();
    }
}
