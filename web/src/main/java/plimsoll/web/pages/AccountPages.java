package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Scope;
import plimsoll.hub.people.IssueToken.Issued;
import plimsoll.hub.people.Outcome;
import plimsoll.hub.people.People;
import plimsoll.hub.people.Token;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Password;
import plimsoll.web.pages.view.Sessions;
import plimsoll.web.pages.view.Tokens;

/// What somebody keeps here for themselves: tokens, sessions, a password.
public final class AccountPages {
    private static final int LEAST_PASSWORD_CHARACTERS = 10;

    private final People people;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final InstantSource clock;
    private final Rows rows;

    /// For these people.
    public AccountPages(People people, PageWriter pages, InstantSource clock) {
        this.people = people;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.clock = clock;
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                signed.route("GET", "/settings", (_, _) -> Response.redirect(303, "/settings/tokens")),
                signed.route(
                        "GET",
                        "/settings/tokens",
                        (request, session) -> tokens(200, request, session, Optional.empty(), Optional.empty())),
                signed.route("POST", "/settings/tokens", this::issue),
                signed.route("POST", "/settings/tokens/revoke", this::revoke),
                signed.route("GET", "/settings/sessions", this::sessions),
                signed.route("POST", "/settings/sessions/end", this::end),
                signed.route(
                        "GET",
                        "/settings/password",
                        (request, session) -> password(200, request, session, Optional.empty())),
                signed.route("POST", "/settings/password", this::setPassword));
    }

    private Response tokens(
            int status, Request request, BySession session, Optional<Tokens.Fresh> fresh, Optional<String> wrong) {
        var held = people.issueToken().list(session.who(), session.who().name());
        List<Token> list = held instanceof Outcome.Done<List<Token>>(var tokens) ? tokens : List.of();
        var shown = new Tokens(list.stream().map(this::shown).toList(), fresh, request.baseUrl(), wrong);
        return pages.page(status, request, Place.titled("Access tokens"), "account/tokens", Map.of("page", shown))
                .with("Cache-Control", "no-store");
    }

    private Tokens.Token shown(Token token) {
        return new Tokens.Token(
                token.id(),
                token.displayName(),
                token.scope().name().toLowerCase(Locale.ROOT),
                rows.moment(token.createdAt()),
                token.lastUsedAt().map(rows::moment));
    }

    // The secret is in this answer alone: a redirect would have to keep it somewhere.
    private Response issue(Request request, BySession session) throws IOException {
        var name = request.field("name").orElse("").strip();
        var scope = request.field("scope").filter("write"::equals).isPresent() ? Scope.WRITE : Scope.READ;
        return switch (people.issueToken().issue(session.who(), session.who().name(), name, scope)) {
            case Outcome.Done<Issued>(var issued) ->
                tokens(
                        200,
                        request,
                        session,
                        Optional.of(new Tokens.Fresh(issued.token().displayName(), issued.secret())),
                        Optional.empty());
            case Outcome.Refused<Issued>(var why) ->
                tokens(Why.status(why), request, session, Optional.empty(), Optional.of(why.message()));
        };
    }

    private Response revoke(Request request, BySession session) throws IOException {
        var outcome = people.revokeToken()
                .revoke(session.who(), session.who().name(), request.field("id").orElse(""));
        return switch (outcome) {
            case Outcome.Done<String> _ -> Response.redirect(303, "/settings/tokens?done=revoked");
            case Outcome.Refused<String>(var why) ->
                tokens(Why.status(why), request, session, Optional.empty(), Optional.of(why.message()));
        };
    }

    private Response sessions(Request request, BySession session) {
        var list = people.stores().sessions().of(session.who().name(), clock.instant()).stream()
                .map(each -> new Sessions.Session(
                        each.id(),
                        BrowserName.of(each.client().name()),
                        each.client().name(),
                        each.client().address(),
                        rows.moment(each.startedAt()),
                        rows.moment(each.lastSeenAt()),
                        each.id().equals(session.session())))
                .toList();
        return pages.page(request, Place.titled("Sessions"), "account/sessions", Map.of("page", new Sessions(list)));
    }

    private Response end(Request request, BySession session) throws IOException {
        return switch (people.signOut().byId(session.who(), request.field("id").orElse(""))) {
            case Outcome.Done<String> _ -> Response.redirect(303, "/settings/sessions?done=ended");
            case Outcome.Refused<String>(var why) -> refusals.tell(Why.status(why), request, why.message());
        };
    }

    private Response password(int status, Request request, BySession session, Optional<String> wrong) {
        var name = session.who().name();
        boolean hasOne = people.stores().accounts().password(name).isPresent();
        var form = new Password(name.text(), hasOne, LEAST_PASSWORD_CHARACTERS, wrong);
        return pages.page(status, request, Place.titled("Password"), "account/password", Map.of("form", form));
    }

    private Response setPassword(Request request, BySession session) throws IOException {
        var present = request.field("current").orElse("");
        var wanted = request.field("password").orElse("");
        var name = session.who().name();
        return switch (people.changeAccount().setPassword(session.who(), name, present, wanted)) {
            case Outcome.Refused<Account>(var why) ->
                password(Why.status(why), request, session, Optional.of(why.message()));
            // Every session has ended, this one too: begin another in its place.
            case Outcome.Done<Account> _ ->
                switch (people.signIn().byPassword(name.text(), wanted, SignInPages.client(request))) {
                    case Outcome.Done<plimsoll.hub.people.SignIn.SignedIn>(var signedIn) ->
                        SessionCookie.set(
                                request, Response.redirect(303, "/settings/sessions?done=saved"), signedIn.cookie());
                    case Outcome.Refused<plimsoll.hub.people.SignIn.SignedIn> _ -> Response.redirect(303, "/login");
                };
        };
    }
}
