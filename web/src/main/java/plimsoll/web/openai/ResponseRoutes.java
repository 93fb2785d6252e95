package plimsoll.web.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
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

/// The routes of OpenAI's second interface, responses, before the same engines as the first.
///
/// Source: OpenAI's API reference, as the types of its npm client have it.
final class ResponseRoutes {
    private static final int MOST_BODY_BYTES = 16 << 20;
    private static final int ID_BYTES = 16;
    private static final String KEPT_ITEMS = "items";
    private static final String KEPT_RESPONSE = "response";

    private final Function<Request, Engines> engines;
    private final Door door;
    private final ResponseState state;
    private final RandomGenerator random;
    private final InstantSource clock;

    ResponseRoutes(
            Function<Request, Engines> engines,
            Door door,
            ResponseState state,
            RandomGenerator random,
            InstantSource clock) {
        this.engines = engines;
        this.door = door;
        this.state = state;
        this.random = random;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/v1/responses", door, this::respond),
                Route.of("GET", "/v1/responses/{id}", door, this::retrieve),
                Route.of("DELETE", "/v1/responses/{id}", door, this::delete));
    }

    private Response respond(Request request) throws IOException {
        ResponseAsked asked;
        try {
            var body = Json.read(request.bodyBytes(MOST_BODY_BYTES), JsonNode.class);
            asked = ResponseAsked.read(body, before(request, body), random);
        } catch (Refused refused) {
            return Errors.of(
                    refused.status(), refused.reason(), refused.status() == 404 ? "previous_response_not_found" : null);
        }
        return switch (engines.apply(request).ask(asked.asked().question())) {
            case Declined declined -> Errors.of(declined);
            case Answer answer -> {
                var id = new byte[ID_BYTES];
                random.nextBytes(id);
                var name = "resp_" + HexFormat.of().formatHex(id);
                var spoken = new Spoken(
                        request,
                        asked,
                        name,
                        new ResponseWriter(name, asked, clock.instant().getEpochSecond()));
                yield asked.asked().stream() ? stream(spoken, answer) : whole(spoken, answer);
            }
        };
    }

    /// One answer on its way.
    private record Spoken(Request request, ResponseAsked asked, String id, ResponseWriter writer) {}

    private List<JsonNode> before(Request request, JsonNode body) {
        var previous = ResponseAsked.previous(body);
        if (previous.isEmpty()) {
            return List.of();
        }
        if (!state.keeps()) {
            throw new Refused(
                    400,
                    "Unsupported parameter: 'previous_response_id'. What models are asked is not kept here (retention of "
                            + "prompts is off): send the whole conversation as 'input'");
        }
        return state.find(request, previous.get())
                .map(text -> Json.tree(text).path(KEPT_ITEMS).valueStream().toList())
                .orElseThrow(
                        () -> new Refused(404, "Previous response with id '%s' not found.".formatted(previous.get())));
    }

    private Response retrieve(Request request) {
        var id = request.variable("id");
        return state.find(request, id)
                .map(text -> Response.json(Json.tree(text).path(KEPT_RESPONSE)))
                .orElseGet(() -> Errors.of(404, "Response with id '%s' not found.".formatted(id), null));
    }

    private Response delete(Request request) {
        var id = request.variable("id");
        return state.delete(request, id)
                ? Response.json(Map.of("id", id, "object", "response", "deleted", true))
                : Errors.of(404, "Response with id '%s' not found.".formatted(id), null);
    }

    /// @return whether a later request may go on from it
    private boolean keep(Spoken spoken, End end) {
        if (!state.keeps() || !spoken.asked().wantsKept() || end.ending() == Ending.FAILED) {
            return false;
        }
        var items = new ArrayList<>(spoken.asked().items());
        items.addAll(spoken.writer().output(end));
        var text = Json.write(
                Map.of(KEPT_ITEMS, items, KEPT_RESPONSE, spoken.writer().whole(end, true)));
        return state.keep(
                spoken.request(),
                spoken.id(),
                spoken.asked().asked().question().model(),
                new String(text, StandardCharsets.UTF_8));
    }

    private Response whole(Spoken spoken, Answer answer) {
        try {
            while (true) {
                switch (answer.next()) {
                    case Said word -> spoken.writer().piece(word);
                    case End end
                    when end.ending() == Ending.FAILED -> {
                        return Errors.of(500, "The model failed.", null);
                    }
                    case End end -> {
                        spoken.writer().rest(end);
                        return Response.json(spoken.writer().whole(end, keep(spoken, end)));
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

    private Response stream(Spoken spoken, Answer answer) {
        return Response.stream(200, "text/event-stream; charset=utf-8", out -> {
                    boolean ended = false;
                    try {
                        send(out, spoken.writer().first());
                        while (!ended) {
                            switch (answer.next()) {
                                case Said said -> send(out, spoken.writer().piece(said));
                                case Withdrawn(var why) -> {
                                    ended = true;
                                    send(out, spoken.writer().withdrawn(why));
                                }
                                case End end -> {
                                    ended = true;
                                    send(out, spoken.writer().rest(end));
                                    send(out, spoken.writer().last(end, keep(spoken, end)));
                                }
                            }
                        }
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

    private static void send(OutputStream out, List<Map<String, Object>> events) throws IOException {
        for (var event : events) {
            out.write("event: %s\ndata: ".formatted(event.get("type")).getBytes(StandardCharsets.US_ASCII));
            out.write(Json.write(event));
            out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (!events.isEmpty()) {
            out.flush();
        }
    }
}
