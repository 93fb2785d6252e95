package plimsoll.web.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.NoteSignature;
import plimsoll.domain.ledger.WitnessRequest;
import plimsoll.hub.ledger.CosignCheckpoint;
import plimsoll.hub.ledger.Cosigning;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// This hub as a witness of other hubs' logs (C2SP tlog-witness), below `/witness`. Nobody signs in: a checkpoint is
/// its own credential.
public final class WitnessRoutes {
    private static final int CONFLICT = 409;

    private final CosignCheckpoint witness;

    /// Answers with `witness`.
    public WitnessRoutes(CosignCheckpoint witness) {
        this.witness = witness;
    }

    /// The routes of this room.
    public List<Route> routes() {
        return List.of(
                Route.of("POST", "/witness/add-checkpoint", Door.OPEN, this::add),
                Route.of("GET", "/witness/{log}/checkpoint", Door.OPEN, this::seen));
    }

    private Response add(Request request) throws IOException {
        WitnessRequest asked;
        try {
            asked = WitnessRequest.of(request.bodyBytes(WitnessRequest.MAX_BYTES));
        } catch (BadEvidence e) {
            return Response.text(400, e.reason() + "\n");
        }
        return switch (witness.cosign(asked)) {
            case Cosigning.Cosigned(var signatures) ->
                Response.text(200, signatures.stream().map(NoteSignature::line).collect(Collectors.joining()));
            case Cosigning.Unreadable(var reason) -> Response.text(400, reason + "\n");
            case Cosigning.Untrusted(var reason) -> Response.text(403, reason + "\n");
            case Cosigning.UnknownLog _ -> Response.text(404, "This witness does not know that log.\n");
            case Cosigning.SeenOther(var size) ->
                Response.bytes(CONFLICT, "text/x.tlog.size", (size + "\n").getBytes(US_ASCII));
            case Cosigning.Refuted(var reason) -> Response.text(422, reason + "\n");
        };
    }

    private Response seen(Request request) {
        return Optional.of(request.variable("log"))
                .filter(Sha256::isSha256)
                .map(Sha256::new)
                .flatMap(witness::seen)
                .map(note -> Response.text(200, note.note()).with("Cache-Control", "public, max-age=60"))
                .orElseGet(() -> Response.text(404, "This witness has seen no such log.\n"));
    }
}
