package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Membership;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.people.Outcome;
import plimsoll.hub.people.People;
import plimsoll.hub.repositories.Search;
import plimsoll.hub.repositories.SearchRepositories;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Home;
import plimsoll.web.pages.view.Members;
import plimsoll.web.pages.view.Profile;
import plimsoll.web.pages.view.SignIn;

/// The pages of accounts and organisations, and who belongs to whom.
public final class ProfilePages {
    private static final int ON_A_SHELF = 10;
    private static final int MAX_MEMBERS_SHOWN = 500;

    private final People people;
    private final SearchRepositories search;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final Rows rows;

    /// For these people and what they publish.
    public ProfilePages(People people, SearchRepositories search, PageWriter pages, InstantSource clock) {
        this.people = people;
        this.search = search;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/{ns}", Door.LISTING, this::profile),
                signed.route(
                        "GET", "/organizations/new", (request, _) -> newOrganisation(200, request, Optional.empty())),
                signed.route("POST", "/organizations/new", this::found),
                Route.of(
                        "GET",
                        "/organizations/{ns}/members",
                        Door.LISTING,
                        request -> members(200, request, Optional.empty())),
                signed.route("POST", "/organizations/{ns}/members", this::setMember),
                signed.route("POST", "/organizations/{ns}/members/remove", this::removeMember));
    }

    private Response profile(Request request) {
        var name = name(request.variable("ns"));
        var account = name.flatMap(people.stores().accounts()::find);
        if (account.isPresent()) {
            return page(request, of(request.recipient(), account.get()));
        }
        var organisation = name.flatMap(people.stores().organisations()::find);
        return organisation.isPresent()
                ? page(request, of(request.recipient(), organisation.get()))
                : refusals.tell(404, request, "There is nobody of this name here.");
    }

    private static Optional<Namespace> name(String text) {
        return Namespace.isNamespace(text) ? Optional.of(new Namespace(text)) : Optional.empty();
    }

    private Response page(Request request, Profile profile) {
        return pages.page(request, Place.titled(profile.name()), "people/profile", Map.of("profile", profile));
    }

    private Profile of(Recipient asker, Account account) {
        var belongs = people.stores().organisations().of(account.name()).stream()
                .map(membership ->
                        new Profile.Belonging(membership.organisation().name().text(), word(membership.role())))
                .toList();
        return new Profile(
                account.name().text(),
                account.fullName(),
                false,
                Optional.of(rows.moment(account.openedAt())),
                belongs,
                shelves(asker, account.name()),
                asker instanceof Known known
                        && known.name().key().equals(account.name().key()),
                Optional.empty());
    }

    private Profile of(Recipient asker, Organisation organisation) {
        var name = organisation.name();
        return new Profile(
                name.text(),
                organisation.fullName(),
                true,
                Optional.of(rows.moment(organisation.foundedAt())),
                belongings(name),
                shelves(asker, name),
                false,
                asker instanceof Known ? Optional.of("/organizations/%s/members".formatted(name)) : Optional.empty());
    }

    private List<Profile.Belonging> belongings(Namespace organisation) {
        return people.stores().organisations().members(organisation, "", MAX_MEMBERS_SHOWN).stream()
                .map((Membership membership) ->
                        new Profile.Belonging(membership.account().name().text(), word(membership.role())))
                .toList();
    }

    private static String word(OrganisationRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private List<Home.Shelf> shelves(Recipient asker, Namespace author) {
        var shelves = new ArrayList<Home.Shelf>();
        for (var kind : RepoKind.values()) {
            var found = search.search(new Search(
                    asker,
                    kind,
                    List.of(),
                    Optional.of(author.text()),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Search.Between.ANY,
                    Search.Order.CHANGED,
                    true,
                    Optional.empty(),
                    ON_A_SHELF));
            if (!found.items().isEmpty()) {
                shelves.add(new Home.Shelf(
                        Rows.title(kind),
                        "/%s?%s=%s".formatted(kind.plural(), ListingQuery.AUTHOR, author),
                        rows.of(found.items())));
            }
        }
        return shelves;
    }

    private Response newOrganisation(int status, Request request, Optional<String> wrong) throws IOException {
        var form = new SignIn(request.field("name").orElse(""), "", wrong);
        return pages.page(
                status, request, Place.titled("New organisation"), "people/new-organisation", Map.of("form", form));
    }

    private Response found(Request request, BySession session) throws IOException {
        var name = name(request.field("name").orElse("").strip());
        if (name.isEmpty()) {
            return newOrganisation(
                    400,
                    request,
                    Optional.of("A name begins with a letter or digit and has letters, digits, '-', '_' and '.'."));
        }
        return switch (people.foundOrganisation().found(session.who(), name.get(), "")) {
            case Outcome.Done<Organisation>(var organisation) -> Response.redirect(303, "/" + organisation.name());
            case Outcome.Refused<Organisation>(var why) ->
                newOrganisation(Why.status(why), request, Optional.of(why.message()));
        };
    }

    private Response members(int status, Request request, Optional<String> wrong) {
        var organisation = name(request.variable("ns")).flatMap(people.stores().organisations()::find);
        if (organisation.isEmpty()) {
            return refusals.tell(404, request, "There is no organisation of this name here.");
        }
        var name = organisation.get().name();
        boolean mayChange = request.recipient() instanceof Known known
                && (known.role() == plimsoll.domain.identity.SiteRole.ADMIN
                        || known.holds(OrganisationRole.ADMIN, name));
        var page = new Members(name.text(), belongings(name), mayChange, wrong);
        return pages.page(status, request, Place.titled("Members of " + name), "people/members", Map.of("page", page));
    }

    private Response setMember(Request request, BySession session) throws IOException {
        var role = Optional.of(request.field("role").orElse("")).flatMap(ProfilePages::role);
        var member = name(request.field("name").orElse("").strip());
        var organisation = name(request.variable("ns"));
        if (role.isEmpty() || member.isEmpty() || organisation.isEmpty()) {
            return members(400, request, Optional.of("Name an account and what it may do."));
        }
        return changed(
                request, people.changeMembership().set(session.who(), organisation.get(), member.get(), role.get()));
    }

    private Response removeMember(Request request, BySession session) throws IOException {
        var member = name(request.field("name").orElse("").strip());
        var organisation = name(request.variable("ns"));
        return member.isEmpty() || organisation.isEmpty()
                ? members(400, request, Optional.of("Name an account."))
                : changed(request, people.changeMembership().remove(session.who(), organisation.get(), member.get()));
    }

    private Response changed(Request request, Outcome<OrganisationRole> outcome) {
        return switch (outcome) {
            case Outcome.Done<OrganisationRole> _ ->
                Response.redirect(303, "/organizations/%s/members".formatted(request.variable("ns")));
            case Outcome.Refused<OrganisationRole>(var why) ->
                members(Why.status(why), request, Optional.of(why.message()));
        };
    }

    private static Optional<OrganisationRole> role(String word) {
        return switch (word) {
            case "read" -> Optional.of(OrganisationRole.READ);
            case "write" -> Optional.of(OrganisationRole.WRITE);
            case "admin" -> Optional.of(OrganisationRole.ADMIN);
            default -> Optional.empty();
        };
    }
}
