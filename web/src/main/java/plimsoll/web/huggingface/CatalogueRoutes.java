package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.inspection.ReadVerdicts;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Page;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.Search;
import plimsoll.hub.repositories.SearchRepositories;
import plimsoll.hub.repositories.UnknownCursor;
import plimsoll.web.http.Door;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Listings, searches and what there is to say of one repository.
public final class CatalogueRoutes {
    /// The most files a repository may have: as many as the ecosystem's hub allows.
    private static final int MAX_SIBLINGS = 100_000;
    /// In a listing each repository shows no more files: a page has a hundred of them.
    private static final int MAX_SIBLINGS_LISTED = 1_000;
    private static final int LINES_AT_ONCE = 1_000;
    private static final int MAX_SPACES = 100;
    /// What `Description.facts` is read from.
    private static final List<FilePath> CONFIGURATION =
            List.of(new FilePath("config.json"), new FilePath("tokenizer_config.json"));

    private final EnterRepository door;
    private final Threshold threshold;
    private final Catalogue catalogue;
    private final SearchRepositories search;
    private final ReadTree tree;
    private final ReadVerdicts verdicts;

    /// Routes with what they need.
    public CatalogueRoutes(
            EnterRepository door,
            Catalogue catalogue,
            SearchRepositories search,
            ReadTree tree,
            ReadVerdicts verdicts) {
        this.door = door;
        this.threshold = new Threshold(door);
        this.catalogue = catalogue;
        this.search = search;
        this.tree = tree;
        this.verdicts = verdicts;
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.of("GET", "/api/{kind:models|datasets|spaces}", Door.LISTING, this::list));
        for (var kind : RepoKind.values()) {
            routes.add(Route.of(
                    "GET", "/api/%s-tags-by-type".formatted(kind.plural()), Door.LISTING, _ -> tagsByType(kind)));
        }
        // A name without a namespace is nobody's here, which clients must hear in their own code.
        routes.add(Route.of(
                "GET",
                "/api/{kind:models|datasets|spaces}/{name}",
                Door.OPEN,
                request -> Refusals.of(new Admission.Unseen(), request.recipient())));
        routes.add(threshold.api("GET", "", Intent.LOOK, (request, pass) -> describe(request, pass, "main")));
        routes.add(threshold.api(
                "GET",
                "/revision/{rev}",
                Intent.LOOK,
                (request, pass) -> describe(request, pass, request.variable("rev"))));
        return routes;
    }

    private Response list(Request request) throws IOException {
        var kind = RepoKind.named(request.variable("kind")).orElseThrow();
        var wanted = Wanted.inListing(request, kind);
        var asked = SearchQuery.read(request, kind, wanted);
        if (asked.isEmpty()) {
            return Response.json(List.of());
        }
        Page<Listed> page;
        try {
            page = search.search(asked.get());
        } catch (UnknownCursor e) {
            throw new Refused(400, String.valueOf(e.getMessage()));
        }
        var items = new ArrayList<Map<String, Object>>();
        for (var listed : page.items()) {
            var head = listed.description().map(description -> description.head());
            var item = RepositoryJson.of(listed, wanted, head, siblings(request, wanted, listed, head));
            if (kind == RepoKind.MODEL) {
                addModel(item, request, listed, wanted);
            }
            items.add(item);
        }
        return Paging.next(request, Response.json(items), "cursor", page.next());
    }

    private Optional<List<RepositoryJson.Sibling>> siblings(
            Request request, Wanted wanted, Listed listed, Optional<GitOid> head) throws IOException {
        if (!wanted.has("siblings") || head.isEmpty()) {
            return Optional.empty();
        }
        return door.enter(request.recipient(), Intent.READ, listed.repository()) instanceof Entrance.Entered(var pass)
                        && (pass.release().holds().isEmpty()
                                || tree.resolve(pass, head.get().hex()).isPresent())
                ? Optional.of(siblings(pass, head.get(), false, MAX_SIBLINGS_LISTED))
                : Optional.empty();
    }

    private Response describe(Request request, Pass pass, String revision) throws IOException {
        var commit = tree.resolve(pass, revision);
        if (commit.isEmpty() && !YetEmpty.is(tree, pass, revision)) {
            return Absent.revision(revision);
        }
        var listed = catalogue.listed(pass.repository().id());
        if (listed.isEmpty()) { // deleted since the door was passed
            return Refusals.of(new Admission.Unseen(), request.recipient());
        }
        var wanted = Wanted.inInfo(request);
        var files = wanted.has("siblings")
                ? Optional.of(
                        commit.isEmpty()
                                ? List.<RepositoryJson.Sibling>of()
                                : siblings(pass, commit.get(), request.flag("blobs"), MAX_SIBLINGS))
                : Optional.<List<RepositoryJson.Sibling>>empty();
        var json = RepositoryJson.of(listed.get(), wanted, commit, files);
        if (pass.repository().kind() == RepoKind.MODEL) {
            addModel(json, request, listed.get(), wanted);
            if (wanted.has("spaces")) {
                json.put("spaces", spacesWith(pass));
            }
        }
        if (request.flag("securityStatus")) {
            json.put("securityRepoStatus", security(pass, commit));
        }
        pass.release().recalls().stream().findFirst().ifPresent(recall -> json.put("recall", RecallJson.of(recall)));
        var answer = Response.json(json);
        return commit.map(oid -> answer.with("X-Repo-Commit", oid.hex())).orElse(answer);
    }

    // What a model's configuration says, and how many others derive from it.
    private void addModel(Map<String, Object> json, Request request, Listed listed, Wanted wanted) {
        if (wanted.hasFacts()
                && door.enter(request.recipient(), Intent.READ, listed.repository())
                        instanceof Entrance.Entered(var pass)
                && CONFIGURATION.stream().allMatch(path -> pass.admits(path) instanceof Admission.Admitted)) {
            RepositoryJson.addFacts(json, listed, wanted);
        }
        if (wanted.has("childrenModelCount")) {
            var name = listed.repository().name();
            json.put("childrenModelCount", catalogue.derivatives(request.recipient(), name));
        }
    }

    /// The Spaces that say they use this model, as far as its reader may know of them.
    private List<String> spacesWith(Pass pass) {
        var using = new Search(
                pass.recipient(),
                RepoKind.SPACE,
                List.of(),
                Optional.empty(),
                Set.of("model:" + pass.repository().name()),
                Optional.empty(),
                Optional.empty(),
                Search.Between.ANY,
                Search.Order.TRENDING,
                true,
                Optional.empty(),
                MAX_SPACES);
        return search.search(using).items().stream()
                .map(listed -> listed.repository().name().toString())
                .toList();
    }

    private List<RepositoryJson.Sibling> siblings(Pass pass, GitOid commit, boolean blobs, int most)
            throws IOException {
        var siblings = new ArrayList<RepositoryJson.Sibling>();
        var next = Optional.of("");
        while (next.isPresent() && siblings.size() < most) {
            var question = new ReadTree.Question("", true, false, next.get(), LINES_AT_ONCE);
            var page = tree.list(pass, commit, question);
            page.ifPresent(lines ->
                    lines.items().forEach(line -> sibling(line.entry(), blobs).ifPresent(siblings::add)));
            next = page.flatMap(Page::next);
        }
        return siblings.size() > most ? siblings.subList(0, most) : siblings;
    }

    private static Optional<RepositoryJson.Sibling> sibling(Entry entry, boolean blobs) {
        var path = entry.path().text();
        if (!blobs && !(entry instanceof Entry.Folder)) {
            return Optional.of(new RepositoryJson.Sibling(path, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return switch (entry) {
            case Entry.Folder _ -> Optional.empty();
            case Entry.SmallFile(var _, var oid, var size) ->
                Optional.of(
                        new RepositoryJson.Sibling(path, Optional.of(size), Optional.of(oid.hex()), Optional.empty()));
            case Entry.LargeFile(var _, var oid, var pointerBytes, var pointer) ->
                Optional.of(new RepositoryJson.Sibling(
                        path,
                        Optional.of(pointer.sizeBytes()),
                        Optional.of(oid.hex()),
                        Optional.of(
                                new RepositoryJson.Lfs(pointer.content().hex(), pointer.sizeBytes(), pointerBytes))));
        };
    }

    private Response tagsByType(RepoKind kind) {
        var facets = search.facets(kind);
        var groups = new LinkedHashMap<String, List<TagJson>>();
        for (var count : search.tags(kind)) {
            var tag = TagJson.of(count.name(), facets);
            groups.computeIfAbsent(tag.type(), _ -> new ArrayList<>()).add(tag);
        }
        return Response.json(groups);
    }

    private SecurityJson.OfRepository security(Pass pass, Optional<GitOid> commit) throws IOException {
        var issues = new ArrayList<SecurityJson.Issue>();
        boolean done = true;
        var next = commit.map(_ -> "");
        while (next.isPresent()) {
            var question = new ReadTree.Question("", true, false, next.get(), LINES_AT_ONCE);
            var page = tree.list(pass, commit.orElseThrow(), question);
            var entries = page.map(lines ->
                            lines.items().stream().map(ReadTree.Line::entry).toList())
                    .orElse(List.of());
            for (var said : byPath(entries).entrySet()) {
                var status = said.getValue().status();
                done &= status != ReadVerdicts.Status.WAITING;
                if (status != ReadVerdicts.Status.SAFE && status != ReadVerdicts.Status.WAITING) {
                    issues.add(new SecurityJson.Issue(said.getKey(), SecurityJson.word(status)));
                }
            }
            next = page.flatMap(Page::next);
        }
        return new SecurityJson.OfRepository(done, issues);
    }

    private Map<String, ReadVerdicts.Said> byPath(List<Entry> entries) {
        var said = new TreeMap<String, ReadVerdicts.Said>();
        verdicts.of(entries).forEach((path, one) -> said.put(path.text(), one));
        return said;
    }
}
