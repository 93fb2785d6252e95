package plimsoll.web.pages;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Gate;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Visitor;
import plimsoll.web.pages.view.Assets;
import plimsoll.web.pages.view.Frame;
import plimsoll.web.pages.view.Theme;

/// Writes pages as responses: puts the frame around what a page shows, and the headers that keep a browser from doing
/// anything but show it.
public final class PageWriter {
    /// The cookie that keeps day or night.
    static final String THEME_COOKIE = "theme";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// What a page says once after a form has sent the reader to it, by the word in its address.
    private static final Map<String, String> NOTICES = Map.of(
            "saved", "Saved.",
            "renamed", "Renamed. The old address leads here.",
            "deleted", "The repository is deleted.",
            "uploaded", "The files are in.",
            "made", "Made.",
            "removed", "Removed.",
            "revoked", "Revoked: whatever used the token is locked out now.",
            "ended", "That browser is signed out.");

    private final Templates templates;
    private final Assets assets;
    private final boolean joinOpen;
    private final ToIntFunction<Namespace> unread;

    /// Writes with `templates`.
    ///
    /// @param joinOpen whether strangers may make an account
    /// @param unread how many notices an account has not read
    public PageWriter(Templates templates, Assets assets, boolean joinOpen, ToIntFunction<Namespace> unread) {
        this.templates = templates;
        this.assets = assets;
        this.joinOpen = joinOpen;
        this.unread = unread;
    }

    /// A page.
    ///
    /// @param at where it is shown
    /// @param template which
    /// @param shown what it shows besides its frame, by the template's names
    Response page(Request request, Place at, String template, Map<String, Object> shown) {
        return page(200, request, at, template, shown);
    }

    /// A page with a status of its own.
    Response page(int status, Request request, Place at, String template, Map<String, Object> shown) {
        var parameters = new HashMap<>(shown);
        parameters.put("frame", frame(request, at));
        return guarded(Response.html(status, templates.print(template, parameters)));
    }

    /// A part of a page, for htmx to put in place.
    Response part(String template, Map<String, Object> shown) {
        return guarded(Response.html(200, templates.print(template, shown)));
    }

    /// The frame around a page.
    Frame frame(Request request, Place at) {
        var query = request.rawQuery();
        return new Frame(
                at.title,
                visitor(request),
                request.visitor() instanceof Visitor.BySession session ? session.csrfToken() : "",
                request.cookie(THEME_COOKIE).map(Theme::named).orElse(Theme.AUTO),
                assets,
                request.rawPath() + (query.isEmpty() ? "" : "?" + query),
                at.section,
                request.query("done").map(NOTICES::get).filter(_ -> request.visitor() instanceof Visitor.BySession),
                joinOpen);
    }

    private Optional<Frame.Visitor> visitor(Request request) {
        return request.visitor() instanceof Visitor.BySession session
                ? Optional.of(new Frame.Visitor(
                        session.who().name().text(),
                        session.who().role() == SiteRole.ADMIN,
                        Gate.examines(session.who()),
                        unread.applyAsInt(session.who().name())))
                : Optional.empty();
    }

    // What a page shows depends on who asks, and htmx gets less of it.
    private static Response guarded(Response page) {
        return page.with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "same-origin")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cache-Control", "private, no-cache")
                .with("Vary", "HX-Request, Cookie");
    }

    /// Where a page is.
    ///
    /// @param title its title
    /// @param section the word of the head's link that is current, or nothing
    record Place(String title, String section) {
        /// A page of no section.
        static Place titled(String title) {
            return new Place(title, "");
        }
    }
}
