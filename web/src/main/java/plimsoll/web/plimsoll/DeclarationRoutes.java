package plimsoll.web.plimsoll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.LogProof;
import plimsoll.domain.line.FactName;
import plimsoll.domain.release.Intent;
import plimsoll.hub.line.Testify;
import plimsoll.hub.line.Testimonies;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// What a publisher declares of a repository and what others attest: to be brought, to be read, and each signed
/// statement byte for byte as its log entry has its hash.
public final class DeclarationRoutes {
    private static final int NEWEST = 200;

    private final Threshold threshold;
    private final Testify testify;
    private final Testimonies testimonies;

    /// Routes for whom `door` lets in.
    public DeclarationRoutes(EnterRepository door, Testify testify, Testimonies testimonies) {
        this.threshold = new Threshold(door);
        this.testify = testify;
        this.testimonies = testimonies;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.own("GET", "/declarations", Intent.READ, this::list),
                threshold.own("PUT", "/declarations", Intent.WRITE, this::declare),
                threshold.own("POST", "/attestations", Intent.READ, this::attest),
                threshold.own("GET", "/declarations/{hash}", Intent.READ, this::envelope));
    }

    private Response list(Request request, Pass pass) {
        return Response.json(testimonies.of(pass.repository().id(), NEWEST).stream()
                .map(kept -> TestimonyJson.of(kept, pass.isInsider()))
                .toList());
    }

    private Response declare(Request request, Pass pass) throws IOException {
        return answer(testify.declare(pass, body(request)));
    }

    private Response attest(Request request, Pass pass) throws IOException {
        return answer(testify.attest(pass, body(request)));
    }

    private static String body(Request request) throws IOException {
        return new String(request.bodyBytes(2 * Testify.MAX_CHARACTERS), StandardCharsets.UTF_8);
    }

    private static Response answer(Testify.Outcome outcome) {
        return switch (outcome) {
            case Testify.Outcome.Done(var kept) -> Response.json(201, TestimonyJson.of(kept, true));
            case Testify.Outcome.NotAllowed(var reason) -> Response.error(403, reason);
            case Testify.Outcome.Unfit(var reasons) -> Response.error(400, String.join(" ", reasons));
            case Testify.Outcome.NothingThere _ ->
                Response.error(404, "RevisionNotFound", "There is no such revision, or no commit yet.");
        };
    }

    private Response envelope(Request request, Pass pass) {
        var hash = request.variable("hash");
        var found = Sha256.isSha256(hash)
                ? testimonies.find(pass.repository().id(), new Sha256(hash))
                : Optional.<Testimonies.Found>empty();
        return found.filter(one -> pass.isInsider()
                        || one.kept().testimony().confidential().isEmpty())
                .map(one -> Response.bytes(
                                200, Response.JSON, Bytes.ofUtf8(one.envelope()).toArray())
                        .with("Content-Disposition", "attachment; filename=\"statement-%s.json\"".formatted(hash))
                        .with("Cache-Control", "private, no-cache"))
                .orElseGet(() -> Response.error(
                        404,
                        "There is no statement of this hash about this repository, or what it says is in part for"
                                + " authorities only."));
    }

    /// A testimony.
    ///
    /// @param sha256 the hash of its envelope
    /// @param kind declared or attested
    /// @param by in whose name
    /// @param account who brought it
    /// @param signedBy the hint of their key, or `hub`
    /// @param commit of which revision
    /// @param counts whether it is the newest of its witness
    /// @param facts what it says, without what the reader may not be told
    /// @param unknown of what it says that it is not known
    /// @param confidential what is for authorities only
    /// @param entry the entry of the log that has the hash
    /// @param proof where the proof is that it is in the log
    private record TestimonyJson(
            String sha256,
            String kind,
            String by,
            String account,
            String signedBy,
            String commit,
            String at,
            boolean counts,
            Map<String, Object> facts,
            List<String> unknown,
            List<String> confidential,
            long entry,
            String proof) {
        static TestimonyJson of(Testimonies.Kept kept, boolean everything) {
            var said = kept.testimony();
            var facts = new TreeMap<String, Object>();
            said.facts().forEach((name, value) -> {
                if (everything || !said.confidential().contains(name)) {
                    facts.put(name.word(), FactJson.value(value));
                }
            });
            return new TestimonyJson(
                    kept.hash().hex(),
                    kept.kind().word(),
                    kept.witness(),
                    kept.account(),
                    kept.key().map(Sha256::hex).orElse("hub"),
                    kept.commit().hex(),
                    kept.at().toString(),
                    kept.counts(),
                    facts,
                    said.unknown().stream().map(FactName::word).toList(),
                    said.confidential().stream().map(FactName::word).toList(),
                    kept.entry(),
                    "/log/entry/%d%s".formatted(kept.entry(), LogProof.ENDING));
        }
    }
}
