package plimsoll.web.ledger;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.LogProof;
import plimsoll.domain.ledger.Tile;
import plimsoll.hub.ledger.Disclosure;
import plimsoll.hub.ledger.OpenSeals;
import plimsoll.hub.ledger.ReadLog;
import plimsoll.web.http.Door;
import plimsoll.web.http.PeopleRefusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// The log below `/log`: a checkpoint that changes, tiles and entries that never do (C2SP tlog-tiles), and for each
/// entry its proof (C2SP tlog-proof). Open to everybody, from any origin.
public final class LogRoutes {
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    /// Checkpoints follow deeds within seconds, and so do caches.
    private static final String FRESH = "public, max-age=2";

    private final ReadLog log;
    private final OpenSeals seals;

    /// Serves `log`.
    public LogRoutes(ReadLog log, OpenSeals seals) {
        this.log = log;
        this.seals = seals;
    }

    /// The routes of this room.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/log/checkpoint", Door.OPEN, _ -> checkpoint()),
                Route.of("GET", "/log/tile/{address...}", Door.OPEN, this::tile),
                Route.of("GET", "/log/entry/{position}", Door.OPEN, this::entry),
                Route.of("GET", "/log/entry/{position}" + LogProof.ENDING, Door.OPEN, this::proof),
                Route.of("GET", "/log/entry.schema.json", Door.OPEN, _ -> schemas()),
                Route.of("GET", "/api/plimsoll/log/{position}/openings", Door.OWN, this::openings));
    }

    private Response checkpoint() {
        return log.latest()
                .map(latest -> open(Response.text(200, latest.note().note()), FRESH))
                .orElseGet(() -> absent("This log has no entry yet, so no checkpoint."));
    }

    private Response tile(Request request) {
        return Tile.at(request.variable("address"))
                .flatMap(asked -> asked.entries() ? log.bundle(asked.tile()) : log.tile(asked.tile()))
                .map(bytes -> open(binary(bytes), IMMUTABLE))
                .orElseGet(() -> absent("The log has no such tile."));
    }

    private Response entry(Request request) {
        return position(request)
                .flatMap(log::entry)
                .map(bytes -> open(Response.bytes(200, Response.JSON, bytes.toArray()), IMMUTABLE))
                .orElseGet(() -> absent("The log has no such entry."));
    }

    // Not immutable: the same entry's proof leads to newer checkpoints as the log grows.
    private Response proof(Request request) {
        return position(request)
                .flatMap(log::prove)
                .map(proof -> open(Response.text(200, proof.text()), FRESH)
                        .with(
                                "Content-Disposition",
                                "attachment; filename=\"entry-%d%s\"".formatted(proof.index(), LogProof.ENDING)))
                .orElseGet(() -> absent("The log has no such entry."));
    }

    private static Response schemas() {
        return open(
                Response.bytes(
                        200,
                        "application/schema+json",
                        Bytes.ofUtf8(Disclosure.schemas()).toArray()),
                FRESH);
    }

    private Response openings(Request request) {
        var who = PeopleRefusals.known(request);
        var position = position(request);
        var found = position.map(at -> seals.open(who, at)).orElse(List.of());
        return found.isEmpty()
                ? Response.error(404, "There is nothing in this entry that you may open.")
                : Response.json(found.stream().map(OpeningAnswer::of).toList()).with("Cache-Control", "no-store");
    }

    private static Optional<Long> position(Request request) {
        var text = request.variable("position");
        return text.matches("0|[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Response binary(Bytes bytes) {
        return Response.bytes(200, "application/octet-stream", bytes.toArray());
    }

    private static Response open(Response response, String caching) {
        return response.with("Cache-Control", caching).with("Access-Control-Allow-Origin", "*");
    }

    private static Response absent(String why) {
        return open(Response.text(404, why + "\n"), "no-cache");
    }

    private record OpeningAnswer(String field, String salt, String text) {
        static OpeningAnswer of(Disclosure.Opening opening) {
            return new OpeningAnswer(
                    opening.field(), HexFormat.of().formatHex(opening.salt().toArray()), opening.text());
        }
    }
}
