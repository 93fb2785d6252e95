package plimsoll.web.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Commit;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.web.http.Percent;
import plimsoll.web.pages.view.CommitLine;
import plimsoll.web.pages.view.Crumb;
import plimsoll.web.pages.view.RevisionMenu;

/// Writes revisions and commits.
final class Revisions {
    /// As many branches, and as many tags, as a menu shows.
    private static final int MAX_SHOWN = 50;

    private static final int SHORT_OID = 7;

    private final ReadHistory history;
    private final Rows rows;

    Revisions(ReadHistory history, Rows rows) {
        this.history = history;
        this.rows = rows;
    }

    /// The menu of other revisions; each leads to the same view (`tree`, `blob`, `commits`) of the same `below`.
    RevisionMenu menu(Pass pass, String revision, String view, String below) throws IOException {
        var branches = new ArrayList<Crumb>();
        var tags = new ArrayList<Crumb>();
        for (var ref : history.refs(pass).keySet()) {
            var name = ref.shortName();
            var url = url(pass, view, name, below);
            if (ref.isBranch() && branches.size() < MAX_SHOWN) {
                branches.add(new Crumb(name, url));
            } else if (ref.isTag() && tags.size() < MAX_SHOWN) {
                tags.add(new Crumb(name, url));
            }
        }
        return new RevisionMenu(
                GitOid.isGitOid(revision) ? revision.substring(0, SHORT_OID) : revision,
                branches,
                tags,
                RefPages.url(pass));
    }

    CommitLine line(Pass pass, Commit commit) {
        var oid = commit.oid().hex();
        return new CommitLine(
                commit.title().isBlank() ? "(no summary)" : commit.title(),
                "/%s/commit/%s".formatted(pass.repository().page(), oid),
                oid.substring(0, SHORT_OID),
                oid,
                commit.author(),
                rows.moment(commit.at()));
    }

    static String url(Pass pass, String view, String revision, String below) {
        var start = "/%s/%s/%s".formatted(pass.repository().page(), view, Percent.encode(revision));
        return below.isEmpty() ? start : start + "/" + Percent.encodePath(below);
    }

    /// The way to a path: the repository, each folder, the last step.
    static List<Crumb> crumbs(Pass pass, String revision, String path) {
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(new Crumb(pass.repository().name().name(), url(pass, "tree", revision, "")));
        int end = -1;
        while (!path.isEmpty() && end < path.length()) {
            int start = end + 1;
            end = path.indexOf('/', start);
            end = end < 0 ? path.length() : end;
            crumbs.add(new Crumb(path.substring(start, end), url(pass, "tree", revision, path.substring(0, end))));
        }
        return crumbs;
    }
}
