package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.web.http.Json;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.gguf.GgufWriter;
import plimsoll.weights.tensors.TensorSource;
import tools.jackson.databind.JsonNode;

/// An answer ends while it is on its way when the right to it does, wherever the model runs.
class EndedRightsTest {
    private static final Path STORIES = Path.of(
            System.getenv().getOrDefault("SHARED_DATA", "../../shared/data"),
            "models/stories260K/stories260K-f32.gguf");
    /// What is promised is a second; a machine that does other things meanwhile gets another one.
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Semaphore HUNG_UP = new Semaphore(0);

    @TempDir
    private static Path folder;

    private static HttpServer server;
    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", EndedRightsTest::speakOn);
        server.start();
        var remote = "remote ada/%%s http://127.0.0.1:%d/v1%n"
                .formatted(server.getAddress().getPort());
        var conf = new StringBuilder();
        var models = List.of("recalled", "closed", "kept", "whole", "spoken", "revoked");
        models.forEach(name -> conf.append(remote.formatted(name)));
        if (Files.exists(STORIES)) {
            longWinded(folder.resolve("stories.gguf"));
            conf.append("local ada/here stories.gguf\n");
        }
        Files.writeString(folder.resolve("engines.conf"), conf);
        Files.writeString(folder.resolve("budgets.conf"), "account bob at-once=1\n");
        hub = new WholeHub(folder, Map.of());
        for (var name : List.of("ada", "bob", "cem", "eve", "dan")) {
            hub.account(name, "member");
        }
        for (var name : models) {
            publish(name);
        }
        publish("here");
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
        server.stop(0);
    }

    @Test
    void aRecallEndsWhatIsBeingSaid() throws Exception {
        var heard = new Heard("bob", "/v1/chat/completions", chat("recalled", true));
        HUNG_UP.drainPermits();
        var error = heard.endedBy(() -> recall("recalled")).path("error");
        assertEquals("model_not_allowed", error.path("code").asString(), error.toString());
        assertTrue(error.path("message").asString().contains("where the treasure is"), error.toString());
        assertEquals("data: [DONE]", heard.last());
        assertTrue(HUNG_UP.tryAcquire(5, TimeUnit.SECONDS), "the other server speaks on");
        // The only place that bob has is free again, and what was said is booked.
        var next = new Heard("bob", "/v1/chat/completions", chat("kept", true));
        next.stop();
        var usage = hub.page("bob", "/settings/usage.csv");
        assertTrue(usage.matches("(?s).*ada/recalled,1,0,\\d+,[1-9]\\d*\r\n.*"), usage);
    }

    @Test
    void aPlanThatClosesEndsWhatIsBeingSaid() throws Exception {
        var heard = new Heard("cem", "/v1/chat/completions", chat("closed", true));
        var error = heard.endedBy(() -> plan("closed", "withheld")).path("error");
        assertEquals("model_not_found", error.path("code").asString(), error.toString());
    }

    @Test
    void aSuspensionEndsWhatIsBeingSaidToThatAccountAlone() throws Exception {
        var other = new Heard("cem", "/v1/chat/completions", chat("kept", true));
        var heard = new Heard("eve", "/v1/chat/completions", chat("kept", true));
        var error = heard.endedBy(() -> hub.done(hub.send("admin", "PATCH", "/api/plimsoll/accounts/eve", """
                                {"standing": "suspended", "reason": "a test"}""")))
                .path("error");
        assertEquals("account_suspended", error.path("code").asString(), error.toString());
        assertFalse(other.isOver(), "another account was cut off");
        other.stop();
    }

    @Test
    void aTokenThatIsRevokedEndsWhatItAsked() throws Exception {
        var heard = new Heard("dan", "/v1/chat/completions", chat("revoked", true));
        var error = heard.endedBy(() -> {
                    for (var token : hub.done(hub.get("admin", "/api/plimsoll/accounts/dan/tokens"))) {
                        var path = "/api/plimsoll/accounts/dan/tokens/"
                                + token.path("id").asString();
                        hub.done(hub.send("admin", "DELETE", path, ""));
                    }
                })
                .path("error");
        assertEquals("invalid_api_key", error.path("code").asString(), error.toString());
    }

    @Test
    void aResponseFailsAndKeepsWhatWasSaid() throws Exception {
        var heard = new Heard("cem", "/v1/responses", """
                {"model": "ada/spoken", "input": "How do tides work?", "stream": true}""");
        var event = heard.endedBy(() -> recall("spoken"));
        assertEquals("response.failed", event.path("type").asString(), event.toString());
        var response = event.path("response");
        assertEquals("failed", response.path("status").asString());
        assertEquals("model_not_allowed", response.path("error").path("code").asString());
        assertTrue(response.path("error").path("message").asString().contains("where the treasure is"));
        var said = response.path("output")
                .get(0)
                .path("content")
                .get(0)
                .path("text")
                .asString();
        assertTrue(said.startsWith("The tide comes and goes."), said);
    }

    @Test
    void anAnswerThatIsWaitedForWholeIsRefused() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return hub.post("cem", "/v1/chat/completions", chat("whole", false));
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    threads);
            TimeUnit.MILLISECONDS.sleep(500);
            recall("whole");
            var refused = answer.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
            assertEquals(403, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("where the treasure is"), refused.body());
        }
    }

    @Test
    void aModelInThisProcessIsCutOffToo() throws Exception {
        assumeTrue(Files.exists(STORIES), "no shared data: stories260K is not there");
        var heard = new Heard("cem", "/v1/completions", """
                {"model": "ada/here", "prompt": "Once upon a time", "stream": true, "max_tokens": 7000,
                 "logit_bias": {"1": -100, "2": -100}}""");
        var error = heard.endedBy(() -> recall("here")).path("error");
        assertEquals("model_not_allowed", error.path("code").asString(), error.toString());
        var usage = hub.page("cem", "/settings/usage.csv");
        assertTrue(usage.matches("(?s).*ada/here,1,0,\\d+,[1-9]\\d*\r\n.*"), usage);
    }

    /// Somebody who reads an answer while it comes.
    private static final class Heard {
        private final List<String> lines = new ArrayList<>();
        private final CompletableFuture<Void> over;
        private final Stream<String> stream;

        /// Waits until something was said.
        Heard(String who, String path, String body) throws Exception {
            var answer = hub.lines(who, path, body);
            assertEquals(200, answer.statusCode());
            stream = answer.body();
            var begun = new CompletableFuture<Void>();
            over = CompletableFuture.runAsync(
                    () -> stream.filter(line -> line.startsWith("data: ")).forEach(line -> {
                        synchronized (lines) {
                            lines.add(line);
                            if (lines.size() > 5) {
                                begun.complete(null);
                            }
                        }
                    }),
                    Thread.ofVirtual()::start);
            begun.get(30, TimeUnit.SECONDS);
            assertFalse(isOver(), "it is over before anything has ended it");
        }

        /// What the stream ends with, soon after the deed.
        JsonNode endedBy(Deed deed) throws Exception {
            deed.happens();
            long from = System.nanoTime();
            over.get(20, TimeUnit.SECONDS);
            var took = Duration.ofNanos(System.nanoTime() - from);
            assertTrue(took.compareTo(SOON) < 0, "it went on for " + took);
            synchronized (lines) {
                var end = lines.reversed().stream()
                        .filter(line -> !line.equals("data: [DONE]"))
                        .findFirst();
                return Json.tree(end.orElseThrow().substring("data: ".length()));
            }
        }

        String last() {
            synchronized (lines) {
                return lines.getLast();
            }
        }

        boolean isOver() {
            return over.isDone();
        }

        void stop() {
            stream.close();
        }
    }

    @FunctionalInterface
    private interface Deed {
        void happens() throws Exception;
    }

    private static String chat(String model, boolean stream) {
        return """
                {"model": "ada/%s", "stream": %s, "messages": [{"role": "user", "content": "How do tides work?"}]}""".formatted(model, stream);
    }

    private static void publish(String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
        plan(name, "api");
    }

    private static void plan(String name, String access) throws Exception {
        hub.done(hub.send(
                "ada",
                "PUT",
                "/api/models/ada/%s/release".formatted(name),
                "{\"components\": {\"weights\": {\"access\": \"%s\"}}}".formatted(access)));
    }

    private static void recall(String name) throws Exception {
        hub.done(hub.post("ada", "/api/models/ada/%s/recall".formatted(name), """
                {"reason": "It tells where the treasure is."}"""));
    }

    /// Speaks until its reader is gone, a minute at most.
    private static void speakOn(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, 0);
        var event = "data: {\"choices\":[{\"delta\":{\"content\":\"The tide comes and goes. \"}}]}\n\n"
                .getBytes(StandardCharsets.UTF_8);
        try (var out = exchange.getResponseBody()) {
            for (int i = 0; i < 3_000; i++) {
                out.write(event);
                out.flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (IOException gone) {
            HUNG_UP.release();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The small model, told that it can go on for thousands of tokens.
    private static void longWinded(Path to) throws Exception {
        try (var model = GgufModel.open(STORIES)) {
            var metadata = model.metadata().put("llama.context_length", 8_192L);
            var tensors =
                    model.tensors().values().stream().map(TensorSource::of).toList();
            new GgufWriter(metadata, tensors).write(to, true);
        }
    }
}
