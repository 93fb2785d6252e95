package plimsoll.web.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import plimsoll.hub.gateway.Embedded.Vectors;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Word;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.web.http.Door;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import tools.jackson.databind.JsonNode;

/// The routes of OpenAI's interface before some engines, the same for everybody or each asker's own.
public final class OpenAiRoutes {
    /// A long conversation in the largest context has a few megabytes.
    private static final int MOST_BODY_BYTES = 16 << 20;

    private final Function<Request, Engines> engines;
    private final Door door;
    private final RandomGenerator random;
    private final InstantSource clock;

    /// @param engines what whoever asks may ask
    /// @param door what that serves
    /// @param random for seeds that nobody gave, and for the names of answers
    public OpenAiRoutes(Function<Request, Engines> engines, Door door, RandomGenerator random, InstantSource clock) {
        this.engines = engines;
        this.door = door;
        this.random = random;
        this.clock = clock;
    }

    /// All of them.
    public List<Route> routes() {
        return List.of(
                // The names of models have slashes; no name at all stands for all of them.
                Route.of("GET", "/v1/models/{name...}", door, this::model),
                Route.of("POST", "/v1/chat/completions", door, request -> told(request, Asked::chat, true)),
                Route.of("POST", "/v1/completions", door, request -> told(request, Asked::completion, false)),
                Route.of("POST", "/v1/embeddings", door, this::embedded));
    }

    private Response models(Request request) {
        return Response.json(Map.of(
                "object",
                "list",
                "data",
                engines.apply(request).models().stream()
                        .map(OpenAiRoutes::portrait)
                        .toList()));
    }

    private Response model(Request request) {
        var name = request.variable("name");
        if (name.isEmpty()) {
            return models(request);
        }
        return engines.apply(request).models().contains(name)
                ? Response.json(portrait(name))
                : Errors.of(404, "The model '%s' does not exist".formatted(name), "model_not_found");
    }

    private static Map<String, Object> portrait(String name) {
        return Map.of("id", name, "object", "model", "created", 0, "owned_by", "plimsoll");
    }

    private Response told(Request request, BiFunction<JsonNode, RandomGenerator, Asked> reading, boolean chat)
            throws IOException {
        Asked asked;
        try {
            asked = reading.apply(Json.read(request.bodyBytes(MOST_BODY_BYTES), JsonNode.class), random);
        } catch (Refused refused) {
            return Errors.of(refused.status(), refused.reason(), null);
        }
        return switch (engines.apply(request).ask(asked.question())) {
            case Declined declined -> Errors.of(declined);
            case Answer answer -> {
                var writer = new AnswerWriter(
                        chat,
                        HexFormat.of().toHexDigits(random.nextLong()),
                        asked.question().model(),
                        clock.instant().getEpochSecond());
                yield asked.stream() ? stream(asked, answer, writer) : whole(answer, writer);
            }
        };
    }

    private Response embedded(Request request) throws IOException {
        Embeddings asked;
        try {
            asked = Embeddings.read(Json.read(request.bodyBytes(MOST_BODY_BYTES), JsonNode.class));
        } catch (Refused refused) {
            return Errors.of(refused.status(), refused.reason(), null);
        }
        return switch (engines.apply(request).embed(asked.model(), asked.texts())) {
            case Declined declined -> Errors.of(declined);
            case Vectors vectors -> Response.json(asked.answer(vectors));
        };
    }

    private static Response whole(Answer answer, AnswerWriter writer) {
        var said = new ArrayList<Said>();
        try {
            while (true) {
                switch (answer.next()) {
                    case Said word -> said.add(word);
                    case End end
                    when end.ending() == Ending.FAILED -> {
                        return Errors.of(500, "The model failed.", null);
                    }
                    case End end -> {
                        return Response.json(writer.whole(said, end));
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            answer.cancel("interrupted");
            return Errors.of(503, "The server is being stopped.", null);
        }
    }

    private static Response stream(Asked asked, Answer answer, AnswerWriter writer) {
        return Response.stream(200, "text/event-stream; charset=utf-8", out -> {
                    boolean ended = false;
                    try {
                        send(out, writer.first());
                        for (Word word = answer.next(); !ended; word = ended ? word : answer.next()) {
                            switch (word) {
                                case Said said -> {
                                    if (!said.text().isEmpty() || said.chance().isPresent()) {
                                        send(out, writer.piece(said));
                                    }
                                }
                                case End end -> {
                                    ended = true;
                                    for (var chunk : writer.last(end, asked.usageInStream())) {
                                        send(out, chunk);
                                    }
                                }
                            }
                        }
                        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IOException("interrupted", e);
                    } finally {
                        // Whoever hung up needs no more tokens.
                        if (!ended) {
                            answer.cancel("the client is gone");
                        }
                    }
                })
                .with("Cache-Control", "no-cache");
    }

    private static void send(OutputStream out, Map<String, ?> chunk) throws IOException {
        out.write("data: ".getBytes(StandardCharsets.US_ASCII));
        out.write(Json.write(chunk));
        out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
