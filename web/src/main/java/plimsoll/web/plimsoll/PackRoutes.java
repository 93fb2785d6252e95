package plimsoll.web.plimsoll;

import static plimsoll.web.http.PeopleRefusals.known;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.line.RulePack;
import plimsoll.hub.line.ChangePacks;
import plimsoll.hub.line.PackShelf;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Packs of rules, for everybody to read; and their change by two, for those who run the hub or watch over it.
public final class PackRoutes {
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    private final ChangePacks change;
    private final PackShelf shelf;

    /// Routes with what they need.
    public PackRoutes(ChangePacks change, PackShelf shelf) {
        this.change = change;
        this.shelf = shelf;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/plimsoll/packs", Door.OPEN, _ -> list()),
                Route.of("GET", "/api/plimsoll/packs/{id}", Door.OPEN, this::text),
                Route.of("GET", "/api/plimsoll/packs/proposals", Door.OWN, this::proposals),
                Route.of("POST", "/api/plimsoll/packs/proposals", Door.OWN, this::propose),
                Route.of("POST", "/api/plimsoll/packs/proposals/{number}", Door.OWN, this::decide));
    }

    private Response list() {
        return Response.json(shelf.all().stream().map(LineJson.PackJson::of).toList());
    }

    private Response text(Request request) {
        var id = request.variable("id");
        return shelf.all().stream()
                .map(RulePack::id)
                .filter(id::equals)
                .findFirst()
                .map(found -> Response.bytes(
                        200, "application/yaml", Bytes.ofUtf8(shelf.text(found)).toArray()))
                .orElseGet(() -> Response.error(404, "There is no pack of this id."));
    }

    private Response proposals(Request request) {
        return Response.json(change.waiting(known(request)).stream()
                .map(weighed -> new ProposalJson(
                        weighed.proposal().number(),
                        weighed.proposal().id(),
                        weighed.proposal().by(),
                        weighed.proposal().at().toString(),
                        weighed.diff(),
                        weighed.effects().stream()
                                .map(excess -> new EffectJson(
                                        excess.repository().page(),
                                        excess.component().word(),
                                        LineJson.word(excess.from()),
                                        LineJson.word(excess.to()),
                                        excess.why()))
                                .toList()))
                .toList());
    }

    private Response propose(Request request) throws IOException {
        var text = request.json(Proposed.class, MAX_BODY_BYTES).text;
        return answer(change.propose(known(request), text == null ? "" : text));
    }

    private Response decide(Request request) throws IOException {
        var number = request.variable("number");
        boolean adopt = request.json(Decided.class, MAX_BODY_BYTES).adopt;
        return answer(
                number.matches("[0-9]{1,18}")
                        ? change.decide(known(request), Long.parseLong(number), adopt)
                        : new ChangePacks.Outcome.Unknown());
    }

    private static Response answer(ChangePacks.Outcome outcome) {
        return switch (outcome) {
            case ChangePacks.Outcome.Waits(var number) -> Response.json(201, Map.of("number", number));
            case ChangePacks.Outcome.Decided(var adopted) -> Response.json(Map.of("adopted", adopted));
            case ChangePacks.Outcome.NotAllowed(var why) -> Response.error(403, why);
            case ChangePacks.Outcome.Unfit(var reason) -> Response.error(400, reason);
            case ChangePacks.Outcome.Unknown _ -> Response.error(404, "No proposal of this number waits.");
        };
    }

    private record Proposed(@Nullable String text) {}

    private record Decided(boolean adopt) {}

    /// A proposal that waits.
    ///
    /// @param diff what it changes, line by line
    /// @param effects what would be closed
    private record ProposalJson(
            long number, String id, String by, String at, List<String> diff, List<EffectJson> effects) {}

    /// Something that would be closed.
    private record EffectJson(String repository, String component, String from, String to, String why) {}
}
