package plimsoll.web.pages;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.people.Client;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Outcome;
import plimsoll.hub.people.People;
import plimsoll.hub.people.Refusal;
import plimsoll.hub.people.Registration;
import plimsoll.hub.people.SignIn.SignedIn;
import plimsoll.web.http.Door;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.OneTimeLink;
import plimsoll.web.pages.view.SignIn;
import plimsoll.web.pages.view.SignUp;

/// Signing in by password or one-time link, signing out, signing up.
public final class SignInPages {
    private final People people;
    private final PageWriter pages;
    private final RefusalPages refusals;

    /// For these people.
    public SignInPages(People people, PageWriter pages) {
        this.people = people;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/login", Door.OPEN, this::form),
                Route.of("POST", "/login", Door.OPEN, this::signIn),
                Route.of("GET", "/login/link", Door.OPEN, this::link),
                Route.of("POST", "/login/link", Door.OPEN, this::byLink),
                Route.of("POST", "/logout", Door.OPEN, this::signOut),
                Route.of("GET", "/join", Door.OPEN, request -> joinForm(200, request, Optional.empty())),
                Route.of("POST", "/join", Door.OPEN, this::join));
    }

    /// Who is at the other end, for limits and for the list of sessions.
    static Client client(Request request) {
        return new Client(request.header("User-Agent").orElse(""), request.remoteAddress());
    }

    /// Where to go afterwards: a path of this hub, whatever the address said.
    static String next(String asked) {
        boolean path = asked.startsWith("/") && !asked.startsWith("//") && asked.indexOf('\\') < 0;
        return path && asked.chars().allMatch(c -> c > ' ' && c < 0x7f) ? asked : "/";
    }

    private Response form(Request request) {
        var next = next(request.query("next").orElse("/"));
        return request.visitor() instanceof Visitor.BySession
                ? Response.redirect(303, next)
                : form(200, request, new SignIn("", next, Optional.empty()));
    }

    private Response form(int status, Request request, SignIn form) {
        return pages.page(status, request, Place.titled("Sign in"), "account/sign-in", Map.of("form", form));
    }

    // Before there is a session there is no token to check: a browser says whether the form was ours.
    private static void ownFormOnly(Request request) {
        var site = request.header("Sec-Fetch-Site");
        var origin = request.header("Origin");
        boolean foreign = site.isPresent()
                ? !site.get().equals("same-origin") && !site.get().equals("none")
                : origin.isPresent() && !origin.get().equals(request.baseUrl());
        if (foreign) {
            throw new Refused(403, "This form did not come from this site.");
        }
    }

    private Response signIn(Request request) throws IOException {
        ownFormOnly(request);
        var name = request.field("name").orElse("").strip();
        var next = next(request.field("next").orElse("/"));
        var outcome = people.signIn().byPassword(name, request.field("password").orElse(""), client(request));
        return switch (outcome) {
            case Outcome.Done<SignedIn>(var signedIn) ->
                SessionCookie.set(request, Response.redirect(303, next), signedIn.cookie());
            case Outcome.Refused<SignedIn>(var why) ->
                paused(form(Why.status(why), request, new SignIn(name, next, Optional.of(why.message()))), why);
        };
    }

    private static Response paused(Response response, Refusal why) {
        return why instanceof Refusal.TooOften(var pause)
                ? response.with("Retry-After", String.valueOf(Refusal.seconds(pause)))
                : response;
    }

    private Response link(Request request) {
        var link = new OneTimeLink(request.query("secret").orElse(""));
        return pages.page(request, Place.titled("One-time sign-in"), "account/one-time-link", Map.of("link", link))
                .with("Referrer-Policy", "no-referrer");
    }

    private Response byLink(Request request) throws IOException {
        ownFormOnly(request);
        return switch (people.signIn().byLink(request.field("code").orElse(""), client(request))) {
            case Outcome.Done<SignedIn>(var signedIn) ->
                SessionCookie.set(request, Response.redirect(303, "/settings/password"), signedIn.cookie());
            case Outcome.Refused<SignedIn>(var why) ->
                paused(refusals.tell(Why.status(why), request, why.message()), why);
        };
    }

    private Response signOut(Request request) {
        SessionCookie.of(request).ifPresent(people.signOut()::byCookie);
        return SessionCookie.clear(request, Response.redirect(303, "/"));
    }

    private Response joinForm(int status, Request request, Optional<String> wrong) throws IOException {
        var registration = people.openAccount().registration();
        if (registration == Registration.CLOSED) {
            return refusals.tell(403, request, "Accounts of this hub are opened by whoever runs it. Ask them for one.");
        }
        var form = new SignUp(
                request.field("name").orElse(""),
                request.field("invitation")
                        .or(() -> request.query("invitation"))
                        .orElse(""),
                registration == Registration.INVITATION,
                wrong);
        return pages.page(status, request, Place.titled("New account"), "account/sign-up", Map.of("form", form));
    }

    private Response join(Request request) throws IOException {
        ownFormOnly(request);
        var typed = request.field("name").orElse("").strip();
        if (!Namespace.isNamespace(typed)) {
            return joinForm(
                    400,
                    request,
                    Optional.of("A name begins with a letter or digit and has letters, digits, '-', '_' and '.'."));
        }
        var newcomer = Newcomer.named(new Namespace(typed));
        var password = request.field("password").orElse("");
        var invitation = request.field("invitation").filter(code -> !code.isBlank());
        var outcome = invitation.isPresent()
                ? people.openAccount().byInvitation(invitation.get().strip(), newcomer, password, client(request))
                : people.openAccount().byThemselves(newcomer, password, client(request));
        return switch (outcome) {
            case Outcome.Refused<plimsoll.domain.identity.Account>(var why) ->
                paused(joinForm(Why.status(why), request, Optional.of(why.message())), why);
            case Outcome.Done<plimsoll.domain.identity.Account> _ ->
                switch (people.signIn().byPassword(typed, password, client(request))) {
                    case Outcome.Done<SignedIn>(var signedIn) ->
                        SessionCookie.set(request, Response.redirect(303, "/"), signedIn.cookie());
                    case Outcome.Refused<SignedIn> _ -> Response.redirect(303, "/login");
                };
        };
    }
}
