package plimsoll.web.plimsoll;

import static plimsoll.web.http.PeopleRefusals.answer;
import static plimsoll.web.http.PeopleRefusals.known;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.hub.people.Invitation;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Outcome;
import plimsoll.hub.people.People;
import plimsoll.hub.people.Refusal;
import plimsoll.hub.people.Token;
import plimsoll.web.http.Door;
import plimsoll.web.http.PeopleRefusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Accounts, their tokens and invitations, for admins, and for everybody their own (`me`).
public final class AdminRoutes {
    private static final int ACCOUNTS_ON_A_PAGE = 500;

    private static final Refusal FOR_ADMINS = new Refusal.NotAllowed("Only an admin of this hub can do that.");

    private final People people;

    /// With what people can do.
    public AdminRoutes(People people) {
        this.people = people;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/plimsoll/accounts", Door.OWN, this::listAccounts),
                Route.of("POST", "/api/plimsoll/accounts", Door.OWN, this::openAccount),
                Route.of("PATCH", "/api/plimsoll/accounts/{account}", Door.OWN, this::changeAccount),
                Route.of("POST", "/api/plimsoll/accounts/{account}/sign-in-links", Door.OWN, this::issueLink),
                Route.of("GET", "/api/plimsoll/accounts/{account}/tokens", Door.OWN, this::listTokens),
                Route.of("POST", "/api/plimsoll/accounts/{account}/tokens", Door.OWN, this::issueToken),
                Route.of("DELETE", "/api/plimsoll/accounts/{account}/tokens/{id}", Door.OWN, this::revokeToken),
                Route.of("GET", "/api/plimsoll/invitations", Door.OWN, this::listInvitations),
                Route.of("POST", "/api/plimsoll/invitations", Door.OWN, this::invite),
                Route.of("DELETE", "/api/plimsoll/invitations/{id}", Door.OWN, this::withdraw));
    }

    private Response listAccounts(Request request) {
        if (known(request).role() != SiteRole.ADMIN) {
            return PeopleRefusals.of(FOR_ADMINS);
        }
        var after = request.query("after").orElse("");
        return Response.json(people.stores().accounts().list(after, ACCOUNTS_ON_A_PAGE).stream()
                .map(AccountAnswer::of)
                .toList());
    }

    private Response openAccount(Request request) throws IOException {
        var by = known(request);
        var asked = request.strictJson(AccountRequest.class, Asked.MAX_BODY_BYTES);
        var newcomer = new Newcomer(Asked.name(asked.name), Asked.text(asked.fullName), Asked.textIfAny(asked.email));
        var opened =
                people.openAccount().byAdmin(by, newcomer, Asked.word(SiteRole.class, asked.role, SiteRole.MEMBER));
        return answer(
                opened,
                account -> answer(
                        people.issueToken().issue(by, account.name(), "first token", Scope.WRITE),
                        issued -> secret(new OpenedAnswer(
                                account.name().text(), Asked.shown(account.role()), issued.secret()))));
    }

    private Response changeAccount(Request request) throws IOException {
        var by = known(request);
        if (by.role() != SiteRole.ADMIN) {
            return PeopleRefusals.of(FOR_ADMINS);
        }
        var name = Asked.name(request, "account", by);
        var asked = request.strictJson(AccountRequest.class, Asked.MAX_BODY_BYTES);
        Outcome<Account> outcome = people.stores()
                .accounts()
                .find(name)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.Unknown("account")));
        if (asked.role != null && outcome instanceof Outcome.Done<Account>) {
            outcome = people.changeAccount().setRole(by, name, Asked.word(SiteRole.class, asked.role));
        }
        if (asked.standing != null && outcome instanceof Outcome.Done<Account>) {
            outcome = people.changeAccount()
                    .setStanding(by, name, Asked.word(Standing.class, asked.standing), Asked.text(asked.reason));
        }
        return answer(outcome, account -> Response.json(AccountAnswer.of(account)));
    }

    private Response issueLink(Request request) {
        var by = known(request);
        return answer(
                people.issueSignInLink().issue(by, Asked.name(request, "account", by)),
                link -> secret(new LinkAnswer(request.baseUrl() + "/login/link?secret=" + link)));
    }

    private Response listTokens(Request request) {
        var by = known(request);
        return answer(
                people.issueToken().list(by, Asked.name(request, "account", by)),
                tokens -> Response.json(tokens.stream().map(TokenAnswer::of).toList()));
    }

    private Response issueToken(Request request) throws IOException {
        var by = known(request);
        var asked = request.strictJson(TokenRequest.class, Asked.MAX_BODY_BYTES);
        return answer(
                people.issueToken()
                        .issue(
                                by,
                                Asked.name(request, "account", by),
                                Asked.text(asked.displayName),
                                Asked.word(Scope.class, asked.scope, Scope.WRITE)),
                issued -> secret(new IssuedAnswer(TokenAnswer.of(issued.token()), issued.secret())));
    }

    private Response revokeToken(Request request) {
        var by = known(request);
        return answer(
                people.revokeToken().revoke(by, Asked.name(request, "account", by), request.variable("id")),
                _ -> Response.empty(204));
    }

    private Response listInvitations(Request request) {
        return answer(
                people.invite().open(known(request)),
                open -> Response.json(open.stream().map(InvitationAnswer::of).toList()));
    }

    private Response invite(Request request) throws IOException {
        var asked = request.strictJson(InvitationRequest.class, Asked.MAX_BODY_BYTES);
        return answer(
                people.invite()
                        .invite(
                                known(request),
                                Asked.word(SiteRole.class, asked.role, SiteRole.MEMBER),
                                Asked.text(asked.note)),
                invited -> secret(new InvitedAnswer(
                        InvitationAnswer.of(invited.invitation()),
                        request.baseUrl() + "/join?invitation=" + invited.secret())));
    }

    private Response withdraw(Request request) {
        return answer(people.invite().withdraw(known(request), request.variable("id")), _ -> Response.empty(204));
    }

    private static Response secret(Object value) {
        return Response.json(201, value).with("Cache-Control", "no-store");
    }

    private record AccountRequest(
            @Nullable String name,
            @Nullable String role,
            @Nullable String fullName,
            @Nullable String email,
            @Nullable String standing,
            @Nullable String reason) {}

    private record TokenRequest(
            @Nullable String displayName, @Nullable String scope) {}

    private record InvitationRequest(
            @Nullable String role, @Nullable String note) {}

    private record AccountAnswer(
            String name, String fullName, Optional<String> email, String role, String standing, Instant openedAt) {
        static AccountAnswer of(Account account) {
            return new AccountAnswer(
                    account.name().text(),
                    account.fullName(),
                    account.email(),
                    Asked.shown(account.role()),
                    Asked.shown(account.standing()),
                    account.openedAt());
        }
    }

    private record OpenedAnswer(String name, String role, String token) {}

    private record LinkAnswer(String url) {}

    private record TokenAnswer(
            String id,
            String account,
            String displayName,
            String scope,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt) {
        static TokenAnswer of(Token token) {
            return new TokenAnswer(
                    token.id(),
                    token.account().text(),
                    token.displayName(),
                    Asked.shown(token.scope()),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    private record IssuedAnswer(TokenAnswer token, String secret) {}

    private record InvitationAnswer(String id, String by, String role, String note, Instant expiresAt) {
        static InvitationAnswer of(Invitation invitation) {
            return new InvitationAnswer(
                    invitation.id(),
                    invitation.by().text(),
                    Asked.shown(invitation.role()),
                    invitation.note(),
                    invitation.expiresAt());
        }
    }

    private record InvitedAnswer(InvitationAnswer invitation, String url) {}
}
