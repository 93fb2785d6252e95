package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Commit;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.inspection.ReadVerdicts;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.xet.Recipes;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import tools.jackson.databind.JsonNode;

/// What is in a repository: its tree, some of its paths, its refs, its commits.
public final class TreeRoutes {
    private static final int TREE_PAGE = 1_000;
    /// Finding last commits walks the history, so that such pages are short.
    private static final int EXPANDED_PAGE = 100;
    private static final int COMMITS_PAGE = 50;
    private static final int MOST_COMMITS = 1_000;
    /// More paths than any client asks about at once.
    private static final int MAX_PATHS = 2_000;
    private static final int MAX_PATHS_BYTES = 1024 * 1024;

    private final Threshold threshold;
    private final ReadTree tree;
    private final ReadHistory history;
    private final Recipes recipes;
    private final ReadVerdicts verdicts;

    /// Routes that read by `tree`, `history` and `verdicts` for whom `door` lets in.
    public TreeRoutes(
            EnterRepository door, ReadTree tree, ReadHistory history, Recipes recipes, ReadVerdicts verdicts) {
        this.threshold = new Threshold(door);
        this.tree = tree;
        this.history = history;
        this.recipes = recipes;
        this.verdicts = verdicts;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("GET", "/tree/{rev}/{path...}", Intent.READ, this::tree),
                threshold.api("POST", "/paths-info/{rev}", Intent.READ, this::pathsInfo),
                threshold.api("GET", "/refs", Intent.READ, this::refs),
                threshold.api("GET", "/commits/{rev}", Intent.READ, this::commits));
    }

    private Response tree(Request request, Pass pass) throws IOException {
        var revision = request.variable("rev");
        var commit = tree.resolve(pass, revision);
        if (commit.isEmpty()) {
            return YetEmpty.is(tree, pass, revision) ? Response.json(List.of()) : Absent.revision(revision);
        }
        boolean expand = request.flag("expand");
        int most = expand ? EXPANDED_PAGE : TREE_PAGE;
        var question = new ReadTree.Question(
                folder(request),
                request.flag("recursive"),
                expand,
                request.query("cursor").orElse(""),
                Paging.limit(request, most, most));
        var page = tree.list(pass, commit.get(), question);
        if (page.isEmpty()) {
            return Absent.file(commit.get());
        }
        var lines = json(page.get().items(), expand);
        var answer = Response.json(lines).with("X-Repo-Commit", commit.get().hex());
        return Paging.next(request, answer, "cursor", page.get().next());
    }

    private List<TreeJson> json(List<ReadTree.Line> lines, boolean expand) {
        return TreeJson.of(
                lines,
                recipes,
                expand ? verdicts.of(lines.stream().map(ReadTree.Line::entry).toList()) : Map.of());
    }

    private static String folder(Request request) {
        var path = request.variable("path").replaceAll("/+$", "");
        FilePath.objection(path).filter(_ -> !path.isEmpty()).ifPresent(objection -> {
            throw new Refused(400, objection);
        });
        return path;
    }

    private Response pathsInfo(Request request, Pass pass) throws IOException {
        var asked = request.hasForm()
                ? new Asked(
                        request.fields("paths"),
                        request.field("expand").map(Request::isYes).orElse(false))
                : PathsAsked.asked(request.json(PathsAsked.class, MAX_PATHS_BYTES));
        if (asked.paths.size() > MAX_PATHS) {
            throw new Refused(400, "Ask for at most %d paths at once.".formatted(MAX_PATHS));
        }
        var revision = request.variable("rev");
        var commit = tree.resolve(pass, revision);
        if (commit.isEmpty()) {
            return YetEmpty.is(tree, pass, revision) ? Response.json(List.of()) : Absent.revision(revision);
        }
        var paths = asked.paths.stream()
                .flatMap(path -> FilePath.parse(path.replaceAll("/+$", "")).stream())
                .toList();
        return Response.json(json(tree.at(pass, commit.get(), paths, asked.expand), asked.expand));
    }

    private Response refs(Request request, Pass pass) throws IOException {
        var refs = history.refs(pass);
        var pulls = request.flag("include_prs")
                ? Optional.of(named(refs, RefName::isPull, RefName::text))
                : Optional.<List<RefJson>>empty();
        return Response.json(new RefsJson(
                named(refs, RefName::isBranch, RefName::shortName),
                List.of(),
                named(refs, RefName::isTag, RefName::shortName),
                pulls));
    }

    private static List<RefJson> named(
            Map<RefName, GitOid> refs, Predicate<RefName> kind, Function<RefName, String> name) {
        return refs.entrySet().stream()
                .filter(ref -> kind.test(ref.getKey()))
                .map(ref -> new RefJson(
                        name.apply(ref.getKey()),
                        ref.getKey().text(),
                        ref.getValue().hex()))
                .toList();
    }

    private Response commits(Request request, Pass pass) throws IOException {
        var revision = request.variable("rev");
        int limit = Paging.limit(request, COMMITS_PAGE, MOST_COMMITS);
        int page = Paging.count(request, "p");
        int skip = (int) Math.min((long) page * limit, Integer.MAX_VALUE);
        var found = history.commits(pass, revision, skip, limit);
        if (found.isEmpty()) {
            return YetEmpty.is(tree, pass, revision)
                    ? Response.json(List.of()).with("X-Total-Count", "0")
                    : Absent.revision(revision);
        }
        boolean formatted = request.queryAll("expand").contains("formatted");
        int total = found.get().total();
        var commits = found.get().commits().stream()
                .map(commit -> CommitJson.of(commit, formatted))
                .toList();
        var answer = Response.json(commits).with("X-Total-Count", String.valueOf(total));
        boolean more = (page + 1L) * limit < total;
        return Paging.next(request, answer, "p", more ? Optional.of(String.valueOf(page + 1)) : Optional.empty());
    }

    private record Asked(List<String> paths, boolean expand) {}

    /// A question for some paths, as JSON.
    private record PathsAsked(
            @Nullable JsonNode paths, @Nullable Boolean expand) {
        static Asked asked(PathsAsked body) {
            if (body.paths == null) {
                throw new Refused(400, "'paths' is missing.");
            }
            var paths = body.paths.isArray()
                    ? body.paths.valueStream().map(JsonNode::asString).toList()
                    : List.of(body.paths.asString());
            return new Asked(paths, Boolean.TRUE.equals(body.expand));
        }
    }

    private record RefJson(String name, String ref, String targetCommit) {}

    private record RefsJson(
            List<RefJson> branches, List<RefJson> converts, List<RefJson> tags, Optional<List<RefJson>> pullRequests) {}

    private record CommitJson(
            String id, String title, String message, String date, List<Author> authors, Optional<Formatted> formatted) {
        static CommitJson of(Commit commit, boolean formatted) {
            return new CommitJson(
                    commit.oid().hex(),
                    commit.title(),
                    commit.message(),
                    Timestamp.iso(commit.at()),
                    List.of(new Author(commit.author(), "")),
                    formatted
                            ? Optional.of(new Formatted(escaped(commit.title()), escaped(commit.message())))
                            : Optional.empty());
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    }

    private record Author(String user, String avatar) {}

    private record Formatted(String title, String message) {}
}
