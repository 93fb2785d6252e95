package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.xet.Recipes;
import plimsoll.hub.xet.ReportStorage;
import plimsoll.hub.xet.XetTokens;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.xet.XetAccess;

/// Tokens for the chunk store, copies of large files from one repository to another without their bytes, and what a
/// repository's large files take.
public final class ChunkRoutes {
    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final int MAX_FILES = 1_000;

    private final Threshold threshold;
    private final EnterRepository door;
    private final ReadTree tree;
    private final XetTokens tokens;
    private final ClaimLargeFile claims;
    private final Recipes recipes;
    private final ReportStorage storage;

    /// Routes for whom `door` lets in.
    public ChunkRoutes(
            EnterRepository door,
            ReadTree tree,
            XetTokens tokens,
            ClaimLargeFile claims,
            Recipes recipes,
            ReportStorage storage) {
        this.threshold = new Threshold(door);
        this.door = door;
        this.tree = tree;
        this.tokens = tokens;
        this.claims = claims;
        this.recipes = recipes;
        this.storage = storage;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api(
                        "GET",
                        "/xet-read-token/{rev}",
                        Intent.READ,
                        (request, pass) -> token(request, pass, Intent.READ)),
                threshold.api(
                        "GET",
                        "/xet-write-token/{rev}",
                        Intent.WRITE,
                        (request, pass) -> token(request, pass, Intent.WRITE)),
                threshold.api("POST", "/lfs-files/duplicate", Intent.READ, this::duplicate),
                threshold.api("GET", "/storage", Intent.WRITE, this::storage));
    }

    private Response token(Request request, Pass pass, Intent scope) throws IOException {
        if (request.flag("create_pr")) {
            return NotBuiltYet.answer("Pull requests");
        }
        var revision = request.variable("rev");
        if (tree.resolve(pass, revision).isEmpty() && !YetEmpty.is(tree, pass, revision)) {
            return Absent.revision(revision);
        }
        var access = XetAccess.issue(tokens, request, scope, pass.repository());
        return Response.json(access)
                .with(XetAccess.TOKEN, access.accessToken())
                .with(XetAccess.EXPIRATION, Long.toString(access.exp()))
                .with(XetAccess.CAS_URL, access.casUrl())
                .with("Cache-Control", "no-store");
    }

    private Response storage(Request request, Pass pass) {
        var report = storage.of(pass).orElseThrow(); // this route is for those who write
        return Response.json(new StorageJson(report.logicalBytes(), report.storedBytes(), report.savedBytes()));
    }

    private Response duplicate(Request request, Pass from) throws IOException {
        var asked = request.json(CopiesJson.class, MAX_BODY_BYTES);
        if (asked.target == null || asked.target.type == null || asked.target.name == null || asked.files == null) {
            throw new Refused(400, "A copy names its target and its files.");
        }
        if (asked.files.size() > MAX_FILES) {
            throw new Refused(400, "Copy at most %d files at once.".formatted(MAX_FILES));
        }
        var kind = RepoKind.named(asked.target.type);
        var name = RepoName.parse(asked.target.name);
        if (kind.isEmpty() || name.isEmpty()) {
            throw new Refused(400, "The target is no repository's name.");
        }
        return switch (door.enter(request.recipient(), Intent.WRITE, kind.get(), name.get())) {
            case Entrance.Refused(var why) -> Refusals.ofApi(why, request.recipient());
            case Entrance.Moved(var to) -> Response.error(400, "The target is now called " + to.name() + ".");
            case Entrance.Entered(var pass) -> Response.json(new CopiedJson(failed(pass, asked.files)));
        };
    }

    // Those that the holder could not have committed there without sending them.
    private List<CopyJson> failed(Pass into, List<@Nullable CopyJson> files) throws IOException {
        var failed = new ArrayList<CopyJson>();
        for (var file : files) {
            if (file == null || file.sha256 == null || !Sha256.isSha256(file.sha256)) {
                throw new Refused(400, "A file to copy is named by its sha256.");
            }
            var content = new Sha256(file.sha256);
            var id = Optional.ofNullable(file.xetHash).flatMap(XetHash::parse);
            boolean fits = id.flatMap(recipes::named).filter(content::equals).isPresent();
            if (!fits || claims.claim(into, content).isEmpty()) {
                failed.add(file);
            }
        }
        return failed;
    }

    private record CopiesJson(
            @Nullable TargetJson target, @Nullable List<@Nullable CopyJson> files) {}

    private record TargetJson(
            @Nullable String type, @Nullable String name) {}

    private record CopyJson(
            @Nullable String xetHash,
            @Nullable String sha256,
            @Nullable String filename) {}

    private record StorageJson(long logicalBytes, long storedBytes, long savedBytes) {}

    private record CopiedJson(List<CopyJson> failed) {}
}
