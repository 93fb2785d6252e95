package plimsoll.backends.remoteengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plimsoll.backends.remoteengine.RemoteEngines.Care;
import plimsoll.backends.remoteengine.RemoteEngines.Waiting;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Question.Form;
import plimsoll.hub.gateway.Question.Manner;
import plimsoll.hub.gateway.Question.Message;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;

/// Servers of OpenAI's interface that do as they are told, and some that do not.
class RemoteEnginesTest {
    private static final String CHUNK =
            "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n";

    private final List<HttpServer> servers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void anAnswerIsReadWordByWord() throws Exception {
        var engines = engines(server(exchange ->
                send(exchange, 200, CHUNK.formatted("Good ", "null") + CHUNK.formatted("day", "\"stop\"") + USAGE)));
        var answer = assertInstanceOf(Answer.class, engines.ask(question()));
        assertEquals("Good ", assertInstanceOf(Said.class, answer.next()).text());
        assertEquals("day", assertInstanceOf(Said.class, answer.next()).text());
        var end = assertInstanceOf(End.class, answer.next());
        assertEquals(Ending.STOP, end.ending());
        assertEquals(2, end.count().generated());
    }

    @Test
    void whoFailsBeforeItSaysAnythingIsReplaced() throws Exception {
        var engines = engines(
                server(exchange -> send(exchange, 500, "{}")),
                server(exchange -> send(exchange, 200, CHUNK.formatted("here", "\"stop\"") + USAGE)));
        for (int i = 0; i < 4; i++) {
            var answer = assertInstanceOf(Answer.class, engines.ask(question()));
            assertEquals("here", assertInstanceOf(Said.class, answer.next()).text());
            assertInstanceOf(End.class, answer.next());
        }
    }

    @Test
    void whoBreaksOffHasFailedAndNobodyElseIsAsked() throws Exception {
        var engines = engines(server(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(CHUNK.formatted("Once", "null").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        }));
        var answer = assertInstanceOf(Answer.class, engines.ask(question()));
        assertEquals("Once", assertInstanceOf(Said.class, answer.next()).text());
        assertEquals(Ending.FAILED, assertInstanceOf(End.class, answer.next()).ending());
        assertEquals(1, asked.get());
    }

    @Test
    void whoFailsAgainAndAgainIsLeftAlone() throws Exception {
        var engines = engines(server(exchange -> send(exchange, 500, "{}")));
        for (int i = 0; i < 6; i++) {
            assertEquals(
                    Why.BROKEN,
                    assertInstanceOf(Declined.class, engines.ask(question())).why());
        }
        assertEquals(3, asked.get());
    }

    @Test
    void whatAServerRefusesIsPassedOn() throws Exception {
        var engines = engines(server(exchange ->
                send(exchange, 400, "{\"error\":{\"message\":\"This model's maximum context length is 8 tokens\"}}")));
        var declined = assertInstanceOf(Declined.class, engines.ask(question()));
        assertEquals(Why.TOO_LONG, declined.why());
        assertEquals("This model's maximum context length is 8 tokens", declined.message());
    }

    @Test
    void aPlaceIsTakenUntilTheAnswerEnds() throws Exception {
        var engines = engines(server(exchange -> send(exchange, 200, CHUNK.formatted("here", "\"stop\"") + USAGE)));
        var one = assertInstanceOf(Answer.class, engines.ask(question()));
        var two = assertInstanceOf(Answer.class, engines.ask(question()));
        assertEquals(
                Why.BUSY,
                assertInstanceOf(Declined.class, engines.ask(question())).why());
        one.cancel("gone");
        var three = assertInstanceOf(Answer.class, engines.ask(question()));
        two.cancel("gone");
        three.cancel("gone");
        assertEquals(Ending.CANCELLED, assertInstanceOf(End.class, three.next()).ending());
    }

    @Test
    void whoFallsSilentInTheMiddleHasFailedAndItsPlaceIsFree() throws Exception {
        var released = new CountDownLatch(1);
        var address = server(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(CHUNK.formatted("Once", "null").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(released);
            exchange.close();
        });
        var care = new Care(Duration.ofHours(1), Duration.ofMillis(200));
        try (var engines =
                new RemoteEngines(one(address), new Waiting(0, Duration.ZERO), care, InstantSource.system())) {
            for (int i = 0; i < 2; i++) {
                var answer = assertInstanceOf(Answer.class, engines.ask(question()));
                assertEquals("Once", assertInstanceOf(Said.class, answer.next()).text());
                assertEquals(
                        Ending.FAILED,
                        assertInstanceOf(End.class, answer.next()).ending());
            }
            // Two places, and both are free again.
            assertInstanceOf(Answer.class, engines.ask(question())).cancel("enough");
        } finally {
            released.countDown();
        }
    }

    @Test
    void whoIsDownIsKnownForItBeforeAnybodyAsksAndWhoComesBackIsAsked() throws Exception {
        var sick = new AtomicBoolean(true);
        var looked = new CountDownLatch(2);
        var address = server(exchange -> send(exchange, 200, CHUNK.formatted("here", "\"stop\"") + USAGE));
        servers.getLast().createContext("/v1/models", exchange -> {
            send(exchange, sick.get() ? 503 : 200, "{}");
            looked.countDown();
        });
        var care = new Care(Duration.ofMillis(20), Duration.ofMinutes(1));
        try (var engines =
                new RemoteEngines(one(address), new Waiting(0, Duration.ZERO), care, InstantSource.system())) {
            looked.await(); // at the second look what came of the first is known
            assertEquals(
                    Why.BROKEN,
                    assertInstanceOf(Declined.class, engines.ask(question())).why());
            assertEquals(0, asked.get());
            sick.set(false);
            var taken = engines.ask(question());
            while (!(taken instanceof Answer)) {
                taken = engines.ask(question());
            }
            assertEquals(1, asked.get());
        }
    }

    @Test
    void chancesAreReadInBothShapes() throws Exception {
        var chat = "{\"content\":[{\"token\":\"safe\",\"logprob\":-0.5,\"top_logprobs\":"
                + "[{\"token\":\"safe\",\"logprob\":-0.5},{\"token\":\"unsafe\",\"logprob\":-1}]}]}";
        var flat = "{\"tokens\":[\"safe\"],\"token_logprobs\":[-0.5],\"top_logprobs\":[{\"safe\":-0.5,\"unsafe\":-1}]}";
        for (var chances : List.of(chat, flat)) {
            var engines = engines(server(exchange -> send(
                    exchange,
                    200,
                    "data: {\"choices\":[{\"delta\":{\"content\":\"safe\"},\"logprobs\":%s,\"finish_reason\":\"stop\"}]}\n\n"
                                    .formatted(chances)
                            + USAGE)));
            var answer = assertInstanceOf(Answer.class, engines.ask(question()));
            var said = assertInstanceOf(Said.class, answer.next());
            assertEquals(
                    List.of("safe", "unsafe"),
                    said.chance().orElseThrow().likeliest().stream()
                            .map(token -> token.text())
                            .toList());
        }
    }

    private static SequencedMap<String, List<Replica>> one(URI address) {
        var replicas = new LinkedHashMap<String, List<Replica>>();
        replicas.put("lab/chart", List.of(new Replica(address, "chart", Optional.empty(), 2)));
        return replicas;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aModelThatNobodyServesDoesNotExist() {
        var other = new Question(
                "lab/none",
                question().prompt(),
                question().manner(),
                new Form.Free(),
                List.of(),
                OptionalInt.empty(),
                "ada");
        assertEquals(
                Why.NO_SUCH_MODEL,
                assertInstanceOf(Declined.class, engines().ask(other)).why());
    }

    private RemoteEngines engines(URI... addresses) {
        var replicas = new LinkedHashMap<String, List<Replica>>();
        replicas.put(
                "lab/chart",
                List.of(addresses).stream()
                        .map(address -> new Replica(address, "chart", Optional.of("secret"), 2))
                        .toList());
        return new RemoteEngines(replicas, new Waiting(0, Duration.ZERO), InstantSource.system());
    }

    private URI server(HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            handler.handle(exchange);
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Question question() {
        var message = new Message("user", "hello", "{\"role\":\"user\",\"content\":\"hello\"}");
        return new Question(
                "lab/chart",
                new Prompt.Talk(List.of(message), List.of()),
                new Manner(1, 1, 0, 0, 7, Map.of(), -1),
                new Form.Free(),
                List.of(),
                OptionalInt.of(8),
                "ada");
    }
}
