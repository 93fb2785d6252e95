package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.release.Opening;
import plimsoll.hub.release.WarnTaker;
import plimsoll.hub.repositories.CountDownload;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.xet.Recipes;
import plimsoll.web.http.Content;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Warnings;
import plimsoll.web.xet.XetAccess;

/// Files by revision and path: `resolve` for their bytes, `raw` for what git keeps.
public final class FileRoutes {
    /// What the JavaScript client asks for instead of the file.
    private static final String FILE_INFO = "application/vnd.xet-fileinfo+json";

    private final Threshold threshold;
    private final OpenFile files;
    private final ReadTree tree;
    private final DownloadAddresses addresses;
    private final CountDownload downloads;
    private final NoteCopy copies;
    private final WarnTaker warnings;
    private final Recipes recipes;

    /// Routes for whom `door` lets in; large files are fetched from `addresses`, `downloads` and `copies` hear of each,
    /// and `warnings` travel with it. What has `recipes` can be fetched by its chunks.
    public FileRoutes(
            EnterRepository door,
            OpenFile files,
            ReadTree tree,
            DownloadAddresses addresses,
            CountDownload downloads,
            NoteCopy copies,
            WarnTaker warnings,
            Recipes recipes) {
        this.threshold = new Threshold(door);
        this.files = files;
        this.tree = tree;
        this.addresses = addresses;
        this.downloads = downloads;
        this.copies = copies;
        this.warnings = warnings;
        this.recipes = recipes;
    }

    /// The routes; each answers `HEAD` as well.
    public List<Route> routes() {
        return List.of(
                threshold.modelPage("GET", "/resolve/{rev}/{path...}", Intent.READ, this::resolve),
                threshold.otherPage("GET", "/resolve/{rev}/{path...}", Intent.READ, this::resolve),
                threshold.modelPage("GET", "/raw/{rev}/{path...}", Intent.READ, this::raw),
                threshold.otherPage("GET", "/raw/{rev}/{path...}", Intent.READ, this::raw));
    }

    private Response resolve(Request request, Pass pass) throws IOException {
        return switch (open(request, pass)) {
            case Opening.Small small -> {
                var file = small.file();
                count(request, pass, file.path(), file.oid().hex());
                yield warned(pass, small(request, pass, small));
            }
            case Opening.Large large -> {
                var file = large.file();
                count(request, pass, file.path(), file.pointer().content().hex());
                yield warned(pass, large(request, pass, large));
            }
            case Opening.Refused refused -> refused(request, refused);
            case Opening.NoRevision(var revision) -> absent(pass, revision);
            case Opening.NoFile absent -> Absent.file(absent.commit());
        };
    }

    private static Response refused(Request request, Opening.Refused refused) {
        return Refusals.of(refused.why(), request.recipient())
                .with("X-Repo-Commit", refused.commit().hex());
    }

    private Response raw(Request request, Pass pass) throws IOException {
        return switch (open(request, pass)) {
            case Opening.Small small -> small(request, pass, small);
            case Opening.Large(var commit, var file, var named) -> {
                var etag = named.equals(file.pointer())
                        ? file.oid().hex()
                        : named.content().hex();
                var content = Content.of(named.text(), etag, "text/plain; charset=utf-8");
                yield FileHeaders.guarded(content.answer(request)).with("X-Repo-Commit", commit.hex());
            }
            case Opening.Refused refused -> refused(request, refused);
            case Opening.NoRevision(var revision) -> absent(pass, revision);
            case Opening.NoFile absent -> Absent.file(absent.commit());
        };
    }

    private Opening open(Request request, Pass pass) throws IOException {
        return files.open(pass, request.variable("rev"), request.variable("path"));
    }

    private Response warned(Pass pass, Response answer) {
        return Warnings.on(answer, warnings.of(pass));
    }

    private void count(Request request, Pass pass, FilePath file, String hash) {
        if (!request.isHead()) {
            copies.took(pass, pass.componentOf(file), hash, file.text());
            var client = switch (pass.recipient()) {
                case Recipient.Known known -> known.name().text();
                case Recipient.Stranger _ -> request.remoteAddress();
            };
            downloads.count(pass.repository(), file, client);
        }
    }

    private Response small(Request request, Pass pass, Opening.Small small) {
        var file = small.file();
        var name = fileName(file.path());
        var type = FileHeaders.mediaType(name);
        var answer = file.sizeBytes() == 0 && request.header("Range").isPresent()
                ? emptyInPart(file.oid().hex(), type)
                : new Content(
                                () -> files.bytes(pass.repository().id(), file),
                                file.sizeBytes(),
                                file.oid().hex(),
                                type)
                        .answer(request);
        answer =
                FileHeaders.guarded(answer).with("X-Repo-Commit", small.commit().hex());
        return request.flag("noContentDisposition")
                ? answer
                : FileHeaders.named(answer, name, request.flag("download"));
    }

    // The JavaScript client asks for the first byte to learn the size, and gives up on 416. An empty file has no first
    // byte: it gets everything, and the size where it looks for it.
    private static Response emptyInPart(String etag, String type) {
        return Response.bytes(200, type, new byte[0])
                .with("ETag", "\"" + etag + "\"")
                .with("Accept-Ranges", "bytes")
                .with("Content-Range", "bytes */0");
    }

    // HEAD is not redirected: huggingface_hub follows within one host, and would miss these headers at the signed
    // address.
    private Response large(Request request, Pass pass, Opening.Large large) {
        var answer = request.isHead() ? described(large) : redirected(request, pass, large);
        answer = answer.with("X-Linked-Size", String.valueOf(large.named().sizeBytes()))
                .with("X-Linked-ETag", "\"" + large.named().content() + "\"")
                .with("ETag", "\"" + large.named().content() + "\"")
                .with("Accept-Ranges", "bytes")
                .with("X-Repo-Commit", large.commit().hex());
        return FileHeaders.guarded(xet(request, pass, large, answer));
    }

    private static Response described(Opening.Large large) {
        var name = fileName(large.file().path());
        return Response.head(FileHeaders.mediaType(name), large.named().sizeBytes());
    }

    private Response redirected(Request request, Pass pass, Opening.Large large) {
        var name = request.flag("noContentDisposition")
                ? ""
                : fileName(large.file().path());
        return Response.redirect(
                302, addresses.fetch(request.baseUrl(), pass.repository().id(), large.named(), request.holder(), name));
    }

    // A file whose bytes are its recipient's own is called otherwise, and has no chunks that others have.
    private Response xet(Request request, Pass pass, Opening.Large large, Response answer) {
        var id = Optional.ofNullable(
                recipes.ids(Set.of(large.named().content())).get(large.named().content()));
        if (id.isEmpty() || !large.named().equals(large.file().pointer())) {
            return answer;
        }
        var linked = XetAccess.linked(
                answer, request, pass.repository(), large.commit().hex(), id.get());
        boolean wantsDescription = request.header("Accept")
                .filter(accept -> accept.contains(FILE_INFO))
                .isPresent();
        if (!wantsDescription) {
            return linked;
        }
        var described = Response.bytes(
                200, FILE_INFO, Json.write(Map.of("hash", id.get().toString())));
        for (var header : linked.headers()) {
            described = header.name().equals("Location") ? described : described.with(header.name(), header.value());
        }
        return described;
    }

    // Before its first commit a repository has a main branch, as far as clients care, and nothing in it.
    private Response absent(Pass pass, String revision) throws IOException {
        return YetEmpty.is(tree, pass, revision) ? Absent.file() : Absent.revision(revision);
    }

    private static String fileName(FilePath path) {
        return path.text().substring(path.text().lastIndexOf('/') + 1);
    }
}
