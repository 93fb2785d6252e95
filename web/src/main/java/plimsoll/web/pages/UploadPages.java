package plimsoll.web.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.UploadMode;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.CommitOutcome;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.PlanUpload;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.Upload;

/// The page that adds files to a branch: with scripts over the Hub API, whatever their size; without, small files in a
/// plain form.
public final class UploadPages {
    /// The form is read into memory.
    private static final int MAX_FORM_BYTES = 16_000_000;
    /// As much of a file as the Hub's clients send to have it planned.
    private static final int SAMPLE_BYTES = 512;

    private final Doorway doorway;
    private final PlanUpload plan;
    private final AcceptCommit accept;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;

    /// With what it does.
    public UploadPages(Doorway doorway, PlanUpload plan, AcceptCommit accept, Mastheads mastheads, PageWriter pages) {
        this.doorway = doorway;
        this.plan = plan;
        this.accept = accept;
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes("GET", "/upload/{rev}/{path...}", Intent.WRITE, this::form));
        routes.addAll(doorway.routes("POST", "/upload/{rev}/{path...}", Intent.WRITE, this::take));
        return routes;
    }

    private Response form(Request request, Pass pass) {
        var branch = request.variable("rev");
        var folder = folder(request);
        var repository = pass.repository();
        var csrf = request.visitor() instanceof Visitor.BySession session ? session.csrfToken() : "";
        var upload = new Upload(
                "/api/%s/%s".formatted(repository.kind().plural(), repository.name()),
                "/%s.git/info/lfs/objects/batch".formatted(repository.page()),
                Revisions.url(pass, "tree", branch, folder),
                Revisions.url(pass, "upload", branch, folder) + "?csrf=" + Percent.encode(csrf),
                branch,
                folder,
                Figures.size(MAX_FORM_BYTES));
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
        var form = MultipartForm.read(request.header("Content-Type").orElse(""), request.bodyBytes(MAX_FORM_BYTES));
        var writes = writes(form, folder);
        var large = tooLargeForGit(pass, branch, writes);
        if (large.isPresent()) {
            return refusals.tell(
                    413,
                    request,
                    "'%s' is kept as a large file, which this plain form cannot send. Switch".formatted(large.get())
                            + " scripts on, or use the hf command or git.");
        }
        var summary = form.field("summary")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse("Upload files");
        var commit = new CommitRequest(
                branch,
                Optional.empty(),
                summary,
                "",
                writes.stream()
                        .<CommitRequest.Change>map(CommitRequest.Change.Whole::new)
                        .toList());
        return answer(request, accept.accept(pass, commit), Revisions.url(pass, "tree", branch, folder));
    }

    private static List<FileChange.Write> writes(MultipartForm form, String folder) {
        var writes = new ArrayList<FileChange.Write>();
        for (var part : form.parts()) {
            if (part.fileName().filter(name -> !name.isEmpty()).isPresent()) {
                var text =
                        (folder.isEmpty() ? "" : folder + "/") + part.fileName().get();
                var path = FilePath.parse(text)
                        .orElseThrow(
                                () -> new Refused(400, FilePath.objection(text).orElse("That is no file name.")));
                writes.add(new FileChange.Write(path, part.content()));
            }
        }
        if (writes.isEmpty()) {
            throw new Refused(400, "No file was chosen.");
        }
        return writes;
    }

    private Optional<FilePath> tooLargeForGit(Pass pass, String branch, List<FileChange.Write> writes)
            throws IOException {
        var candidates = writes.stream()
                .map(write ->
                        new PlanUpload.Candidate(write.path(), write.content().sizeBytes(), sample(write.content())))
                .toList();
        return plan.plan(pass, new PlanUpload.Upload(branch, candidates, Optional.empty(), Optional.empty()))
                .flatMap(planned -> planned.stream()
                        .filter(file -> file.mode() == UploadMode.LFS)
                        .map(PlanUpload.Planned::path)
                        .findFirst());
    }

    private static Bytes sample(Bytes content) {
        return Bytes.copyOf(Arrays.copyOf(content.toArray(), Math.min(SAMPLE_BYTES, content.sizeBytes())));
    }

    private Response answer(Request request, CommitOutcome outcome, String files) {
        return switch (outcome) {
            case CommitOutcome.Accepted _ -> Response.redirect(303, files);
            case CommitOutcome.NoBranch(var branch) ->
                refusals.tell(404, request, "There is no branch '%s' to add to.".formatted(branch));
            case CommitOutcome.HeadMoved _ ->
                refusals.tell(409, request, "Somebody else changed the branch meanwhile. Try again.");
            case CommitOutcome.NothingToDelete(var reason) -> refusals.tell(400, request, reason);
            case CommitOutcome.Unfit(var reason) -> refusals.tell(400, request, reason);
            case CommitOutcome.LargeFileMissing(var path) ->
                refusals.tell(400, request, "The bytes of '%s' did not arrive.".formatted(path));
            case CommitOutcome.Busy _ ->
                refusals.tell(503, request, "Too many people are adding to this branch. Try again in a moment.");
        };
    }
}
