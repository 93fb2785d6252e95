package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a hub knows of what is published on it.
final class FactsTest {
    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void theSheetOfARevisionIsMeasuredDeclaredAndEstimated() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"chart\"}"));
        hub.commit("ada", "ada/chart", "config.json", "{\"model_type\": \"llama\"}");
        hub.commit("ada", "ada/chart", "model.safetensors", safetensors(6));
        hub.commit("ada", "ada/chart", "README.md", """
            ---
            license: apache-2.0
            training_tokens: 1.0e+3
            params: 7000
            monetised: false
            hardware: [2 H100]
            ---
            # Chart\
            """);
        var sheet = hub.done(hub.get("bob", "/api/plimsoll/models/ada/chart/facts"));
        assertEquals("[6.0,6.0]", fact(sheet, "params").get("value").toString());
        assertEquals("measured", fact(sheet, "params").get("kind").asString());
        assertEquals(sheet.get("commit"), fact(sheet, "params").get("evidence"));
        assertEquals("[\"F32\"]", fact(sheet, "dtypes").get("value").toString());
        assertEquals("[\"llama\"]", fact(sheet, "architecture").get("value").toString());
        assertEquals("false", fact(sheet, "license_use_limits").get("value").toString());
        assertEquals("[\"2 H100\"]", fact(sheet, "hardware").get("value").toString());
        assertEquals(
                "[18000.0,72000.0]", fact(sheet, "training_flop").get("value").toString());
        assertEquals("estimated", fact(sheet, "training_flop").get("kind").asString());
        assertEquals("true", fact(sheet, "weights_published").get("value").toString());
        assertTrue(fact(sheet, "developer_revenue_usd").isMissingNode(), "nobody said");
        assertEquals(
                "params is said to be 7000 parameters (card field params), and found to be 6 parameters"
                        + " (headers of the weights).",
                sheet.at("/findings/0").asString());
        var page = hub.get("bob", "/ada/chart/line").body();
        assertTrue(page.contains("found to be 6 parameters"), page);
        assertTrue(page.contains("18000 to 72000 FLOP"), page);
    }

    @Test
    void anOlderRevisionHasItsOwnSheetAndAStrangerSeesNoneOfWhatIsPrivate() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"log\", \"private\": true}"));
        hub.commit("ada", "ada/log", "model.safetensors", safetensors(3));
        var before = hub.done(hub.get("ada", "/api/plimsoll/models/ada/log/facts"))
                .get("commit")
                .asString();
        hub.commit("ada", "ada/log", "model.safetensors", safetensors(5));
        var now = hub.done(hub.get("ada", "/api/plimsoll/models/ada/log/facts"));
        var then = hub.done(hub.get("ada", "/api/plimsoll/models/ada/log/facts?revision=" + before));
        assertEquals("[5.0,5.0]", fact(now, "params").get("value").toString());
        assertEquals("[3.0,3.0]", fact(then, "params").get("value").toString());
        assertEquals(404, hub.get("bob", "/api/plimsoll/models/ada/log/facts").statusCode());
        assertEquals(
                404,
                hub.get("ada", "/api/plimsoll/models/ada/log/facts?revision=no").statusCode());
    }

    @Test
    void weightsThatCannotBeReadHoldAtMostAParameterForEachBit() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"opaque\"}"));
        hub.commit("ada", "ada/opaque", "pytorch_model.bin", "0123456789");
        var sheet = hub.done(hub.get("bob", "/api/plimsoll/models/ada/opaque/facts"));
        assertEquals("[0.0,80.0]", fact(sheet, "params").get("value").toString());
        assertEquals("estimated", fact(sheet, "params").get("kind").asString());
    }

    @Test
    void whoDeclaresNonsenseIsTold() throws Exception {
        var answer = hub.done(hub.post("ada", "/api/validate-yaml", """
            {"repoType": "model", "content": "---\\ntraining_flop: a lot\\nlicense: mit\\n---\\n"}\
            """));
        assertTrue(
                answer.get("warnings").toString().contains("training_flop is a number, as 3.8e25"), answer::toString);
        assertFalse(answer.get("warnings").toString().contains("license"), answer::toString);
    }

    private static JsonNode fact(JsonNode sheet, String name) {
        return StreamSupport.stream(sheet.get("facts").spliterator(), false)
                .filter(fact -> fact.get("name").asString().equals(name))
                .findFirst()
                .orElse(sheet.path("none"));
    }

    /// A file of so many numbers.
    static String safetensors(int numbers) {
        var header =
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}".formatted(numbers, 4 * numbers);
        return (char) header.length() + "\0".repeat(7) + header + "\0".repeat(4 * numbers);
    }
}
