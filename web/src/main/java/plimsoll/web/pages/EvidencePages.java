package plimsoll.web.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Intent;
import plimsoll.hub.attestation.CheckSignature;
import plimsoll.hub.attestation.UploadedSignature;
import plimsoll.hub.ledger.ReadLog;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.Evidence;
import plimsoll.web.pages.view.LogHealth;

/// What proves something about a repository: signatures, the bill of materials, and its entries in the log.
public final class EvidencePages {
    private static final int NEWEST = 50;

    private final Doorway doorway;
    private final ReadTree tree;
    private final ReadLog log;
    private final CheckSignature check;
    private final Mastheads mastheads;
    private final PageWriter pages;

    /// With what it shows.
    public EvidencePages(
            Doorway doorway, ReadTree tree, ReadLog log, CheckSignature check, Mastheads mastheads, PageWriter pages) {
        this.doorway = doorway;
        this.tree = tree;
        this.log = log;
        this.check = check;
        this.mastheads = mastheads;
        this.pages = pages;
    }

    /// The routes.
    public List<Route> routes() {
        return doorway.routes("GET", "/evidence", Intent.READ, this::evidence);
    }

    private Response evidence(Request request, Pass pass) throws IOException {
        var repository = pass.repository();
        var head = tree.resolve(pass, "main");
        var api = "/api/%s/%s".formatted(repository.kind().plural(), repository.name());
        var revision = head.map(GitOid::hex).orElse("main");
        var uploaded = uploaded(pass, head);
        var shown = new Evidence(
                SignatureWords.of(uploaded),
                "/settings/keys/" + repository.name().namespace(),
                api + "/signature/" + revision,
                api + "/bom/" + revision,
                head.isEmpty(),
                entries(pass));
        return pages.page(
                request,
                Mastheads.place(pass, "Evidence"),
                "ledger/evidence",
                Map.of("head", mastheads.of(pass, "evidence", "main"), "evidence", shown));
    }

    private UploadedSignature uploaded(Pass pass, Optional<GitOid> head) throws IOException {
        return head.isEmpty() ? new UploadedSignature.Absent() : check.check(pass, head.get());
    }

    private List<LogHealth.Line> entries(Pass pass) {
        var lines = new ArrayList<LogHealth.Line>();
        for (var position : log.about(pass.repository().id().hex(), NEWEST)) {
            log.entry(position).ifPresent(entry -> lines.add(new LogHealth.Line(position, entry.utf8())));
        }
        return lines;
    }
}
