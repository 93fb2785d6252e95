package plimsoll.web.openai;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import plimsoll.domain.guard.Side;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Standing;
import plimsoll.hub.gateway.Detected.Shown;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.Gateway;
import plimsoll.hub.gateway.Guard;
import plimsoll.hub.gateway.HoldMatch;
import plimsoll.hub.gateway.KeepTexts;
import plimsoll.hub.gateway.MeterUse;
import plimsoll.hub.gateway.MeterUse.Spent;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Receipts;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.web.http.Door;
import plimsoll.web.http.Handler;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.http.Visitor.ByToken;
import tools.jackson.databind.JsonNode;

/// OpenAI's interface on the hub's own address: its models under its rules, and judgements of texts.
public final class GatewayRoutes {
    private static final int MOST_BODY_BYTES = 2 << 20;
    private static final int MOST_INPUTS = 64;

    private final Gateway gateway;
    private final Guard guard;
    private final MeterUse meter;
    private final KeepTexts texts;
    private final Receipts receipts;
    private final HoldMatch matches;
    private final RandomGenerator random;
    private final InstantSource clock;

    /// @param random for seeds that nobody gave, and for the names of answers
    public GatewayRoutes(
            Gateway gateway,
            Guard guard,
            MeterUse meter,
            KeepTexts texts,
            Receipts receipts,
            HoldMatch matches,
            RandomGenerator random,
            InstantSource clock) {
        this.gateway = gateway;
        this.guard = guard;
        this.meter = meter;
        this.texts = texts;
        this.receipts = receipts;
        this.matches = matches;
        this.random = random;
        this.clock = clock;
    }

    /// All of them.
    public List<Route> routes() {
        Function<Request, Engines> engines = request -> gateway.of(
                request.recipient(), request.holder(), request.visitor() instanceof BySession, credential(request));
        var models =
                new OpenAiRoutes(engines, Door.LISTING, new ResponseState.Kept(texts), this::receipt, random, clock);
        var routes = new ArrayList<Route>();
        for (var route : models.routes()) {
            routes.add(route.method().equals("POST") ? counted(route) : route);
        }
        new ArenaRoutes(engines, matches, random, clock).routes().forEach(route -> routes.add(counted(route)));
        routes.add(counted(Route.of("POST", "/api/plimsoll/detect-text", Door.LISTING, this::detect)));
        routes.add(counted(Route.of("POST", "/v1/moderations", Door.LISTING, this::moderate)));
        return List.copyOf(routes);
    }

    private Route counted(Route route) {
        Handler counted = request -> {
            if (!(request.recipient() instanceof Recipient.Known known)) {
                return Errors.of(
                        401, "Sign in, or send a token of this hub: Authorization: Bearer hf_...", "invalid_api_key");
            }
            var spent = meter.spend(known, credential(request));
            if (spent.allowed()) {
                return told(route.handler().answer(request), spent);
            }
            long seconds = seconds(spent);
            return told(
                    Errors.of(
                                    429,
                                    "You have asked %d times in five minutes. Wait %d seconds."
                                            .formatted(spent.requests(), seconds),
                                    "rate_limit_exceeded")
                            .with("Retry-After", Long.toString(seconds)),
                    spent);
        };
        return new Route(route.method(), route.pattern(), route.door(), counted);
    }

    /// In OpenAI's words; tokens only where they are limited.
    private static Response told(Response answer, Spent spent) {
        var told = answer.with("x-ratelimit-limit-requests", Long.toString(spent.requests()))
                .with("x-ratelimit-remaining-requests", Long.toString(spent.left()))
                .with("x-ratelimit-reset-requests", seconds(spent) + "s");
        return spent.tokens()
                .map(tokens -> told.with("x-ratelimit-limit-tokens", Long.toString(tokens.budget()))
                        .with("x-ratelimit-remaining-tokens", Long.toString(tokens.left()))
                        .with("x-ratelimit-reset-tokens", tokens.reset().toSeconds() + "s"))
                .orElse(told);
    }

    /// What names the token that somebody came with: a session is none.
    private static String credential(Request request) {
        return request.visitor() instanceof ByToken(var _, var credential) ? credential : "";
    }

    private static long seconds(Spent spent) {
        return spent.reset().plusMillis(999).toSeconds();
    }

    private Optional<String> receipt(Request request, Question question, String said) {
        return request.recipient() instanceof Recipient.Known known
                        && question.prompt() instanceof Question.Prompt.Talk(var messages, var _, var _)
                ? Optional.of(receipts.of(
                        known.name(),
                        question.model(),
                        messages.stream()
                                .map(each -> new Receipts.Line(each.role(), each.whole()))
                                .toList(),
                        said))
                : Optional.empty();
    }

    /// How sure it is that a model of this hub wrote a text. Whoever may ask the model may ask this, as often: more
    /// would help to find out the key.
    private Response detect(Request request) throws IOException {
        JsonNode body;
        try {
            body = Json.read(request.bodyBytes(MOST_BODY_BYTES), JsonNode.class);
            if (!body.path("model").isString() || !body.path("text").isString()) {
                throw new Refused(400, "'model' and 'text' are needed, both texts");
            }
        } catch (Refused refused) {
            return Errors.of(refused.status(), refused.reason(), null);
        }
        var engines = gateway.of(
                request.recipient(), request.holder(), request.visitor() instanceof BySession, credential(request));
        return switch (engines.detect(
                body.path("model").asString(), body.path("text").asString())) {
            case Declined declined -> Errors.of(declined);
            case Shown(var tokens, var scored, var pValue) ->
                Response.json(Map.of(
                        "model", body.path("model").asString(),
                        "tokens", tokens,
                        "scored_tokens", scored,
                        "p_value", pValue));
        };
    }

    private Response moderate(Request request) throws IOException {
        if (request.recipient() instanceof Recipient.Known known && known.standing() == Standing.SUSPENDED) {
            return Errors.of(403, "This account is suspended.", "account_suspended");
        }
        try {
            var inputs = inputs(Json.read(request.bodyBytes(MOST_BODY_BYTES), JsonNode.class)
                    .path("input"));
            return Response.json(Map.of(
                    "id", "modr-" + HexFormat.of().toHexDigits(random.nextLong()),
                    "model", "plimsoll-guard-" + guard.hash().hex().substring(0, 12),
                    "results",
                            inputs.stream()
                                    .map(text -> Moderation.of(guard.judge("", Side.QUESTION, List.of(), text), text))
                                    .toList()));
        } catch (Refused refused) {
            return Errors.of(refused.status(), refused.reason(), null);
        }
    }

    /// A text, a list of texts, or a list of parts that are one input together.
    private static List<String> inputs(JsonNode input) {
        if (input.isString()) {
            return List.of(input.asString());
        }
        if (!input.isArray() || input.isEmpty() || input.size() > MOST_INPUTS) {
            throw new Refused(400, "Invalid 'input': a text, or a list of 1 to %d".formatted(MOST_INPUTS));
        }
        var texts = new ArrayList<String>();
        var parts = new StringBuilder();
        for (var each : input) {
            if (each.isString()) {
                texts.add(each.asString());
            } else if (each.path("type").asString("").equals("text")) {
                parts.append(each.path("text").asString("")).append('\n');
            } else {
                throw new Refused(400, "Invalid 'input': only text is judged here");
            }
        }
        if (!parts.isEmpty()) {
            texts.add(parts.toString());
        }
        return List.copyOf(texts);
    }
}
