package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry.LargeFile;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// What llama.cpp asks before it downloads: which GGUF file a quantisation's name means.
public final class ManifestRoutes {
    private static final int TREE_PAGE = 1_000;
    /// A repository of GGUF files has dozens.
    private static final int MAX_ENTRIES = 20_000;
    /// What "latest" means, best first: the usual middle between size and quality, then its neighbours.
    private static final List<String> USUAL = List.of("Q4_K_M", "Q4_0", "Q5_K_M", "Q8_0", "F16");

    private final Threshold threshold;
    private final ReadTree tree;

    /// Routes that read by `tree` for whom `door` lets in.
    public ManifestRoutes(EnterRepository door, ReadTree tree) {
        this.threshold = new Threshold(door);
        this.tree = tree;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(threshold.manifest("/manifests/{tag}", Intent.READ, this::manifest));
    }

    private Response manifest(Request request, Pass pass) throws IOException {
        var commit = tree.resolve(pass, "main");
        if (commit.isEmpty()) {
            return Absent.revision("main");
        }
        var weights = new ArrayList<LargeFile>();
        var projectors = new ArrayList<LargeFile>();
        for (var file : ggufFiles(pass, commit.get())) {
            (file.path().text().toLowerCase(Locale.ROOT).contains("mmproj") ? projectors : weights).add(file);
        }
        var tag = request.variable("tag");
        var chosen = tag.equals("latest") ? usual(weights) : quantised(weights, tag);
        if (chosen.isEmpty()) {
            return Response.error(404, "EntryNotFound", "There is no GGUF file for '%s' here.".formatted(tag))
                    .with("X-Repo-Commit", commit.get().hex());
        }
        return Response.json(new ManifestJson(
                FileJson.of(chosen.get()), projectors.stream().findFirst().map(FileJson::of)));
    }

    private static Optional<LargeFile> usual(List<LargeFile> files) {
        for (var quantisation : USUAL) {
            var found = quantised(files, quantisation);
            if (found.isPresent()) {
                return found;
            }
        }
        return files.stream().findFirst();
    }

    // Of a model in several files the first is named; it tells the others.
    private static Optional<LargeFile> quantised(List<LargeFile> files, String tag) {
        var wanted = tag.toUpperCase(Locale.ROOT);
        return files.stream()
                .filter(file -> file.path().text().toUpperCase(Locale.ROOT).contains(wanted))
                .findFirst();
    }

    private List<LargeFile> ggufFiles(Pass pass, GitOid commit) throws IOException {
        var files = new ArrayList<LargeFile>();
        var after = "";
        for (int seen = 0; seen < MAX_ENTRIES; seen += TREE_PAGE) {
            var page = tree.list(pass, commit, new ReadTree.Question("", true, false, after, TREE_PAGE))
                    .orElseThrow();
            for (var line : page.items()) {
                if (line.entry() instanceof LargeFile file && file.path().text().endsWith(".gguf")) {
                    files.add(file);
                }
            }
            if (page.next().isEmpty()) {
                break;
            }
            after = page.next().get();
        }
        return files;
    }

    private record ManifestJson(FileJson ggufFile, Optional<FileJson> mmprojFile) {}

    private record FileJson(String rfilename, String blobId, long size, Lfs lfs) {
        static FileJson of(LargeFile file) {
            var lfs = new Lfs(file.pointer().content().hex(), file.pointer().sizeBytes(), file.pointerBytes());
            return new FileJson(
                    file.path().text(), file.oid().hex(), file.pointer().sizeBytes(), lfs);
        }
    }

    private record Lfs(String sha256, long size, long pointerSize) {}
}
