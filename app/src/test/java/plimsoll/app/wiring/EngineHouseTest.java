package plimsoll.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
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
    /// Its mark says how calls are written, as in Llama's.
    private static final String TEMPLATE = "{# <|python_tag|> #}{% for m in messages %}{{ m.content }}{% endfor %}";

    private static final String FRIEND = "https://chat.example.org";

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
        models.put("encoder", SmallEncoder.writeTo(folder.resolve("encoder")));
        house = EngineHouse.open(models, new Budget(5 << 20, 256, 2, 4), "127.0.0.1", 0, Set.of(FRIEND));
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
    void textsAreEmbedded() throws Exception {
        var question = "{\"model\": \"encoder\", \"input\": [\"a b\", \"b a\", \"a b\"], \"encoding_format\": \"%s\"}";
        var answer = post("/v1/embeddings", question.formatted("float"));
        var vectors = answer.path("data");
        assertEquals(3, vectors.size());
        assertEquals(12, answer.path("usage").path("total_tokens").asInt());
        assertEquals(vectors.get(0).path("embedding"), vectors.get(2).path("embedding"));
        assertNotEquals(vectors.get(0).path("embedding"), vectors.get(1).path("embedding"));
        var packed = post("/v1/embeddings", question.formatted("base64")).path("data");
        var bytes = Base64.getDecoder().decode(packed.get(1).path("embedding").asString());
        var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        double squares = 0;
        for (int i = 0; i < SmallEncoder.WIDTH; i++) {
            assertEquals((float) vectors.get(1).path("embedding").get(i).asDouble(), floats.get(i));
            squares += floats.get(i) * floats.get(i);
        }
        assertEquals(1, squares, 1e-5);
        var alone = post("/v1/embeddings", "{\"model\": \"encoder\", \"input\": \"b a\"}");
        assertEquals(vectors.get(1).path("embedding"), alone.path("data").get(0).path("embedding"));
        refused(400, "", "/v1/embeddings", "{\"model\": \"encoder\", \"input\": [[1, 2]]}");
        refused(400, "", "/v1/embeddings", "{\"model\": \"encoder\", \"input\": \"a\", \"dimensions\": 4}");
        refused(400, "context_length_exceeded", "/v1/embeddings", """
                {"model": "encoder", "input": "%s"}""".formatted("a ".repeat(15)));
    }

    /// The form leaves the model no choice but to call.
    @Test
    void aCallOfAToolIsTold() throws Exception {
        var answer = post("/v1/chat/completions", """
                {"model": "talking", "messages": [{"role": "user", "content": "Weather?"}], "seed": 1,
                 "tools": [{"type": "function", "function": {"name": "weather", "parameters": {}}}],
                 "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema":
                   {"type": "object", "additionalProperties": false, "required": ["name", "parameters"], "properties":
                     {"name": {"const": "weather"}, "parameters": {"type": "object", "additionalProperties": false,
                        "properties": {"city": {"const": "Rome"}}, "required": ["city"]}}}}}}""");
        var choice = answer.path("choices").get(0);
        assertEquals("tool_calls", choice.path("finish_reason").asString(), answer.toString());
        var function = choice.path("message").path("tool_calls").get(0).path("function");
        assertEquals("weather", function.path("name").asString());
        assertEquals(
                "Rome",
                Json.tree(function.path("arguments").asString()).path("city").asString());
    }

    @Test
    void aBiasDecides() throws Exception {
        var answer = post("/v1/completions", """
                {"model": "stories", "prompt": "Once", "temperature": 0, "max_tokens": 3,
                 "logit_bias": {"378": 100}}""");
        var text = answer.path("choices").get(0).path("text").asString();
        assertEquals(text.substring(0, text.length() / 3).repeat(3), text);
        assertNotEquals("", text);
        refused(400, "", "/v1/completions", """
                {"model": "stories", "prompt": "Once", "logit_bias": {"378": 101}}""");
    }

    /// In a house of its own, so that what is left of it keeps no other test waiting.
    @Test
    void aFullQueueIsAnswered429() throws Exception {
        var models = new LinkedHashMap<String, Path>();
        models.put("stories", STORIES);
        try (var own = EngineHouse.open(models, new Budget(64 << 20, 256, 2, 4), "127.0.0.1", 0, Set.of())) {
            var request = HttpRequest.newBuilder(URI.create(own.address() + "/v1/completions"))
                    .POST(BodyPublishers.ofString("""
                            {"model": "stories", "prompt": "Once", "max_tokens": 250, "stream": true,
                             "logit_bias": {"1": -100, "2": -100}}"""))
                    .build();
            var streams = new ArrayList<HttpResponse<InputStream>>();
            HttpResponse<InputStream> last;
            do {
                last = http.send(request, BodyHandlers.ofInputStream());
                streams.add(last);
            } while (last.statusCode() == 200 && streams.size() < 1_000);
            assertEquals(429, last.statusCode());
            assertEquals("1", last.headers().firstValue("Retry-After").orElse(""));
            var error = Json.tree(new String(last.body().readAllBytes(), StandardCharsets.UTF_8))
                    .path("error");
            assertEquals("rate_limit_exceeded", error.path("code").asString());
            for (var stream : streams) {
                stream.body().close();
            }
        }
    }

    /// A page of a stranger's that somebody looks at on this machine reaches the server; its browser sends the request
    /// and only then decides who may read the answer.
    @Test
    void pagesOfStrangersMayNotAsk() throws Exception {
        var body = "{\"model\": \"stories\", \"prompt\": \"Once\", \"max_tokens\": 1}";
        for (var origin : List.of("https://evil.example", "null", "http://localhost:3000", FRIEND + ".evil.example")) {
            var refused = send(asking("/v1/completions", body).header("Origin", origin));
            assertEquals(403, refused.statusCode(), origin);
            assertTrue(
                    refused.headers().firstValue("Access-Control-Allow-Origin").isEmpty(), origin);
            assertTrue(Json.tree(refused.body()).path("error").path("message").isString());
        }
        var friend = send(asking("/v1/completions", body).header("Origin", FRIEND));
        assertEquals(200, friend.statusCode(), friend.body());
        assertEquals(
                FRIEND,
                friend.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        assertEquals(
                200,
                send(asking("/v1/completions", body).header("Origin", house.address()))
                        .statusCode());
        var preflight = HttpRequest.newBuilder(URI.create(house.address() + "/v1/completions"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "POST");
        assertEquals(
                403,
                send(preflight.copy().header("Origin", "https://evil.example")).statusCode());
        assertEquals(204, send(preflight.copy().header("Origin", FRIEND)).statusCode());
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
        refused(404, "model_not_found", "/v1/embeddings", "{\"model\": \"none\", \"input\": \"x\"}");
        refused(400, "", "/v1/embeddings", "{\"model\": \"stories\", \"input\": \"x\"}");
        refused(400, "", "/v1/completions", "{\"model\": \"encoder\", \"prompt\": \"x\"}");
        refused(404, "", "/v1/nothing", "{}");
    }

    @Test
    void modelsAndMetricsAreListed() throws Exception {
        var models = Json.tree(get("/v1/models")).path("data");
        assertEquals(
                List.of("stories", "talking", "encoder"),
                models.valueStream().map(model -> model.path("id").asString()).toList());
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
        return send(asking(path, body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder asking(String path, String body) {
        return HttpRequest.newBuilder(URI.create(house.address() + path)).POST(BodyPublishers.ofString(body));
    }

    private static String get(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(house.address() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
