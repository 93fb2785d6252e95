package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.gateway.Gateway;
import plimsoll.hub.personaldata.ReadScans;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.release.Opening;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.LikeRepository;
import plimsoll.hub.repositories.Page;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.card.CardPlace;
import plimsoll.web.pages.card.CardRenderer;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.RepositoryCard;
import plimsoll.web.pages.view.RepositoryCard.Particular;
import plimsoll.web.pages.view.RepositoryCard.Value;

/// A repository's first page, how to use it, and likes.
public final class RepositoryPages {
    private static final String MAIN = "main";
    private static final String CARD = "README.md";
    private static final String DATASET = "dataset:";
    /// Enough of the root to find something to point a download at.
    private static final int FILES_LOOKED_AT = 200;
    private static final int MAX_NAMED = 8;
    private static final int SHORT_OID = 7;

    private final Doorway doorway;
    private final EnterRepository door;
    private final Catalogue catalogue;
    private final ReadTree tree;
    private final OpenFile files;
    private final LikeRepository likes;
    private final Gateway gateway;
    private final ReadScans scans;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Mastheads mastheads;
    private final Rows rows;
    private final CardRenderer renderer = new CardRenderer();

    /// With what it shows.
    public RepositoryPages(
            EnterRepository door,
            Catalogue catalogue,
            ReadTree tree,
            OpenFile files,
            LikeRepository likes,
            Gateway gateway,
            ReadScans scans,
            PageWriter pages,
            InstantSource clock) {
        this.refusals = new RefusalPages(pages);
        this.doorway = new Doorway(door, refusals);
        this.door = door;
        this.catalogue = catalogue;
        this.tree = tree;
        this.files = files;
        this.likes = likes;
        this.gateway = gateway;
        this.scans = scans;
        this.pages = pages;
        this.mastheads = new Mastheads(catalogue, likes);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes("GET", "", Intent.READ, this::card));
        routes.addAll(doorway.routes("GET", "/use", Intent.READ, this::use));
        routes.addAll(doorway.routes("POST", "/like", Intent.READ, (request, pass) -> liked(request, pass, true)));
        routes.addAll(doorway.routes("POST", "/unlike", Intent.READ, (request, pass) -> liked(request, pass, false)));
        return routes;
    }

    private Response card(Request request, Pass pass) throws IOException {
        return pages.page(
                request,
                Mastheads.place(pass, ""),
                "repository/card",
                Map.of("head", mastheads.of(pass, "card", MAIN), "page", shown(request, pass)));
    }

    private Response use(Request request, Pass pass) throws IOException {
        return pages.page(
                request,
                Mastheads.place(pass, "Use"),
                "repository/use",
                Map.of("head", mastheads.of(pass, "use", MAIN), "page", shown(request, pass)));
    }

    private Response liked(Request request, Pass pass, boolean like) {
        var admission = like ? likes.like(pass) : likes.unlike(pass);
        if (!(admission instanceof Admitted)) {
            return refusals.tell(request, admission);
        }
        var head = mastheads.of(pass, "card", MAIN);
        return request.isHtmx()
                ? pages.part(
                        "parts/like", Map.of("frame", pages.frame(request, Mastheads.place(pass, "")), "head", head))
                : Response.redirect(303, head.url());
    }

    private RepositoryCard shown(Request request, Pass pass) throws IOException {
        var listed = catalogue.listed(pass.repository().id());
        var card = listed.flatMap(Listed::description).map(Description::card).orElse(Card.NONE);
        var head = tree.resolve(pass, MAIN);
        List<Entry> root = head.isEmpty()
                ? List.of()
                : tree
                        .list(pass, head.get(), new ReadTree.Question("", false, false, "", FILES_LOOKED_AT))
                        .map(Page::items)
                        .orElse(List.of())
                        .stream()
                        .map(ReadTree.Line::entry)
                        .toList();
        var snippets = new Snippets(request.baseUrl(), pass.repository(), card, root);
        var particulars = particulars(pass, listed, card);
        if (pass.repository().kind() == RepoKind.MODEL
                && gateway.marks(pass.repository().name())) {
            add(particulars, "Answers", Value.of("Carry a statistical watermark, which this hub can detect"));
        }
        head.ifPresent(commit -> add(particulars, "Personal data", personalData(pass, commit)));
        return new RepositoryCard(cardText(pass), particulars, snippets.fetching(), snippets.publishing());
    }

    // Of all files together only those hear from whom none is kept; others see on that page what they may.
    private Value personalData(Pass pass, GitOid commit) {
        var url = "/%s/personal-data".formatted(pass.repository().page());
        return Value.link(
                scans.gist(pass, commit).map(PersonalDataWords::line).orElse("What was found in the files"), url);
    }

    private Optional<String> cardText(Pass pass) throws IOException {
        if (!(files.open(pass, MAIN, CARD) instanceof Opening.Small small)) {
            return Optional.empty();
        }
        var text = SmallText.read(files, pass, small.file());
        var place = new CardPlace("/" + pass.repository().page(), MAIN, "");
        return Optional.of(renderer.html(text, place)).filter(html -> !html.isBlank());
    }

    private List<Particular> particulars(Pass pass, Optional<Listed> listed, Card card) {
        var kind = pass.repository().kind();
        var particulars = new ArrayList<Particular>();
        card.task().ifPresent(task -> add(particulars, "Task", filtered(kind, ListingQuery.TASK, task, task)));
        card.library()
                .ifPresent(library -> add(
                        particulars,
                        kind == RepoKind.SPACE ? "SDK" : "Library",
                        filtered(kind, ListingQuery.LIBRARY, library, library)));
        card.licence()
                .ifPresent(licence ->
                        add(particulars, "Licence", filtered(kind, ListingQuery.TAG, "license:" + licence, licence)));
        if (!card.baseModels().isEmpty()) {
            particulars.add(new Particular(
                    "Base model",
                    card.baseModels().stream()
                            .limit(MAX_NAMED)
                            .map(name -> baseModel(pass, name))
                            .toList()));
        }
        var datasets = card.tags().stream()
                .filter(tag -> tag.startsWith(DATASET))
                .map(tag -> tag.substring(DATASET.length()))
                .limit(MAX_NAMED)
                .map(name -> dataset(pass, kind, name))
                .toList();
        if (!datasets.isEmpty()) {
            particulars.add(new Particular(datasets.size() == 1 ? "Dataset" : "Datasets", datasets));
        }
        listed.flatMap(Listed::description).ifPresent(description -> {
            description.parameters().ifPresent(count -> add(particulars, "Parameters", Value.of(Figures.count(count))));
            add(
                    particulars,
                    "Size",
                    Value.of("%s in %s"
                            .formatted(
                                    Figures.size(description.sizeBytes()),
                                    Figures.counted(description.files(), "file", "files"))));
        });
        listed.ifPresent(it -> {
            add(particulars, "Downloads", Value.of(Figures.exact(it.downloads()) + " in 30 days"));
            add(particulars, "Changed", Value.at(rows.moment(it.changedAt())));
        });
        add(particulars, "Registered", Value.at(rows.moment(pass.repository().createdAt())));
        listed.flatMap(Listed::description).ifPresent(description -> {
            var oid = description.head().hex();
            add(
                    particulars,
                    "Revision",
                    Value.link(
                            oid.substring(0, SHORT_OID),
                            "/%s/commit/%s".formatted(pass.repository().page(), oid)));
        });
        return particulars;
    }

    private static void add(List<Particular> particulars, String term, Value value) {
        particulars.add(new Particular(term, List.of(value)));
    }

    private static Value filtered(RepoKind kind, String name, String value, String label) {
        return Value.link(label, "/%s?%s=%s".formatted(kind.plural(), name, Percent.encode(value)));
    }

    // What is on this hub is linked; anything else leads to all that name it too.
    private Value baseModel(Pass pass, String name) {
        return isHere(pass, RepoKind.MODEL, name)
                ? Value.link(name, "/" + name)
                : filtered(RepoKind.MODEL, ListingQuery.TAG, "base_model:" + name, name);
    }

    private Value dataset(Pass pass, RepoKind kind, String name) {
        return isHere(pass, RepoKind.DATASET, name)
                ? Value.link(name, "/datasets/" + name)
                : filtered(kind, ListingQuery.TAG, DATASET + name, name);
    }

    private boolean isHere(Pass pass, RepoKind kind, String name) {
        return RepoName.parse(name)
                .map(parsed -> door.enter(pass.recipient(), Intent.READ, kind, parsed))
                .filter(Entrance.Entered.class::isInstance)
                .isPresent();
    }
}
