package plimsoll.web.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.PlanUpload;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.Upload;

/// The page that adds files to a branch: with scripts over the Hub API, without in a plain form. Either takes files of
/// any size that the hub does.
public final class UploadPages {
    private final Doorway doorway;
    private final Intakes intakes;
    private final ReadTree tree;
    private final long maxFileBytes;
    private final AcceptCommit accept;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final CommitAnswers answers;

    /// With what it does.
    public UploadPages(
            Doorway doorway,
            ReadTree tree,
            PlanUpload plan,
            ReceiveBlob receive,
            AcceptCommit accept,
            Mastheads mastheads,
            PageWriter pages) {
        this.doorway = doorway;
        this.tree = tree;
        this.intakes = new Intakes(plan, receive);
        this.maxFileBytes = receive.maxFileBytes();
        this.accept = accept;
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.answers = new CommitAnswers(refusals);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes("GET", "/upload/{rev}/{path...}", Intent.WRITE, this::form));
        routes.addAll(doorway.routes("POST", "/upload/{rev}/{path...}", Intent.WRITE, this::take));
        return routes;
    }

    private Response form(Request request, Pass pass) throws IOException {
        var branch = request.variable("rev");
        var folder = folder(request);
        if (tree.resolve(pass, branch).isEmpty() && !tree.isEmpty(pass)) {
            return refusals.tell(404, request, "There is no branch '%s' to add to.".formatted(branch));
        }
        var repository = pass.repository();
        var csrf = request.visitor() instanceof Visitor.BySession session ? session.csrfToken() : "";
        var upload = new Upload(
                "/api/%s/%s".formatted(repository.kind().plural(), repository.name()),
                "/%s.git/info/lfs/objects/batch".formatted(repository.page()),
                Revisions.url(pass, "tree", branch, folder),
                Revisions.url(pass, "upload", branch, folder) + "?csrf=" + Percent.encode(csrf),
                branch,
                folder,
                Figures.size(maxFileBytes));
        return pages.page(
                request,
                Mastheads.place(pass, "Add files"),
                "repository/upload",
                Map.of("head", mastheads.of(pass, "files", branch), "upload", upload));
    }

    private static String folder(Request request) {
        var folder = request.variable("path").replaceAll("/+$", "");
        if (!folder.isEmpty() && FilePath.parse(folder).isEmpty()) {
            throw new Refused(400, FilePath.objection(folder).orElse("That cannot be a folder."));
        }
        return folder;
    }

    private Response take(Request request, Pass pass) throws IOException {
        var branch = request.variable("rev");
        var folder = folder(request);
        var form = FormParts.of(request.header("Content-Type").orElse(""), request.body());
        try (var intake = intakes.open(pass, branch)) {
            for (var part = form.next(); part.isPresent(); part = form.next()) {
                intake.take(part.get(), folder);
            }
            var commit = new CommitRequest(branch, Optional.empty(), intake.summary(), "", intake.changes());
            return answers.answer(
                    request,
                    accept.accept(pass, commit),
                    Revisions.url(pass, "tree", branch, folder) + "?done=uploaded");
        }
    }
}
