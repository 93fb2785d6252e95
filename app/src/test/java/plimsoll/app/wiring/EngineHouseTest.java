package plimsoll.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.localengine.LocalEngines.Budget;
import plimsoll.web.http.Json;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.gguf.GgufWriter;
import plimsoll.weights.tensors.TensorSource;
import tools.jackson.databind.JsonNode;

/// A small model that tells stories, once as it is and once with a chat template, behind OpenAI's interface. There is
/// room for one of them at a time.
class EngineHouseTest {
    private static final Path STORIES = Path.of(
            System.getenv().getOrDefault("SHARED_DATA", "../../shared/data"),
            "models/stories260K/stories260K-f32.gguf");
    private static final String TEMPLATE = "{% for m in messages %}{{ m.content }}{% endfor %}";

    @TempDir
    private static Path folder;

    private static HttpClient http;
    private static EngineHouse house;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Files.exists(STORIES), "no shared data: stories260K is not there");
        var talking = folder.resolve("talking.gguf");
        try (var model = GgufModel.open(STORIES)) {
            var metadata = model.metadata().put("tokenizer.chat_template", TEMPLATE);
            var tensors =
                    model.tensors().values().stream().map(TensorSource::of).toList();
            new GgufWriter(metadata, tensors).write(talking, true);
        }
        var models = new LinkedHashMap<String, Path>();
        models.put("stories", STORIES);
        models.put("talking", talking);
        house = EngineHouse.open(models, new Budget(5 << 20, 256, 2, 4), "127.0.0.1", 0);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        if (house != null) {
            house.close();
            http.close();
        }
    }

    @Test
    void aTextIsContinued() throws Exception {
        var answer = post("/v1/completions", """
                {"model": "stories", "prompt": "Once upon a time", "temperature": 0, "max_tokens": 16, "logprobs": 2}""");
        var choice = answer.path("choices").get(0);
        assertEquals(
                ", there was a little girl named Lily. She loved to play",
                choice.path("text").asString());
        assertEquals("length", choice.path("finish_reason").asString());
        assertEquals(16, answer.path("usage").path("completion_tokens").asInt());
        assertEquals(16, choice.path("logprobs").path("top_logprobs").size());
    }

    @Test
    void aConversationIsAnsweredWholeAndAsAStream() throws Exception {
        var question = """
                {"model": "talking", "messages": [{"role": "user", "content": "Once upon a time"}], "temperature": 0,
                 "stop": "Lily", "stream": %s, "stream_options": {"include_usage": true}}""";
        var whole = post("/v1/chat/completions", question.formatted(false))
                .path("choices")
                .get(0);
        assertEquals(
                ", there was a little girl named ",
                whole.path("message").path("content").asString());
        assertEquals("stop", whole.path("finish_reason").asString());
        var events = send("/v1/chat/completions", question.formatted(true))
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
        assertEquals("[DONE]", events.getLast());
        var text = new StringBuilder();
        for (var event : events.subList(0, events.size() - 2)) {
            text.append(Json.tree(event)
                    .path("choices")
                    .get(0)
                    .path("delta")
                    .path("content")
                    .asString(""));
        }
        assertEquals(whole.path("message").path("content").asString(), text.toString());
        var usage = Json.tree(events.get(events.size() - 2)).path("usage");
        assertTrue(usage.path("completion_tokens").asInt() > 5, usage.toString());
    }

    @Test
    void anAnswerKeepsToASchema() throws Exception {
        var answer = post("/v1/chat/completions", """
                {"model": "talking", "messages": [{"role": "user", "content": "Tom"}], "seed": 5, "max_tokens": 60,
                 "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema":
                   {"type": "object", "properties": {"big": {"type": "boolean"}}, "required": ["big"],
                    "additionalProperties": false}}}}""");
        var text = answer.path("choices").get(0).path("message").path("content").asString();
        assertTrue(Json.tree(text).path("big").isBoolean(), text);
    }

    @Test
    void whatCannotBeAnsweredIsSaidAsOpenAiSaysIt() throws Exception {
        refused(404, "model_not_found", "/v1/completions", "{\"model\": \"none\", \"prompt\": \"x\"}");
        refused(400, "context_length_exceeded", "/v1/completions", """
                {"model": "stories", "prompt": "%s"}""".formatted("x ".repeat(600)));
        refused(400, "", "/v1/chat/completions", """
                {"model": "stories", "messages": [{"role": "user", "content": "x"}]}""");
        refused(400, "", "/v1/chat/completions", "{\"model\": \"talking\", \"messages\": []}");
        refused(400, "", "/v1/completions", "{\"model\": \"stories\", \"prompt\": \"x\", \"temperature\": 7}");
        refused(400, "", "/v1/completions", "{");
        refused(501, "not_implemented", "/v1/embeddings", "{}");
        refused(404, "", "/v1/nothing", "{}");
    }

    @Test
    void modelsAndMetricsAreListed() throws Exception {
        var models = Json.tree(get("/v1/models")).path("data");
        assertEquals(
                List.of("stories", "talking"),
                List.of(
                        models.get(0).path("id").asString(),
                        models.get(1).path("id").asString()));
        assertEquals("stories", Json.tree(get("/v1/models/stories")).path("id").asString());
        assertEquals("ok\n", get("/health"));
        assertTrue(get("/metrics").contains("engine_models_loaded"));
    }

    private static void refused(int status, String code, String path, String body) throws Exception {
        var response = send(path, body);
        assertEquals(status, response.statusCode(), response.body());
        var error = Json.tree(response.body()).path("error");
        assertEquals(code, error.path("code").asString(""), response.body());
        assertTrue(error.path("message").isString() && error.path("type").isString(), response.body());
    }

    private static JsonNode post(String path, String body) throws Exception {
        var response = send(path, body);
        assertEquals(200, response.statusCode(), response.body());
        return Json.tree(response.body());
    }

    private static HttpResponse<String> send(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(house.address() + path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String get(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(house.address() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
