package plimsoll.web.pages;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.repositories.Facets;
import plimsoll.hub.repositories.Search;
import plimsoll.hub.repositories.SearchRepositories;
import plimsoll.hub.repositories.UnknownCursor;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.Home;
import plimsoll.web.pages.view.Listing;
import plimsoll.web.pages.view.Listing.Choice;
import plimsoll.web.pages.view.Listing.Facet;

/// The first page and the three registers.
public final class ListingPages {
    private static final int ON_A_SHELF = 6;
    private static final int ON_A_PAGE = 30;
    /// As many choices as a reader takes in at a glance; the search finds the rest.
    private static final int CHOICES = 8;

    private final SearchRepositories search;
    private final PageWriter pages;
    private final Rows rows;

    /// Shows what `search` finds.
    public ListingPages(SearchRepositories search, PageWriter pages, InstantSource clock) {
        this.search = search;
        this.pages = pages;
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/", Door.LISTING, this::home),
                Route.of("GET", "/models", Door.LISTING, request -> listing(request, RepoKind.MODEL)),
                Route.of("GET", "/datasets", Door.LISTING, request -> listing(request, RepoKind.DATASET)),
                Route.of("GET", "/spaces", Door.LISTING, request -> listing(request, RepoKind.SPACE)));
    }

    private Response home(Request request) {
        var shelves = new ArrayList<Home.Shelf>();
        for (var kind : RepoKind.values()) {
            var found = search.search(Search.everything(request.recipient(), kind, ON_A_SHELF));
            shelves.add(new Home.Shelf(Rows.title(kind), "/" + kind.plural(), rows.of(found.items())));
        }
        return pages.page(request, Place.titled("A hub for models"), "home", Map.of("home", new Home(shelves)));
    }

    private Response listing(Request request, RepoKind kind) {
        var listing = found(request, kind);
        // htmx puts the fragment in place; a reader who comes back through the history needs the whole page.
        boolean part =
                request.isHtmx() && request.header("HX-History-Restore-Request").isEmpty();
        return part
                ? pages.part("browse", Map.of("listing", listing))
                : pages.page(request, new Place(listing.title(), kind.plural()), "listing", Map.of("listing", listing));
    }

    private Listing found(Request request, RepoKind kind) {
        var asked = ListingQuery.of(request);
        var query = asked;
        plimsoll.hub.repositories.Page<plimsoll.domain.repository.Listed> page;
        try {
            page = search.search(query.search(request.recipient(), kind, ON_A_PAGE));
        } catch (UnknownCursor _) { // an old or altered address: begin again
            query = asked.without(ListingQuery.CURSOR);
            page = search.search(query.search(request.recipient(), kind, ON_A_PAGE));
        }
        var here = query;
        return new Listing(
                Rows.title(kind),
                here.path(),
                here.first(ListingQuery.SEARCH).orElse(""),
                kept(here),
                chosen(here),
                facets(here, kind),
                sorts(here),
                rows.of(page.items()),
                here.first(ListingQuery.CURSOR).isEmpty(),
                here.without(ListingQuery.CURSOR).url(),
                page.next().map(next -> here.with(ListingQuery.CURSOR, next).url()));
    }

    private static List<Listing.Kept> kept(ListingQuery query) {
        return query.without(ListingQuery.SEARCH, ListingQuery.CURSOR).parameters().stream()
                .map(parameter -> new Listing.Kept(parameter.name(), parameter.value()))
                .toList();
    }

    private static List<Choice> chosen(ListingQuery query) {
        return query.without(ListingQuery.SORT, ListingQuery.CURSOR).parameters().stream()
                .map(parameter ->
                        new Choice(label(parameter), query.less(parameter).url(), true, Optional.empty()))
                .toList();
    }

    private static String label(ListingQuery.Parameter parameter) {
        return switch (parameter.name()) {
            case ListingQuery.SIZE ->
                SizeClass.named(parameter.value()).map(SizeClass::label).orElse(parameter.value());
            case ListingQuery.SEARCH -> "“%s”".formatted(parameter.value());
            case ListingQuery.AUTHOR -> "by " + parameter.value();
            default -> parameter.value();
        };
    }

    private List<Facet> facets(ListingQuery query, RepoKind kind) {
        var counts = search.facets(kind);
        var facets = new ArrayList<Facet>();
        addFacet(facets, query, "Task", ListingQuery.TASK, "", counts.tasks());
        addFacet(facets, query, "Library", ListingQuery.LIBRARY, "", counts.libraries());
        addFacet(facets, query, "Licence", ListingQuery.TAG, "license:", counts.licences());
        addFacet(facets, query, "Base model", ListingQuery.TAG, "base_model:", counts.baseModels());
        if (kind == RepoKind.MODEL) {
            var sizes = new ArrayList<Choice>();
            for (var size : SizeClass.values()) {
                sizes.add(choice(query, ListingQuery.SIZE, size.word(), size.label(), Optional.empty()));
            }
            facets.add(new Facet("Size", sizes));
        }
        return facets;
    }

    private static void addFacet(
            List<Facet> facets,
            ListingQuery query,
            String title,
            String name,
            String prefix,
            List<Facets.Count> counts) {
        if (!counts.isEmpty()) {
            facets.add(new Facet(
                    title,
                    counts.stream()
                            .limit(CHOICES)
                            .map(count -> choice(
                                    query,
                                    name,
                                    prefix + count.name(),
                                    count.name(),
                                    Optional.of(Figures.count(count.repositories()))))
                            .toList()));
        }
    }

    private static Choice choice(ListingQuery query, String name, String value, String label, Optional<String> count) {
        return new Choice(label, query.toggled(name, value).url(), query.has(name, value), count);
    }

    private static List<Choice> sorts(ListingQuery query) {
        var current = SortOrder.named(query.first(ListingQuery.SORT).orElse(""));
        var sorts = new ArrayList<Choice>();
        for (var order : SortOrder.values()) {
            sorts.add(new Choice(
                    order.label(),
                    query.with(ListingQuery.SORT, order.word()).url(),
                    order == current,
                    Optional.empty()));
        }
        return sorts;
    }
}
