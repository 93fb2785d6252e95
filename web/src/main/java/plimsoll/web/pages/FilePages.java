package plimsoll.web.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.inspection.ReadVerdicts;
import plimsoll.hub.inspection.ReadVerdicts.Said;
import plimsoll.hub.inspection.WaiveHold;
import plimsoll.hub.personaldata.ReadScans;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.release.Opening;
import plimsoll.hub.release.ReadWeightsHeader;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.xet.ReportStorage;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.CommitLine;
import plimsoll.web.pages.view.Crumb;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.FilePage;
import plimsoll.web.pages.view.FileTree;
import plimsoll.web.pages.view.HeldCommit;
import plimsoll.web.pages.view.Inspected;
import plimsoll.web.pages.view.PersonalDataPage;

/// A repository's folders and files.
public final class FilePages {
    private static final String AFTER = "after";
    private static final int ON_A_PAGE = 100;

    private final Doorway doorway;
    private final ReadTree tree;
    private final OpenFile files;
    private final Revisions revisions;
    private final ReadHistory history;
    private final FileContents contents;
    private final ReportStorage storage;
    private final InspectionWords inspections;
    private final ReadScans scans;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;

    /// With what it shows.
    public FilePages(
            Doorway doorway,
            ReadTree tree,
            ReadHistory history,
            OpenFile files,
            ReadWeightsHeader headers,
            ReportStorage storage,
            ReadVerdicts verdicts,
            WaiveHold waive,
            ReadScans scans,
            Mastheads mastheads,
            PageWriter pages,
            InstantSource clock) {
        this.doorway = doorway;
        this.tree = tree;
        this.files = files;
        this.history = history;
        this.revisions = new Revisions(history, new Rows(clock));
        this.contents = new FileContents(files, headers);
        this.storage = storage;
        this.scans = scans;
        this.inspections = new InspectionWords(verdicts, waive, files);
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes("GET", "/tree/{rev}/{path...}", Intent.READ, this::folder));
        routes.addAll(doorway.routes("GET", "/blob/{rev}/{path...}", Intent.READ, this::file));
        return routes;
    }

    private Response folder(Request request, Pass pass) throws IOException {
        var revision = request.variable("rev");
        var folder = request.variable("path").replaceAll("/+$", "");
        var commit = tree.resolve(pass, revision);
        if (commit.isEmpty()) {
            return tree.isEmpty(pass)
                    ? shown(request, pass, revision, empty(pass, revision))
                    : refusals.tell(404, request, "There is no revision '%s' here.".formatted(revision));
        }
        var question =
                new ReadTree.Question(folder, false, true, request.query(AFTER).orElse(""), ON_A_PAGE);
        var found = folder.isEmpty() || FilePath.parse(folder).isPresent()
                ? tree.list(pass, commit.get(), question)
                : Optional.<plimsoll.hub.repositories.Page<ReadTree.Line>>empty();
        if (found.isEmpty()) {
            return files.open(pass, revision, folder) instanceof Opening.NoFile
                    ? refusals.tell(404, request, "There is no folder '%s' in this revision.".formatted(folder))
                    : Response.redirect(302, Revisions.url(pass, "blob", revision, folder));
        }
        var here = Revisions.url(pass, "tree", revision, folder);
        var held = inspections.held(pass, commit.get(), here);
        return shown(request, pass, revision, fileTree(request, pass, revision, folder, found.get(), held));
    }

    private Response shown(Request request, Pass pass, String revision, FileTree shown) {
        return pages.page(
                request,
                Mastheads.place(pass, "Files"),
                "repository/tree",
                Map.of("head", mastheads.of(pass, "files", revision), "tree", shown));
    }

    private FileTree empty(Pass pass, String revision) throws IOException {
        return new FileTree(
                Revisions.crumbs(pass, revision, ""),
                revisions.menu(pass, revision, "tree", ""),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                upload(pass, RefName.MAIN.shortName(), ""),
                Optional.empty(),
                Optional.empty());
    }

    private FileTree fileTree(
            Request request,
            Pass pass,
            String revision,
            String folder,
            plimsoll.hub.repositories.Page<ReadTree.Line> page,
            Optional<HeldCommit> held)
            throws IOException {
        var here = Revisions.url(pass, "tree", revision, folder);
        var said =
                inspections.of(page.items().stream().map(ReadTree.Line::entry).toList());
        boolean branch =
                RefName.branch(revision).map(name -> refs(pass).contains(name)).orElse(false);
        return new FileTree(
                Revisions.crumbs(pass, revision, folder),
                revisions.menu(pass, revision, "tree", folder),
                newest(pass, revision),
                page.items().stream()
                        .map(line -> line(pass, revision, line, said))
                        .toList(),
                folder.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Revisions.url(pass, "tree", revision, new FilePath(folder).folder())),
                request.query(AFTER).map(_ -> here),
                page.next().map(next -> here + "?" + AFTER + "=" + Percent.encode(next)),
                branch ? upload(pass, revision, folder) : Optional.empty(),
                folder.isEmpty() ? storage(pass) : Optional.empty(),
                held);
    }

    private Optional<FileTree.Storage> storage(Pass pass) {
        return storage.of(pass)
                .filter(report -> report.logicalBytes() > 0)
                .map(report -> new FileTree.Storage(
                        Figures.size(report.logicalBytes()),
                        Figures.size(report.storedBytes()),
                        Figures.size(report.savedBytes())));
    }

    private Set<RefName> refs(Pass pass) {
        try {
            return history.refs(pass).keySet();
        } catch (IOException e) {
            throw new UncheckedIOException("the refs cannot be read", e);
        }
    }

    private Optional<String> upload(Pass pass, String branch, String folder) {
        return pass.may(Intent.WRITE) instanceof Admitted
                ? Optional.of(Revisions.url(pass, "upload", branch, folder))
                : Optional.empty();
    }

    /// Where something is done to a file, by somebody who may; only branches can be written to.
    private Optional<String> write(Pass pass, String deed, String revision, FilePath path) {
        return upload(pass, revision, "")
                .filter(_ ->
                        RefName.branch(revision).filter(refs(pass)::contains).isPresent())
                .map(_ -> Revisions.url(pass, deed, revision, path.text()));
    }

    private Optional<CommitLine> newest(Pass pass, String revision) throws IOException {
        return history.newest(pass, revision).map(commit -> revisions.line(pass, commit));
    }

    private FileTree.File line(Pass pass, String revision, ReadTree.Line line, Map<FilePath, Said> said) {
        var path = line.entry().path();
        var last = line.lastCommit().map(commit -> revisions.line(pass, commit));
        var size = switch (line.entry()) {
            case Entry.Folder _ -> Optional.<Long>empty();
            case Entry.SmallFile file -> Optional.of(file.sizeBytes());
            case Entry.LargeFile file -> Optional.of(file.pointer().sizeBytes());
        };
        return new FileTree.File(
                path.fileName(),
                Revisions.url(pass, size.isEmpty() ? "tree" : "blob", revision, path.text()),
                size.isEmpty(),
                line.entry() instanceof Entry.LargeFile,
                size.map(Figures::size),
                size.map(_ -> download(pass, revision, path)),
                last,
                Optional.ofNullable(said.get(path))
                        .map(Said::status)
                        .filter(status -> status != ReadVerdicts.Status.SAFE && status != ReadVerdicts.Status.WAITING)
                        .map(InspectionWords::word));
    }

    private Response file(Request request, Pass pass) throws IOException {
        var revision = request.variable("rev");
        return switch (files.open(pass, revision, request.variable("path"))) {
            case Opening.NoRevision _ ->
                refusals.tell(404, request, "There is no revision '%s' here.".formatted(revision));
            case Opening.NoFile(var commit, var path) ->
                tree.list(pass, commit, new ReadTree.Question(path, false, false, "", 1))
                                .isPresent()
                        ? Response.redirect(302, Revisions.url(pass, "tree", revision, path))
                        : refusals.tell(404, request, "There is no file '%s' in this revision.".formatted(path));
            case Opening.Refused(var commit, var entry, var why) ->
                shown(
                        request,
                        pass,
                        commit,
                        entry.path(),
                        entry instanceof Entry.LargeFile large
                                ? large.pointer().sizeBytes()
                                : ((Entry.SmallFile) entry).sizeBytes(),
                        "released as part of: "
                                + pass.componentOf(entry.path()).word().replace('-', ' '),
                        new FilePage.Unshown(Refusals.of(why, request.recipient())
                                .header("X-Error-Message")
                                .orElse("This file is not for you.")),
                        Optional.empty(),
                        Optional.empty());
            case Opening.Small small ->
                shown(
                        request,
                        pass,
                        small.commit(),
                        small.file().path(),
                        small.file().sizeBytes(),
                        "in git as blob " + small.file().oid().hex().substring(0, 10),
                        contents.of(request, pass, revision, small),
                        Optional.of(inspections.of(pass, small, small.file())),
                        Optional.of(PersonalDataWords.file(pass, revision, scans.of(pass, small.file()))));
            case Opening.Large large ->
                shown(
                        request,
                        pass,
                        large.commit(),
                        large.file().path(),
                        large.named().sizeBytes(),
                        "large file, SHA-256 " + large.named().content(),
                        contents.of(pass, revision, large),
                        Optional.of(inspections.of(pass, large, large.file())),
                        Optional.of(PersonalDataWords.file(pass, revision, scans.of(pass, large.file()))));
        };
    }

    private Response shown(
            Request request,
            Pass pass,
            GitOid commit,
            FilePath path,
            long sizeBytes,
            String stored,
            FilePage.Content content,
            Optional<Inspected> inspected,
            Optional<PersonalDataPage.File> personalData)
            throws IOException {
        var revision = request.variable("rev");
        var last = tree.at(pass, commit, List.of(path), true).stream()
                .flatMap(line -> line.lastCommit().stream())
                .findFirst()
                .map(found -> revisions.line(pass, found));
        List<Crumb> crumbs = Revisions.crumbs(pass, revision, path.text());
        var page = new FilePage(
                crumbs,
                revisions.menu(pass, revision, "blob", path.text()),
                path.fileName(),
                Figures.size(sizeBytes),
                stored,
                download(pass, revision, path),
                write(pass, "edit", revision, path)
                        .filter(_ -> content instanceof FilePage.Text || content instanceof FilePage.Markdown)
                        .filter(_ -> sizeBytes <= EditPages.MAX_TEXT_BYTES),
                write(pass, "remove", revision, path),
                last,
                inspected,
                personalData,
                content);
        return pages.page(
                request,
                Mastheads.place(pass, path.fileName()),
                "repository/file",
                Map.of("head", mastheads.of(pass, "files", revision), "file", page));
    }

    static String download(Pass pass, String revision, FilePath path) {
        return Revisions.url(pass, "resolve", revision, path.text()) + "?download=true";
    }
}
