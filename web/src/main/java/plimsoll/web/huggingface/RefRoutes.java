package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.repositories.ChangeRefs;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.ListLargeFiles;
import plimsoll.hub.repositories.ListLargeFiles.Stored;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.RefOutcome;
import plimsoll.hub.repositories.RemoveLargeFiles;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Branches, tags, squashing, and the large files a repository keeps.
public final class RefRoutes {
    private static final int MAX_BODY_BYTES = 128 * 1024;
    private static final int FILES_PAGE = 1_000;
    private static final int MAX_REMOVALS = 1_000;
    private static final int MAX_MESSAGE_CHARACTERS = 64 * 1024;

    private final Threshold threshold;
    private final ChangeRefs refs;
    private final ListLargeFiles listFiles;
    private final RemoveLargeFiles removeFiles;

    /// Routes for whom `door` lets in.
    public RefRoutes(EnterRepository door, ChangeRefs refs, ListLargeFiles listFiles, RemoveLargeFiles removeFiles) {
        this.threshold = new Threshold(door);
        this.refs = refs;
        this.listFiles = listFiles;
        this.removeFiles = removeFiles;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("POST", "/branch/{branch}", Intent.WRITE, this::branch),
                threshold.api("DELETE", "/branch/{branch}", Intent.WRITE, this::removeBranch),
                threshold.api("POST", "/tag/{rev}", Intent.WRITE, this::tag),
                threshold.api("DELETE", "/tag/{rev}", Intent.WRITE, this::removeTag),
                threshold.api("POST", "/super-squash/{branch}", Intent.WRITE, this::squash),
                threshold.api("GET", "/lfs-files", Intent.WRITE, this::largeFiles),
                threshold.api("POST", "/lfs-files/batch", Intent.WRITE, this::removeLargeFiles));
    }

    private Response branch(Request request, Pass pass) throws IOException {
        var body = optional(request, BranchJson.class).orElse(new BranchJson(null, null, null));
        boolean overwrite = Boolean.TRUE.equals(body.overwrite);
        if (Boolean.TRUE.equals(body.emptyBranch)) {
            return told(refs.emptyBranch(pass, request.variable("branch"), overwrite));
        }
        return told(refs.branch(pass, request.variable("branch"), Optional.ofNullable(body.startingPoint), overwrite));
    }

    private Response removeBranch(Request request, Pass pass) throws IOException {
        return told(refs.removeBranch(pass, request.variable("branch")));
    }

    private Response tag(Request request, Pass pass) throws IOException {
        var body = request.json(TagJson.class, MAX_BODY_BYTES);
        if (body.tag == null) {
            throw new Refused(400, "'tag' is missing.");
        }
        return told(refs.tag(pass, body.tag, request.variable("rev"), message(body.message)));
    }

    private Response removeTag(Request request, Pass pass) throws IOException {
        return told(refs.removeTag(pass, request.variable("rev")));
    }

    private Response squash(Request request, Pass pass) throws IOException {
        var said = optional(request, SquashJson.class)
                .map(body -> message(body.message))
                .orElse("");
        var branch = request.variable("branch");
        return told(refs.squash(pass, branch, said.isBlank() ? "Super-squash branch '%s'".formatted(branch) : said));
    }

    private Response largeFiles(Request request, Pass pass) throws IOException {
        var page =
                listFiles.list(pass, request.query("cursor").orElse(""), Paging.limit(request, FILES_PAGE, FILES_PAGE));
        var files = page.items().stream().map(LargeFileJson::of).toList();
        return Paging.next(request, Response.json(files), "cursor", page.next());
    }

    private Response removeLargeFiles(Request request, Pass pass) throws IOException {
        var deletions = request.json(RemovalJson.class, MAX_BODY_BYTES).deletions;
        if (deletions == null || deletions.sha == null) {
            throw new Refused(400, "'deletions.sha' is missing.");
        }
        if (deletions.sha.size() > MAX_REMOVALS) {
            throw new Refused(400, "Remove at most %d files at once.".formatted(MAX_REMOVALS));
        }
        var files =
                deletions.sha.stream().filter(Sha256::isSha256).map(Sha256::new).toList();
        var outcome = Boolean.TRUE.equals(deletions.rewriteHistory)
                ? removeFiles.removeFromHistory(pass, files)
                : removeFiles.remove(pass, files);
        return switch (outcome) {
            case RemoveLargeFiles.Outcome.Removed _ -> Response.json(new DoneJson(true));
            case RemoveLargeFiles.Outcome.Busy _ ->
                Response.error(409, "Others committed all the while, and nothing was removed. Try again.");
            case RemoveLargeFiles.Outcome.TooLong(var most) ->
                Response.error(
                        422,
                        "A history of more than %d commits is not rewritten. Ask with rewriteHistory=false: the bytes go, the commits that name them stay."
                                .formatted(most));
        };
    }

    private static Response told(RefOutcome outcome) {
        return switch (outcome) {
            case RefOutcome.Done _ -> Response.json(new DoneJson(true));
            case RefOutcome.Exists(var name) -> Response.error(409, "Reference '%s' already exists.".formatted(name));
            case RefOutcome.Absent(var name) -> Absent.revision(name);
            case RefOutcome.NoRevision(var revision) -> Absent.revision(revision);
            case RefOutcome.BadName(var name) ->
                Response.error(400, "Git cannot have a branch or tag named '%s'.".formatted(name));
            case RefOutcome.MainStays _ -> Response.error(403, "The main branch cannot be deleted.");
            case RefOutcome.Moved(var name) ->
                Response.error(409, "Somebody else has just changed '%s'. Try again.".formatted(name));
        };
    }

    private static String message(@Nullable String text) {
        if (text != null && text.length() > MAX_MESSAGE_CHARACTERS) {
            throw new Refused(400, "A message may have %d characters.".formatted(MAX_MESSAGE_CHARACTERS));
        }
        return text == null ? "" : text;
    }

    // Some clients send these without any body.
    private static <T> Optional<T> optional(Request request, Class<T> shape) throws IOException {
        var bytes = request.bodyBytes(MAX_BODY_BYTES);
        return bytes.length == 0 ? Optional.empty() : Optional.of(Json.read(bytes, shape));
    }

    private record BranchJson(
            @Nullable String startingPoint,
            @Nullable Boolean overwrite,
            @Nullable Boolean emptyBranch) {}

    private record TagJson(@Nullable String tag, @Nullable String message) {}

    private record SquashJson(@Nullable String message) {}

    private record RemovalJson(@Nullable Deletions deletions) {}

    private record Deletions(
            @Nullable List<String> sha, @Nullable Boolean rewriteHistory) {}

    private record DoneJson(boolean success) {}

    private record LargeFileJson(
            String fileOid, String filename, String oid, String pushedAt, Optional<String> ref, long size) {
        static LargeFileJson of(Stored file) {
            return new LargeFileJson(
                    file.id().hex(),
                    file.path().map(FilePath::text).orElse(file.id().hex()),
                    file.named().content().hex(),
                    Timestamp.iso(file.since()),
                    file.ref().map(RefName::text),
                    file.named().sizeBytes());
        }
    }
}
