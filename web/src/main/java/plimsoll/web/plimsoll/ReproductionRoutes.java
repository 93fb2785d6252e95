package plimsoll.web.plimsoll;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.LogProof;
import plimsoll.domain.release.Intent;
import plimsoll.hub.attestation.RecordReproduction;
import plimsoll.hub.attestation.Reproduction;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// What came of training a model again: to be told, and to be read.
public final class ReproductionRoutes {
    private static final int NEWEST = 200;
    private static final int MAX_BODY_BYTES = 4 * 1024;

    private final Threshold threshold;
    private final RecordReproduction reproductions;

    /// Routes for whom `door` lets in.
    public ReproductionRoutes(EnterRepository door, RecordReproduction reproductions) {
        this.threshold = new Threshold(door);
        this.reproductions = reproductions;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("GET", "/reproductions", Intent.LOOK, this::list),
                threshold.api("POST", "/reproductions", Intent.READ, this::record));
    }

    private Response list(Request request, Pass pass) {
        return Response.json(reproductions.of(pass, NEWEST).stream()
                .map(ReproductionJson::of)
                .toList());
    }

    private Response record(Request request, Pass pass) throws IOException {
        var said = request.json(Said.class, MAX_BODY_BYTES);
        if (said.revision == null || said.software == null || said.weights == null || !Sha256.isSha256(said.weights)) {
            return Response.error(400, "Needed: revision, weights (SHA-256 in 64 hexadecimal digits) and software.");
        }
        var software = said.software.strip();
        if (software.length() > RecordReproduction.MAX_SOFTWARE_CHARACTERS) {
            return Response.error(
                    400, "software has at most %d characters.".formatted(RecordReproduction.MAX_SOFTWARE_CHARACTERS));
        }
        return switch (reproductions.record(pass, said.revision, new Sha256(said.weights), software)) {
            case RecordReproduction.Outcome.Recorded(var done) -> Response.json(201, ReproductionJson.of(done));
            case RecordReproduction.Outcome.Refused(var why) -> Refusals.ofApi(why, request.recipient());
            case RecordReproduction.Outcome.NothingThere _ ->
                Response.error(404, "RevisionNotFound", "There is no such revision, or no model.safetensors in it.");
        };
    }

    private record Said(
            @Nullable String revision,
            @Nullable String weights,
            @Nullable String software) {}

    private record ReproductionJson(
            String commit,
            String by,
            String at,
            String published,
            String trained,
            boolean same,
            String software,
            long entry,
            String proof) {
        static ReproductionJson of(Reproduction one) {
            return new ReproductionJson(
                    one.commit().hex(),
                    one.by(),
                    one.at().toString(),
                    one.published().hex(),
                    one.trained().hex(),
                    one.isSame(),
                    one.software(),
                    one.entry(),
                    "/log/entry/%d%s".formatted(one.entry(), LogProof.ENDING));
        }
    }
}
