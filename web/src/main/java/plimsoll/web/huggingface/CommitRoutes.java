package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.CommitOutcome;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.PlanUpload;
import plimsoll.hub.repositories.PlanUpload.Candidate;
import plimsoll.hub.repositories.PlanUpload.Upload;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Uploads: what a client asks before it sends anything, and the commit itself.
public final class CommitRoutes {
    /// Clients ask about up to 256 at a time.
    private static final int MAX_FILES = 1_000;
    /// Of each file half a kilobyte comes along, and once the text of `.gitattributes` and `.gitignore`.
    private static final int MAX_PLAN_BYTES = 8 * 1024 * 1024;
    /// What reading a file inside a commit takes besides the file: its base64 as text, in two copies.
    private static final long READING_BYTES = 48L * 1024 * 1024;

    private final Threshold threshold;
    private final PlanUpload plan;
    private final AcceptCommit accept;
    private final InlineBudget budget;

    /// Routes for whom `door` lets in.
    ///
    /// @param heapBytes the memory of this process, of which commits being read take a part
    public CommitRoutes(EnterRepository door, PlanUpload plan, AcceptCommit accept, long heapBytes) {
        this.threshold = new Threshold(door);
        this.plan = plan;
        this.accept = accept;
        this.budget = new InlineBudget(heapBytes);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("POST", "/preupload/{rev}", Intent.WRITE, this::preupload),
                threshold.api("POST", "/commit/{rev}", Intent.WRITE, this::commit));
    }

    private Response preupload(Request request, Pass pass) throws IOException {
        if (request.flag("create_pr")) {
            return noPullRequests();
        }
        var body = request.json(PlanJson.class, MAX_PLAN_BYTES);
        var upload = new Upload(
                request.variable("rev"),
                candidates(body.files),
                Optional.ofNullable(body.gitIgnore),
                Optional.ofNullable(body.gitAttributes));
        var planned = plan.plan(pass, upload);
        if (planned.isEmpty()) {
            return Absent.revision(request.variable("rev"));
        }
        return Response.json(new PlannedJson(planned.get().stream()
                .map(file -> new PlannedFile(file.path().text(), file.mode().wireName(), file.ignored(), file.oid()))
                .toList()));
    }

    private static List<Candidate> candidates(@Nullable List<FileJson> files) {
        if (files == null) {
            throw new Refused(400, "'files' is missing.");
        }
        if (files.size() > MAX_FILES) {
            throw new Refused(400, "Ask about at most %d files at once.".formatted(MAX_FILES));
        }
        var candidates = new ArrayList<Candidate>(files.size());
        for (var file : files) {
            var path = file.path == null ? "" : file.path;
            FilePath.objection(path).ifPresent(objection -> {
                throw new Refused(400, objection);
            });
            if (file.size < 0) {
                throw new Refused(400, "A file cannot have %d bytes.".formatted(file.size));
            }
            candidates.add(new Candidate(new FilePath(path), file.size, sample(file.sample)));
        }
        return candidates;
    }

    private static Bytes sample(@Nullable String base64) {
        try {
            return Bytes.copyOf(Base64.getDecoder().decode(base64 == null ? "" : base64));
        } catch (IllegalArgumentException _) {
            throw new Refused(400, "A sample is not base64.");
        }
    }

    private Response commit(Request request, Pass pass) throws IOException {
        if (request.flag("create_pr")) {
            return noPullRequests();
        }
        long sizeBytes = request.contentLength() < 0 ? CommitReader.MAX_BODY_BYTES : request.contentLength();
        if (sizeBytes > CommitReader.MAX_BODY_BYTES) {
            throw new Refused(
                    413,
                    "A commit may have at most %d bytes. Send it in parts.".formatted(CommitReader.MAX_BODY_BYTES));
        }
        return budget.spend(sizeBytes + Math.min(READING_BYTES, 3 * sizeBytes), () -> {
                    var asked = CommitReader.read(request.variable("rev"), request.unpackedBody());
                    return told(request, pass, accept.accept(pass, asked));
                })
                .orElseGet(CommitRoutes::busy);
    }

    private static Response told(Request request, Pass pass, CommitOutcome outcome) {
        return switch (outcome) {
            case CommitOutcome.Accepted accepted -> {
                var oid = accepted.commit().hex();
                var url = "%s/%s/commit/%s"
                        .formatted(request.baseUrl(), pass.repository().page(), oid);
                yield Response.json(new CommittedJson(true, url, oid, ""));
            }
            case CommitOutcome.HeadMoved _ ->
                Response.error(412, "A commit has happened since. Please refresh and try again.");
            case CommitOutcome.NoBranch(var revision) -> Absent.revision(revision);
            case CommitOutcome.NothingToDelete _ ->
                Response.error(404, "EntryNotFound", "A file with this name doesn't exist");
            case CommitOutcome.Unfit(var reason) -> Response.error(400, reason);
            case CommitOutcome.LargeFileMissing(var path) ->
                Response.error(
                        400, "This repository does not have the bytes of '%s'. Upload them first.".formatted(path));
            case CommitOutcome.Busy _ -> busy();
        };
    }

    private static Response busy() {
        return Response.error(503, "Too many commits at once. Try again in a few seconds.")
                .with("Retry-After", "5");
    }

    private static Response noPullRequests() {
        return Response.error(501, "NotImplemented", "This hub has no pull requests yet. Commit to a branch instead.");
    }

    private record PlanJson(
            @Nullable List<FileJson> files,
            @Nullable String gitIgnore,
            @Nullable String gitAttributes) {}

    private record FileJson(
            @Nullable String path, long size, @Nullable String sample) {}

    private record PlannedJson(List<PlannedFile> files) {}

    private record PlannedFile(String path, String uploadMode, boolean shouldIgnore, Optional<String> oid) {}

    private record CommittedJson(boolean success, String commitUrl, String commitOid, String hookOutput) {}
}
