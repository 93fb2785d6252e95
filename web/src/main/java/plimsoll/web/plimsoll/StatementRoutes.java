package plimsoll.web.plimsoll;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.LogProof;
import plimsoll.domain.release.Intent;
import plimsoll.hub.attestation.Statements;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// What this hub signed about a release: the list, and each envelope byte for byte as its log entry has its hash.
public final class StatementRoutes {
    private static final int NEWEST = 200;

    private final Threshold threshold;
    private final Statements statements;

    /// Routes for whom `door` lets in.
    public StatementRoutes(EnterRepository door, Statements statements) {
        this.threshold = new Threshold(door);
        this.statements = statements;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("GET", "/release/statements", Intent.LOOK, this::list),
                threshold.api("GET", "/release/statements/{hash}", Intent.LOOK, this::envelope));
    }

    private Response list(Request request, Pass pass) {
        return Response.json(statements.of(pass.repository().id(), NEWEST).stream()
                .filter(one -> Statements.isFor(pass, one.action()))
                .map(one -> new StatementJson(
                        one.hash().hex(),
                        one.action(),
                        one.at().toString(),
                        one.entry(),
                        "/log/entry/%d%s".formatted(one.entry(), LogProof.ENDING)))
                .toList());
    }

    private Response envelope(Request request, Pass pass) {
        var hash = request.variable("hash");
        var found = Sha256.isSha256(hash)
                ? statements.find(pass.repository().id(), new Sha256(hash))
                : Optional.<Statements.Found>empty();
        return found.filter(one -> Statements.isFor(pass, one.action()))
                .map(one -> Response.bytes(
                                200, Response.JSON, Bytes.ofUtf8(one.envelope()).toArray())
                        .with("Content-Disposition", "attachment; filename=\"statement-%s.json\"".formatted(hash))
                        .with("Cache-Control", "private, no-cache"))
                .orElseGet(() -> Response.error(404, "There is no statement of this hash about this repository."));
    }

    /// A statement in the list.
    ///
    /// @param sha256 the hash of its envelope
    /// @param action what was done
    /// @param at when
    /// @param entry the entry of the log that has the hash
    /// @param proof where the proof is that it is in the log
    private record StatementJson(String sha256, String action, String at, long entry, String proof) {}
}
