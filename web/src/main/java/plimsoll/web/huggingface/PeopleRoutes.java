package plimsoll.web.huggingface;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Membership;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.hub.people.PeopleStores;
import plimsoll.hub.people.Recognise;
import plimsoll.hub.people.Recognition.Credential;
import plimsoll.hub.people.Recognition.Recognised;
import plimsoll.hub.people.Token;
import plimsoll.web.http.Door;
import plimsoll.web.http.Handler;
import plimsoll.web.http.PeopleRefusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Who somebody is, as the Hub's clients ask: `whoami-v2`, and what is known of accounts and organisations. Nobody
/// follows anybody here, so lists of followers are empty.
public final class PeopleRoutes {
    /// Members on one page. The clients of today read only one.
    private static final int MEMBERS = 1_000;

    private final PeopleStores stores;
    private final Recognise recognise;

    /// With who is known, and what recognises their credentials.
    public PeopleRoutes(PeopleStores stores, Recognise recognise) {
        this.stores = stores;
        this.recognise = recognise;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/whoami-v2", Door.OWN, this::whoAmI),
                Route.of("GET", "/api/users/{name}/overview", Door.OPEN, of(this::account, this::userOverview)),
                Route.of("GET", "/api/users/{name}/avatar", Door.OPEN, of(this::account, a -> avatar(a.name()))),
                Route.of("GET", "/api/users/{name}/followers", Door.OPEN, of(this::account, _ -> List.of())),
                Route.of("GET", "/api/users/{name}/following", Door.OPEN, of(this::account, _ -> List.of())),
                Route.of(
                        "GET",
                        "/api/organizations/{name}/overview",
                        Door.OPEN,
                        of(this::organisation, this::organisationOverview)),
                Route.of("GET", "/api/organizations/{name}/members", Door.OPEN, of(this::organisation, this::members)),
                Route.of(
                        "GET",
                        "/api/organizations/{name}/avatar",
                        Door.OPEN,
                        of(this::organisation, o -> avatar(o.name()))),
                Route.of(
                        "GET",
                        "/api/organizations/{name}/followers",
                        Door.OPEN,
                        of(this::organisation, _ -> List.of())),
                Route.of("GET", "/avatars/{name}", Door.OPEN, Avatars::draw));
    }

    private Response whoAmI(Request request) {
        var who = PeopleRefusals.known(request);
        var account = stores.accounts().find(who.name()).orElseThrow();
        var orgs = stores.organisations().of(who.name()).stream()
                .map(PeopleRoutes::mine)
                .toList();
        return Response.json(new WhoAmI(
                "user",
                account.id(),
                account.name().text(),
                account.fullName(),
                account.email(),
                false,
                false,
                false,
                Avatars.of(account.name()),
                orgs,
                auth(request)));
    }

    private Auth auth(Request request) {
        var token = request.header("Authorization").map(recognise::byAuthorization);
        if (token.isPresent()
                && token.get() instanceof Recognised recognised
                && recognised.by() instanceof Credential.ByToken(var found)) {
            return new Auth("access_token", Optional.of(described(found)));
        }
        return new Auth("session", Optional.empty());
    }

    private static AccessToken described(Token token) {
        return new AccessToken(
                token.displayName(), token.scope().name().toLowerCase(Locale.ROOT), Timestamp.iso(token.createdAt()));
    }

    private static Mine mine(Membership membership) {
        var organisation = membership.organisation();
        return new Mine(
                "org",
                organisation.id(),
                organisation.name().text(),
                organisation.fullName(),
                Avatars.of(organisation.name()),
                membership.role().name().toLowerCase(Locale.ROOT),
                false,
                false);
    }

    private Object userOverview(Account account) {
        var orgs = stores.organisations().of(account.name()).stream()
                .map(membership -> overview(membership.organisation(), Optional.empty()))
                .toList();
        return new UserOverview(
                account.id(),
                account.name().text(),
                account.fullName(),
                "user",
                Avatars.of(account.name()),
                false,
                0,
                0,
                orgs,
                Timestamp.iso(account.openedAt()));
    }

    private Object organisationOverview(Organisation organisation) {
        int users =
                stores.organisations().members(organisation.name(), "", MEMBERS).size();
        return overview(organisation, Optional.of(users));
    }

    private static OrganisationOverview overview(Organisation organisation, Optional<Integer> users) {
        return new OrganisationOverview(
                organisation.id(),
                organisation.name().text(),
                organisation.fullName(),
                "org",
                Avatars.of(organisation.name()),
                false,
                users,
                0);
    }

    private Object members(Organisation organisation) {
        return stores.organisations().members(organisation.name(), "", MEMBERS).stream()
                .map(member -> new Member(
                        member.account().id(),
                        member.account().name().text(),
                        member.account().fullName(),
                        "user",
                        Avatars.of(member.account().name()),
                        false,
                        member.role().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Object avatar(Namespace name) {
        return new AvatarAnswer(Avatars.of(name));
    }

    private Optional<Account> account(Namespace name) {
        return stores.accounts().find(name);
    }

    private Optional<Organisation> organisation(Namespace name) {
        return stores.organisations().find(name);
    }

    private static <T> Handler of(Function<Namespace, Optional<T>> find, Function<T, Object> describe) {
        return request -> Optional.of(request.variable("name"))
                .filter(Namespace::isNamespace)
                .map(Namespace::new)
                .flatMap(find)
                .map(found -> Response.json(describe.apply(found)))
                .orElseGet(() -> Response.error(404, "Nobody has this name here."));
    }

    private record WhoAmI(
            String type,
            String id,
            String name,
            String fullname,
            Optional<String> email,
            boolean emailVerified,
            boolean isPro,
            boolean canPay,
            String avatarUrl,
            List<Mine> orgs,
            Auth auth) {}

    private record Mine(
            String type,
            String id,
            String name,
            String fullname,
            String avatarUrl,
            String roleInOrg,
            boolean isEnterprise,
            boolean canPay) {}

    private record Auth(String type, Optional<AccessToken> accessToken) {}

    private record AccessToken(String displayName, String role, String createdAt) {}

    private record UserOverview(
            @JsonProperty("_id") String id,
            String user,
            String fullname,
            String type,
            String avatarUrl,
            boolean isPro,
            int numFollowers,
            int numFollowing,
            List<OrganisationOverview> orgs,
            String createdAt) {}

    private record OrganisationOverview(
            @JsonProperty("_id") String id,
            String name,
            String fullname,
            String type,
            String avatarUrl,
            boolean isVerified,
            Optional<Integer> numUsers,
            int numFollowers) {}

    private record Member(
            @JsonProperty("_id") String id,
            String user,
            String fullname,
            String type,
            String avatarUrl,
            boolean isPro,
            String role) {}

    private record AvatarAnswer(String avatarUrl) {}
}
