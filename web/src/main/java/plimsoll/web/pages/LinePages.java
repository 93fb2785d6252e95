package plimsoll.web.pages;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.FactSheet.Contradiction;
import plimsoll.domain.release.Intent;
import plimsoll.hub.line.ReadFacts;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.LinePage;

/// A repository's Line tab: what is known of it.
public final class LinePages {
    private final Doorway doorway;
    private final ReadFacts facts;
    private final Mastheads mastheads;
    private final PageWriter pages;

    /// With what it shows.
    public LinePages(Doorway doorway, ReadFacts facts, Mastheads mastheads, PageWriter pages) {
        this.doorway = doorway;
        this.facts = facts;
        this.mastheads = mastheads;
        this.pages = pages;
    }

    /// The routes.
    public List<Route> routes() {
        return doorway.routes("GET", "/line", Intent.READ, this::line);
    }

    private Response line(Request request, Pass pass) throws IOException {
        var known = facts.of(pass, "main");
        var sheet = known.map(ReadFacts.Known::sheet).orElse(FactSheet.EMPTY);
        var decisive = sheet.decisive();
        var shown = new LinePage(
                known.map(found -> found.commit().hex()).orElse(""),
                sheet.facts().stream()
                        .map(fact -> new LinePage.Fact(
                                name(fact.name()),
                                fact.said(),
                                fact.kind().name().toLowerCase(Locale.ROOT),
                                fact.source(),
                                fact.equals(decisive.get(fact.name()))))
                        .toList(),
                Arrays.stream(FactName.values())
                        .filter(name -> !decisive.containsKey(name))
                        .map(LinePages::name)
                        .toList(),
                sheet.contradictions().stream().map(Contradiction::sentence).toList());
        return pages.page(
                request,
                Mastheads.place(pass, "Line"),
                "repository/line",
                Map.of("head", mastheads.of(pass, "line", "main"), "page", shown));
    }

    private static String name(FactName name) {
        return name.word().replace('_', ' ');
    }
}
