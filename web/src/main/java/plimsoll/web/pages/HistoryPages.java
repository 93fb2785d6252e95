package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Commit;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadDiff;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.CommitPage;
import plimsoll.web.pages.view.Crumb;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.History;

/// A repository's commits, and what each changed.
public final class HistoryPages {
    private static final int ON_A_PAGE = 50;
    /// No history is longer; a larger number in the address is nonsense.
    private static final int MAX_PAGE = 1_000_000;
    /// As much difference as anybody reads on a page.
    private static final int MAX_DIFF_BYTES = 256 * 1024;

    private final Doorway doorway;
    private final ReadTree tree;
    private final ReadHistory history;
    private final ReadDiff diffs;
    private final Revisions revisions;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;

    /// With what it shows.
    public HistoryPages(
            Doorway doorway,
            ReadTree tree,
            ReadHistory history,
            ReadDiff diffs,
            Mastheads mastheads,
            PageWriter pages,
            InstantSource clock) {
        this.doorway = doorway;
        this.tree = tree;
        this.history = history;
        this.diffs = diffs;
        this.revisions = new Revisions(history, new Rows(clock));
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes("GET", "/commits/{rev}", Intent.READ, this::history));
        routes.addAll(doorway.routes("GET", "/commit/{rev}", Intent.READ, this::commit));
        return routes;
    }

    private Response history(Request request, Pass pass) throws IOException {
        var revision = request.variable("rev");
        int page = request.query("p").map(HistoryPages::pageNumber).orElse(0);
        var found = history.commits(pass, revision, page * ON_A_PAGE, ON_A_PAGE);
        if (found.isEmpty() && !tree.isEmpty(pass)) {
            return refusals.tell(404, request, "There is no revision '%s' here.".formatted(revision));
        }
        int total = found.map(ReadHistory.Stretch::total).orElse(0);
        var here = Revisions.url(pass, "commits", revision, "");
        var shown = new History(
                revisions.menu(pass, revision, "commits", ""),
                Figures.counted(total, "commit", "commits"),
                found.map(ReadHistory.Stretch::commits).orElse(List.of()).stream()
                        .map(commit -> revisions.line(pass, commit))
                        .toList(),
                page > 0 ? Optional.of(here + "?p=" + (page - 1)) : Optional.empty(),
                (page + 1) * (long) ON_A_PAGE < total ? Optional.of(here + "?p=" + (page + 1)) : Optional.empty());
        return pages.page(
                request,
                Mastheads.place(pass, "History"),
                "repository/history",
                Map.of("head", mastheads.of(pass, "history", revision), "history", shown));
    }

    private static int pageNumber(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 0, MAX_PAGE);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private Response commit(Request request, Pass pass) throws IOException {
        var revision = request.variable("rev");
        var found = history.newest(pass, revision);
        if (found.isEmpty()) {
            return refusals.tell(404, request, "There is no commit '%s' here.".formatted(revision));
        }
        var commit = found.get();
        return pages.page(
                request,
                Mastheads.place(pass, commit.title()),
                "repository/commit",
                Map.of("head", mastheads.of(pass, "history", "main"), "page", shown(pass, commit)));
    }

    private CommitPage shown(Pass pass, Commit commit) throws IOException {
        var diff = diffs.read(pass, commit.oid(), MAX_DIFF_BYTES);
        var files = DiffText.files(
                diff.text(), path -> Revisions.url(pass, "blob", commit.oid().hex(), path));
        return new CommitPage(
                revisions.line(pass, commit),
                commit.message().strip(),
                commit.parents().stream()
                        .map(parent -> new Crumb(parent.hex(), Revisions.url(pass, "commit", parent.hex(), "")))
                        .toList(),
                Revisions.url(pass, "tree", commit.oid().hex(), ""),
                files,
                Figures.exact(DiffText.count(files, "added")),
                Figures.exact(DiffText.count(files, "removed")),
                diff.cut());
    }
}
