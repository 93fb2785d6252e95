package plimsoll.web.pages;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Draught;
import plimsoll.web.pages.view.Row;
import plimsoll.web.pages.view.StyleSheet;
import plimsoll.web.pages.view.Theme;

/// The design system on a page, and the choice between day and night.
public final class StylePages {
    private static final long A_YEAR_SECONDS = Duration.ofDays(365).toSeconds();
    private static final List<String> COLOURS = List.of(
            "paper",
            "sheet",
            "well",
            "ink",
            "ink-soft",
            "ink-faint",
            "rule",
            "sea",
            "sea-deep",
            "sea-wash",
            "brass",
            "brass-wash",
            "port",
            "port-wash",
            "starboard",
            "starboard-wash");

    private final PageWriter pages;
    private final Rows rows;
    private final InstantSource clock;

    /// Writes with `pages`.
    public StylePages(PageWriter pages, InstantSource clock) {
        this.pages = pages;
        this.rows = new Rows(clock);
        this.clock = clock;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/style", Door.OPEN, this::style),
                Route.of("POST", "/style/theme", Door.OPEN, this::theme));
    }

    private Response style(Request request) {
        var sheet = new StyleSheet(
                COLOURS,
                List.of(
                        example("cutter", OptionalLong.of(35_000_000L)),
                        example("schooner", OptionalLong.of(3_000_000_000L)),
                        example("tanker", OptionalLong.of(400_000_000_000L)),
                        example("not-yet-weighed", OptionalLong.empty())));
        return pages.page(request, Place.titled("Style"), "style", Map.of("sheet", sheet));
    }

    private Row example(String name, OptionalLong parameters) {
        return new Row(
                "/style",
                "example",
                name,
                false,
                Draught.ofParameters(parameters),
                Optional.of("text-generation"),
                Optional.of("transformers"),
                Optional.of("apache-2.0"),
                rows.moment(clock.instant()),
                1_200,
                48);
    }

    private Response theme(Request request) throws IOException {
        var theme = Theme.named(request.field("theme").orElse(""));
        return Response.redirect(303, SignInPages.next(request.field("back").orElse("/")))
                .with(
                        "Set-Cookie",
                        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax"
                                .formatted(PageWriter.THEME_COOKIE, theme.word(), A_YEAR_SECONDS));
    }
}
