package plimsoll.web.openai;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.hub.gateway.BlindAnswer;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.HoldMatch;
import plimsoll.hub.gateway.HoldMatch.Match;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.web.http.Door;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers of two models to one question, for the page that shows them side by side: as chunks of OpenAI's, under the
/// names `left` and `right`, so that a blind match stays blind.
final class ArenaRoutes {
    private static final int MOST_BODY_BYTES = 1 << 20;
    private static final int MOST_TOKENS = 512;

    private final Function<Request, Engines> engines;
    private final HoldMatch matches;
    private final RandomGenerator random;
    private final InstantSource clock;

    ArenaRoutes(Function<Request, Engines> engines, HoldMatch matches, RandomGenerator random, InstantSource clock) {
        this.engines = engines;
        this.matches = matches;
        this.random = random;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/arena/match", Door.LISTING, this::begin),
                Route.of("POST", "/arena/answer", Door.LISTING, this::answer));
    }

    private Response begin(Request request) throws IOException {
        if (!(request.recipient() instanceof Known known)) {
            return Errors.of(401, "Sign in to begin a match.", "invalid_api_key");
        }
        JsonNode body;
        try {
            body = Json.read(request.bodyBytes(MOST_BODY_BYTES), JsonNode.class);
        } catch (Refused refused) {
            return Errors.of(refused.status(), refused.reason(), null);
        }
        var models = engines.apply(request).models();
        var left = body.path("left").asString("");
        var right = body.path("right").asString("");
        var match = left.isEmpty() || right.isEmpty()
                ? matches.draw(models)
                : Optional.of(List.of(left, right)).filter(models::containsAll).map(_ -> matches.between(left, right));
        return match.map(found -> Response.json(Map.of("match", matches.sealed(known, found))))
                .orElseGet(() -> Errors.of(404, "Two models are needed that answer you here.", "model_not_found"));
    }

    private Response answer(Request request) throws IOException {
        Asked asked;
        Match match;
        String side;
        try {
            var body = Json.read(request.bodyBytes(MOST_BODY_BYTES), JsonNode.class);
            side = body.path("side").asString("");
            match = request.recipient() instanceof Known known
                    ? matches.open(known, body.path("match").asString("")).orElseThrow(ArenaRoutes::over)
                    : stranger();
            if (!(side.equals("left") || side.equals("right")) || !(body instanceof ObjectNode told)) {
                throw new Refused(400, "Invalid 'side': left or right");
            }
            told.put("model", side.equals("left") ? match.left() : match.right());
            told.put("stream", true);
            told.put("max_tokens", MOST_TOKENS);
            asked = Asked.chat(told, random);
        } catch (Refused refused) {
            return Errors.of(refused.status(), refused.reason(), null);
        }
        var writer = new AnswerWriter(
                true,
                HexFormat.of().toHexDigits(random.nextLong()),
                side,
                clock.instant().getEpochSecond());
        return switch (engines.apply(request).ask(asked.question())) {
            case Declined declined -> Errors.of(match.blind() ? BlindAnswer.nameless(declined) : declined);
            case Answer answer ->
                OpenAiRoutes.stream(
                        asked, match.blind() ? new BlindAnswer(answer) : answer, writer, _ -> Optional.empty());
        };
    }

    private static Refused over() {
        return new Refused(400, "This match is over. Begin another.");
    }

    private static Match stranger() {
        throw new Refused(401, "Sign in to begin a match.");
    }
}
