package plimsoll.web.pages;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Intent;
import plimsoll.hub.release.CompareTemplates;
import plimsoll.hub.release.CompareTemplates.Against;
import plimsoll.hub.release.CompareTemplates.Compared;
import plimsoll.hub.release.CompareTemplates.Variant;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.CommitPage.Line;
import plimsoll.web.pages.view.TemplatePage;

/// The template for conversations of a model: where it stands, whether its copies say the same, and what it changes of
/// the models it derives from.
public final class TemplatePages {
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_LINES = 2_000;

    private final Doorway doorway;
    private final ReadTree tree;
    private final CompareTemplates compare;
    private final Mastheads mastheads;
    private final PageWriter pages;

    /// With what it shows.
    public TemplatePages(
            Doorway doorway, ReadTree tree, CompareTemplates compare, Mastheads mastheads, PageWriter pages) {
        this.doorway = doorway;
        this.tree = tree;
        this.compare = compare;
        this.mastheads = mastheads;
        this.pages = pages;
    }

    /// The routes.
    public List<Route> routes() {
        return doorway.routes("GET", "/chat-template", Intent.READ, this::compared);
    }

    private Response compared(Request request, Pass pass) throws IOException {
        var commit = tree.resolve(pass, "main");
        var compared = commit.isPresent() ? compare.of(pass, commit.get()) : new Compared(List.of(), true, List.of());
        var shown = new TemplatePage(
                commit.map(GitOid::hex).orElse(""),
                compared.agree(),
                compared.variants().stream().map(TemplatePages::variant).toList(),
                compared.bases().stream().map(TemplatePages::base).toList());
        return pages.page(
                request,
                Mastheads.place(pass, "Chat template"),
                "repository/chat-template",
                Map.of("head", mastheads.of(pass, "line", "main"), "page", shown));
    }

    private static TemplatePage.Variant variant(Variant variant) {
        var text = variant.text();
        return new TemplatePage.Variant(
                String.join("; ", variant.places()),
                text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…",
                lines(variant.difference()));
    }

    private static TemplatePage.Base base(Against base) {
        return new TemplatePage.Base(base.name(), base.page().orElse(""), says(base), lines(base.difference()));
    }

    private static String says(Against base) {
        if (base.page().isEmpty()) {
            return "It is not on this hub, or not for you, so there is nothing to compare with.";
        }
        if (!base.hasTemplate()) {
            return "It has no template that you may read.";
        }
        return base.difference().isEmpty() ? "Both say the same." : "They differ.";
    }

    private static List<Line> lines(List<String> difference) {
        return difference.stream()
                .limit(MOST_LINES)
                .map(line -> new Line(line.startsWith("+") ? "added" : "removed", line))
                .toList();
    }
}
