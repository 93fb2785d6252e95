package plimsoll.web.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import plimsoll.hub.gateway.Embedded.Vectors;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Word;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;
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
    private final ResponseState state;
    private final Receipting receipts;
    private final RandomGenerator random;
    private final InstantSource clock;

    /// @param engines what whoever asks may ask
    /// @param door what that serves
    /// @param state keeps responses
    /// @param receipts for answers
    /// @param random for seeds that nobody gave, and for the names of answers, which nobody may be able to guess
    public OpenAiRoutes(
            Function<Request, Engines> engines,
            Door door,
            ResponseState state,
            Receipting receipts,
            RandomGenerator random,
            InstantSource clock) {
        this.engines = engines;
        this.door = door;
        this.state = state;
        this.receipts = receipts;
        this.random = random;
        this.clock = clock;
    }

    /// All of them.
    public List<Route> routes() {
        var routes = new ArrayList<>(new ResponseRoutes(engines, door, state, random, clock).routes());
        routes.addAll(List.of(
                // The names of models have slashes; no name at all stands for all of them.
                Route.of("GET", "/v1/models/{name...}", door, this::model),
                Route.of("POST", "/v1/chat/completions", door, request -> told(request, Asked::chat, true)),
                Route.of("POST", "/v1/completions", door, request -> told(request, Asked::completion, false)),
                Route.of("POST", "/v1/embeddings", door, this::embedded),
                // Where Hugging Face's inference client asks for vectors.
                Route.of(
                        "POST", "/hf-inference/models/{ns}/{name}/pipeline/feature-extraction", door, this::features)));
        return List.copyOf(routes);
    }

    private Response models(Request request) {
        var engines = this.engines.apply(request);
        return Response.json(Map.of(
                "object",
                "list",
                "data",
                engines.models().stream().map(name -> portrait(engines, name)).toList()));
    }

    private Response model(Request request) {
        var name = request.variable("name");
        if (name.isEmpty()) {
            return models(request);
        }
        var engines = this.engines.apply(request);
        return engines.models().contains(name)
                ? Response.json(portrait(engines, name))
                : Errors.of(404, "The model '%s' does not exist".formatted(name), "model_not_found");
    }

    /// A model in OpenAI's words, and in one of ours where it is so: that its answers carry a watermark. Of what is
    /// computed elsewhere nothing is known, so nothing is said.
    private static Map<String, Object> portrait(Engines engines, String name) {
        var portrait = new LinkedHashMap<String, Object>();
        portrait.put("id", name);
        portrait.put("object", "model");
        portrait.put("created", 0);
        portrait.put("owned_by", "plimsoll");
        if (engines.marks(name)) {
            portrait.put("watermark", true);
        }
        return portrait;
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
                yield asked.stream()
                        ? stream(asked, answer, writer, said -> receipts.of(request, asked.question(), said))
                        : whole(answer, writer);
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

    /// One vector for a text, a list of them for a list, and nothing around them.
    private Response features(Request request) throws IOException {
        List<String> texts;
        boolean single;
        try {
            var inputs = Json.read(request.bodyBytes(MOST_BODY_BYTES), JsonNode.class)
                    .path("inputs");
            texts = Embeddings.texts(inputs);
            single = inputs.isString();
        } catch (Refused refused) {
            return Errors.of(refused.status(), refused.reason(), null);
        }
        var model = request.variable("ns") + "/" + request.variable("name");
        return switch (engines.apply(request).embed(model, texts)) {
            case Declined declined -> Errors.of(declined);
            case Vectors(var each, var _) -> Response.json(single ? each.getFirst() : each);
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
                    case Withdrawn(var why) -> {
                        return Errors.of(why);
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            answer.cancel("interrupted");
            return Errors.of(503, "The server is being stopped.", null);
        }
    }

    /// Gives receipts for answers.
    @FunctionalInterface
    public interface Receipting {
        /// Gives none.
        Receipting NONE = (_, _, _) -> Optional.empty();

        /// The receipt for what was said to whoever sent the request.
        Optional<String> of(Request request, Question question, String said);
    }

    static Response stream(
            Asked asked, Answer answer, AnswerWriter writer, Function<String, Optional<String>> receipt) {
        return Response.stream(200, "text/event-stream; charset=utf-8", out -> {
                    boolean ended = false;
                    var text = new StringBuilder();
                    try {
                        send(out, writer.first());
                        for (Word word = answer.next(); !ended; word = ended ? word : answer.next()) {
                            switch (word) {
                                case Said said -> {
                                    text.append(said.text());
                                    if (!said.text().isEmpty() || said.chance().isPresent()) {
                                        send(out, writer.piece(said));
                                    }
                                }
                                case Withdrawn(var why) -> {
                                    ended = true;
                                    send(out, Errors.body(why));
                                }
                                case End end -> {
                                    ended = true;
                                    for (var chunk : writer.last(end, asked.usageInStream())) {
                                        send(out, chunk);
                                    }
                                    if (asked.receipt() && isWhole(end)) {
                                        var told = receipt.apply(text + end.rest());
                                        if (told.isPresent()) {
                                            send(out, writer.receipt(told.get()));
                                        }
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

    /// What was cut off or failed is not what the model had to say.
    private static boolean isWhole(End end) {
        return end.ending() == Ending.STOP || end.ending() == Ending.LENGTH;
    }

    private static void send(OutputStream out, Map<String, ?> chunk) throws IOException {
        out.write("data: ".getBytes(StandardCharsets.US_ASCII));
        out.write(Json.write(chunk));
        out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
