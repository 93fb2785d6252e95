package plimsoll.web.pages;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import plimsoll.hub.people.AuthoriseApp;
import plimsoll.hub.people.Outcome;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.oauth.Authorisation;
import plimsoll.web.oauth.Authorisation.Reading;
import plimsoll.web.oauth.Redirects;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.AppSignIn;

/// Where a person lets a web app act for them: the browser's side of OAuth's authorisation code.
public final class AppPages {
    private final AuthoriseApp apps;
    private final Redirects redirects;
    private final PageWriter pages;
    private final RefusalPages refusals;

    /// For apps at addresses that `redirects` trusts.
    public AppPages(AuthoriseApp apps, Redirects redirects, PageWriter pages) {
        this.apps = apps;
        this.redirects = redirects;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        var signed = new Signed(refusals);
        return List.of(
                signed.route("GET", "/oauth/authorize", this::ask),
                signed.route("POST", "/oauth/authorize", this::answer));
    }

    private Response ask(Request request, BySession session) {
        return read(
                request,
                asked -> page(
                        request,
                        new AppSignIn.Confirm(
                                asked.origin(),
                                asked.app().clientId(),
                                asked.scope() == plimsoll.domain.identity.Scope.WRITE,
                                session.who().name().text(),
                                request.rawPath() + "?" + request.rawQuery())));
    }

    private Response answer(Request request, BySession session) throws IOException {
        boolean allow = request.field("answer").filter("allow"::equals).isPresent();
        return read(request, asked -> allow ? allow(request, session, asked) : goOn(request, asked, asked.denied()));
    }

    private Response allow(Request request, BySession session, Authorisation asked) {
        return switch (apps.approve(session.who(), asked.app(), asked.challenge(), asked.scope())) {
            case Outcome.Done<String>(var code) -> goOn(request, asked, asked.granted(code, request.baseUrl()));
            case Outcome.Refused<String>(var why) -> refusals.tell(Why.status(why), request, why.message());
        };
    }

    private Response read(Request request, Answering answering) {
        return switch (Authorisation.read(request, redirects)) {
            case Reading.Answerable(var asked) -> answering.answer(asked);
            case Reading.Untrusted(var why) -> refusals.tell(400, request, why);
            case Reading.Wrong(var address) -> Response.redirect(303, address);
        };
    }

    // A form of ours may lead nowhere else (form-action 'self'), not even by a redirect: the page leads there.
    private Response goOn(Request request, Authorisation asked, String address) {
        return page(request, new AppSignIn.GoOn(asked.origin(), address))
                .with("Refresh", "0; url=" + address)
                .with("Referrer-Policy", "no-referrer");
    }

    private Response page(Request request, AppSignIn.Step step) {
        return pages.page(request, Place.titled("Sign in to an app"), "account/app", Map.of("app", new AppSignIn(step)))
                .with("Cache-Control", "no-store");
    }

    private interface Answering {
        Response answer(Authorisation asked);
    }
}
