package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.attestation.ModelManifest;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.release.Intent;
import plimsoll.hub.attestation.SignModel;
import plimsoll.hub.attestation.WriteBom;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Evidence about a revision, beside the protocol's own addresses: the hub's signature of its files, and the bill of
/// materials.
public final class EvidenceRoutes {
    private final Threshold threshold;
    private final ReadTree tree;
    private final SignModel sign;
    private final WriteBom bom;

    /// Routes for whom `door` lets in.
    public EvidenceRoutes(EnterRepository door, ReadTree tree, SignModel sign, WriteBom bom) {
        this.threshold = new Threshold(door);
        this.tree = tree;
        this.sign = sign;
        this.bom = bom;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("GET", "/signature/{rev}", Intent.READ, ofTheWhole(this::signature)),
                threshold.api("GET", "/bom/{rev}", Intent.READ, ofTheWhole(this::bom)));
    }

    // Both list every file by name and hash, those of withheld parts too.
    private static Threshold.Inside ofTheWhole(Threshold.Inside answer) {
        return (request, pass) -> pass.seesEverything()
                ? answer.answer(request, pass)
                : Response.error(403, "A part of this repository is withheld, and this lists all of its files.");
    }

    private Response signature(Request request, Pass pass) throws IOException {
        var commit = tree.resolve(pass, request.variable("rev"));
        return commit.isEmpty()
                ? Absent.revision(request.variable("rev"))
                : file(sign.bundle(pass, commit.get()), "application/json", ModelManifest.SIGNATURE);
    }

    private Response bom(Request request, Pass pass) throws IOException {
        var commit = tree.resolve(pass, request.variable("rev"));
        return commit.isEmpty()
                ? Absent.revision(request.variable("rev"))
                : file(bom.of(pass, commit.get(), request.baseUrl()), WriteBom.MEDIA_TYPE, "bom.json");
    }

    private static Response file(Optional<String> text, String mediaType, String name) {
        return text.map(json -> Response.bytes(
                                200, mediaType, Bytes.ofUtf8(json).toArray())
                        .with("Content-Disposition", "attachment; filename=\"%s\"".formatted(name))
                        .with("Cache-Control", "private, no-cache"))
                .orElseGet(() -> Response.error(413, "This revision has more files than are listed one by one."));
    }
}
