package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.config.Setting;
import plimsoll.web.http.Json;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.gguf.GgufWriter;
import plimsoll.weights.tensors.TensorSource;
import tools.jackson.databind.JsonNode;

/// A model that the hub runs out of its own store, on a hub that keeps what models are asked.
class OwnModelsTest {
    private static final Path STORIES = Path.of(
            System.getenv().getOrDefault("SHARED_DATA", "../../shared/data"),
            "models/stories260K/stories260K-f32.gguf");
    private static final String TEMPLATE =
            "{# <|python_tag|> #}{% for m in messages %}{% if m.role != 'system' %}{{ m.content }}{% endif %}{% endfor %}";
    private static final String TOOLS = """
            "tools": [{"type": "function", "name": "tide", "parameters": {"type": "object",
              "properties": {"high": {"type": "boolean"}}, "required": ["high"], "additionalProperties": false}}]""";
    private static final String BEGINNING = "Once upon a time";

    @TempDir
    private static Path folder;

    private static WholeHub hub;
    private static byte[] weights;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Files.exists(STORIES), "no shared data: stories260K is not there");
        var talking = folder.resolve("talking.gguf");
        try (var model = GgufModel.open(STORIES)) {
            var metadata = model.metadata().put("tokenizer.chat_template", TEMPLATE);
            var tensors =
                    model.tensors().values().stream().map(TensorSource::of).toList();
            new GgufWriter(metadata, tensors).write(talking, true);
        }
        weights = Files.readAllBytes(talking);
        var data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("engines.conf"), """
                stored ada/tales tales.gguf at-once=2 queue=8
                stored ada/marked tales.gguf watermark=on
                stored ada/recalled tales.gguf
                stored ada/missing tales.gguf revision=v1
                """);
        hub = new WholeHub(data, Map.of(Setting.RETAIN_PROMPTS, "7"));
        for (var name : List.of("ada", "bob", "eve")) {
            hub.account(name, "member");
        }
        for (var name : List.of("tales", "marked", "recalled", "missing")) {
            hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
            hub.done(hub.send(
                    "ada",
                    "PUT",
                    "/api/models/ada/%s/release".formatted(name),
                    "{\"components\": {\"weights\": {\"access\": \"api\"}}}"));
            hub.commitLarge("ada", "ada/" + name, "tales.gguf", weights);
        }
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void aModelAnswersFromItsRepository() throws Exception {
        var answer = hub.done(complete("bob", "ada/tales"));
        assertTrue(
                answer.path("choices").get(0).path("text").asString().startsWith(", there was a little girl"),
                answer.toString());
        var missing = complete("bob", "ada/missing");
        assertEquals(503, missing.statusCode());
        assertTrue(missing.body().contains("no revision 'v1'"), missing.body());
    }

    @Test
    void aRecalledModelStopsAnsweringForEverybody() throws Exception {
        hub.done(complete("bob", "ada/recalled"));
        hub.done(hub.post("ada", "/api/models/ada/recalled/recall", """
                {"reason": "It tells where the treasure is."}"""));
        var refused = complete("bob", "ada/recalled");
        assertEquals(403, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("where the treasure is"), refused.body());
        var publisher = complete("ada", "ada/recalled");
        assertEquals(403, publisher.statusCode(), publisher.body());
    }

    @Test
    void whatAModelWroteIsDetectedAndWhatItDidNotIsNot() throws Exception {
        var text = new StringBuilder();
        for (int seed = 0; seed < 3; seed++) {
            text.append(hub.done(hub.post("bob", "/v1/completions", """
                            {"model": "ada/marked", "prompt": "Once upon a time", "max_tokens": 200, "seed": %d}""".formatted(seed)))
                    .path("choices")
                    .get(0)
                    .path("text")
                    .asString());
        }
        var marked = detect("bob", "ada/marked", text.toString());
        assertTrue(marked.path("p_value").asDouble() < 1e-4, marked.toString());
        assertTrue(marked.path("scored_tokens").asInt() > 100, marked.toString());
        var other = detect("bob", "ada/marked", "The quick brown fox jumps over the lazy dog and runs away.");
        assertTrue(other.path("p_value").asDouble() > 1e-3, other.toString());
        assertEquals(
                400,
                hub.post("bob", "/api/plimsoll/detect-text", "{\"model\": \"ada/tales\", \"text\": \"x\"}")
                        .statusCode());
        assertEquals(
                401,
                hub.post("anonymous", "/api/plimsoll/detect-text", "{\"model\": \"ada/marked\", \"text\": \"x\"}")
                        .statusCode());
    }

    @Test
    void whoseAnswersCarryAWatermarkIsSaidOnTheCardAndInTheListOfModels() throws Exception {
        var listed = new HashMap<String, Boolean>();
        hub.done(hub.get("bob", "/v1/models"))
                .path("data")
                .forEach(each -> listed.put(
                        each.path("id").asString(), each.path("watermark").asBoolean(false)));
        assertEquals(true, listed.get("ada/marked"), listed.toString());
        assertEquals(false, listed.get("ada/tales"), listed.toString());
        assertTrue(hub.done(hub.get("bob", "/v1/models/ada/marked"))
                .path("watermark")
                .asBoolean(false));
        assertTrue(hub.page("bob", "/ada/marked").contains("statistical watermark"));
        assertFalse(hub.page("bob", "/ada/tales").contains("statistical watermark"));
    }

    @Test
    void aResponseGoesOnFromTheOneBeforeForItsOwnAccountAlone() throws Exception {
        var first = hub.done(respond("bob", "\"input\": \"%s\"".formatted(BEGINNING)));
        assertTrue(first.path("store").asBoolean(), first.toString());
        var said =
                first.path("output").get(0).path("content").get(0).path("text").asString();
        assertTrue(said.startsWith(", there was"), first.toString());
        var id = first.path("id").asString();
        var next = hub.done(respond("bob", "\"previous_response_id\": \"%s\", \"input\": \" and\"".formatted(id)));
        var whole = hub.done(respond("bob", """
                "input": [{"role": "user", "content": "%s"}, {"role": "assistant", "content": "%s"},
                    {"role": "user", "content": " and"}]""".formatted(BEGINNING, said)));
        assertEquals(
                whole.path("output").get(0).path("content"),
                next.path("output").get(0).path("content"));
        assertEquals(
                whole.path("usage").path("input_tokens"), next.path("usage").path("input_tokens"));
        var foreign = respond("eve", "\"previous_response_id\": \"%s\", \"input\": \" and\"".formatted(id));
        assertEquals(404, foreign.statusCode(), foreign.body());
        assertTrue(foreign.body().contains("previous_response_not_found"), foreign.body());
        assertEquals(404, hub.get("eve", "/v1/responses/" + id).statusCode());
        assertEquals(
                id, hub.done(hub.get("bob", "/v1/responses/" + id)).path("id").asString());
        assertEquals(404, hub.send("eve", "DELETE", "/v1/responses/" + id, "").statusCode());
        hub.done(hub.send("bob", "DELETE", "/v1/responses/" + id, ""));
        assertEquals(404, hub.get("bob", "/v1/responses/" + id).statusCode());
        var unkept = hub.done(respond("bob", "\"store\": false, \"input\": \"%s\"".formatted(BEGINNING)));
        assertFalse(unkept.path("store").asBoolean());
        assertEquals(
                404,
                hub.get("bob", "/v1/responses/" + unkept.path("id").asString()).statusCode());
    }

    @Test
    void aStreamedResponseIsTheWholeOneInEvents() throws Exception {
        var whole = hub.done(respond("bob", "\"input\": \"%s\"".formatted(BEGINNING)));
        var stream = respond("bob", "\"stream\": true, \"input\": \"%s\"".formatted(BEGINNING));
        var text = new StringBuilder();
        JsonNode last = null;
        int number = 0;
        for (var line :
                stream.body().lines().filter(each -> each.startsWith("data: ")).toList()) {
            last = Json.tree(line.substring(6));
            assertEquals(number++, last.path("sequence_number").asInt());
            text.append(
                    last.path("type").asString().equals("response.output_text.delta")
                            ? last.path("delta").asString()
                            : "");
        }
        assertEquals(
                whole.path("output").get(0).path("content").get(0).path("text").asString(), text.toString());
        assertEquals(
                "response.incomplete", last == null ? "" : last.path("type").asString());
        assertEquals(
                whole.path("usage"),
                last == null ? whole : last.path("response").path("usage"));
    }

    @Test
    void whatAResponseCannotBeIsSaid() throws Exception {
        for (var wrong : List.of(
                "\"input\": []",
                "\"input\": \"x\", \"background\": true",
                "\"input\": \"x\", \"tools\": [{\"type\": \"web_search\"}]",
                "\"input\": \"x\", \"tool_choice\": \"required\"",
                "\"input\": \"x\", \"tool_choice\": {\"type\": \"web_search\"}, " + TOOLS,
                "\"input\": \"x\", \"tool_choice\": {\"type\": \"function\", \"name\": \"moon\"}, " + TOOLS,
                "\"input\": [{\"type\": \"item_reference\", \"id\": \"x\"}]",
                "\"input\": [{\"role\": \"user\", \"content\": [{\"type\": \"input_image\"}]}]",
                "\"input\": \"x\", \"text\": {\"format\": {\"type\": \"grammar\"}}",
                "\"input\": \"x\", \"previous_response_id\": \"other\"",
                "\"input\": \"x\", \"metadata\": {\"a\": \"%s\"}".formatted("x".repeat(600)))) {
            var refused = respond("bob", wrong);
            assertEquals(400, refused.statusCode(), wrong + refused.body());
            assertTrue(WholeHub.json(refused).path("error").path("message").isString(), refused.body());
        }
    }

    @Test
    void aCallThatIsRequiredIsMade() throws Exception {
        for (var choice :
                List.of("\"required\"", "{\"type\": \"function\", \"function\": {\"name\": \"current_time\"}}")) {
            var asked = """
                    {"model": "ada/tales", "max_tokens": 120, "temperature": 0, "stream": %s, "tool_choice": %s,
                     "messages": [{"role": "user", "content": "Once upon a time"}],
                     "tools": [{"type": "function", "function": {"name": "tide", "parameters": {"type": "object",
                       "properties": {"high": {"type": "boolean"}}, "required": ["high"],
                       "additionalProperties": false}}}, {"type": "function", "function": {"name": "current_time"}}]}""";
            var whole = hub.done(hub.post("bob", "/v1/chat/completions", asked.formatted(false, choice)))
                    .path("choices")
                    .get(0);
            assertEquals("tool_calls", whole.path("finish_reason").asString(), whole.toString());
            var call = whole.path("message").path("tool_calls").get(0).path("function");
            var arguments = Json.tree(call.path("arguments").asString());
            if (call.path("name").asString().equals("current_time")) {
                assertEquals("{}", arguments.toString());
            } else {
                assertEquals("tide", call.path("name").asString());
                assertEquals("\"required\"", choice);
                assertTrue(arguments.path("high").isBoolean(), arguments.toString());
            }
            var stream = hub.post("bob", "/v1/chat/completions", asked.formatted(true, choice))
                    .body();
            assertTrue(stream.contains("\"finish_reason\":\"tool_calls\""), stream);
        }
    }

    @Test
    void aResponseMakesTheCallThatIsRequired() throws Exception {
        for (var choice : List.of("\"required\"", "{\"type\": \"function\", \"name\": \"tide\"}")) {
            var response = hub.done(hub.post("bob", "/v1/responses", """
                    {"model": "ada/tales", "input": "Once upon a time", "temperature": 0, "max_output_tokens": 120,
                     "tool_choice": %s, %s}""".formatted(choice, TOOLS)));
            var call = response.path("output").get(0);
            assertEquals("function_call", call.path("type").asString(), response.toString());
            assertEquals("tide", call.path("name").asString());
            assertTrue(Json.tree(call.path("arguments").asString()).path("high").isBoolean(), response.toString());
        }
    }

    @Test
    void aCallThatNothingCanForceIsRefused() throws Exception {
        for (var wrong : List.of(
                "\"tool_choice\": \"required\"",
                "\"tool_choice\": \"perhaps\", \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"x\"}}]",
                "\"tool_choice\": \"required\", \"tools\": [{\"type\": \"function\", \"function\": "
                        + "{\"name\": \"x\", \"parameters\": {\"not\": {}}}}]")) {
            var refused = hub.post("bob", "/v1/chat/completions", """
                    {"model": "ada/tales", "messages": [{"role": "user", "content": "Hello"}], %s}""".formatted(wrong));
            assertEquals(400, refused.statusCode(), wrong + refused.body());
            assertTrue(WholeHub.json(refused).path("error").path("message").isString(), refused.body());
        }
    }

    @Test
    void noTextLiesInTheDatabaseAsItIs() throws Exception {
        hub.done(hub.post("eve", "/v1/completions", """
                {"model": "ada/tales", "prompt": "Once zyzzyva met a quagga", "max_tokens": 4}"""));
        for (var file : List.of("plimsoll.db", "plimsoll.db-wal")) {
            var bytes = Files.readAllBytes(folder.resolve("data").resolve(file));
            assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("zyzzyva"), file);
        }
    }

    private static JsonNode detect(String who, String model, String text) throws Exception {
        var body = new String(Json.write(Map.of("model", model, "text", text)), StandardCharsets.UTF_8);
        return hub.done(hub.post(who, "/api/plimsoll/detect-text", body));
    }

    private static HttpResponse<String> complete(String who, String model) throws Exception {
        return hub.post(who, "/v1/completions", """
                {"model": "%s", "prompt": "%s", "max_tokens": 8, "temperature": 0}""".formatted(model, BEGINNING));
    }

    private static HttpResponse<String> respond(String who, String more) throws Exception {
        return hub.post(who, "/v1/responses", """
                {"model": "ada/tales", "temperature": 0, "max_output_tokens": 16, %s}""".formatted(more));
    }
}
