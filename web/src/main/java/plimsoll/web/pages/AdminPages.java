package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.hub.people.Accounts.Wanted;
import plimsoll.hub.people.Outcome;
import plimsoll.hub.people.People;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.AccountList;

/// The accounts of this hub, for its admins: who there is, what each may do, and who is kept out and why.
public final class AdminPages {
    private static final int ON_A_PAGE = 100;
    private static final int MAX_TEXT_CHARACTERS = 100;
    private static final String HERE = "/settings/accounts";

    private final People people;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final Rows rows;

    /// With what people can do.
    public AdminPages(People people, PageWriter pages, InstantSource clock) {
        this.people = people;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                route("GET", HERE, (request, _) -> list(200, request, Optional.empty())),
                route("POST", HERE + "/{account}/role", this::setRole),
                route("POST", HERE + "/{account}/standing", this::setStanding));
    }

    private Route route(String method, String pattern, Signed.Inside inside) {
        return signed.route(
                method,
                pattern,
                (request, session) -> session.who().role() == SiteRole.ADMIN
                        ? inside.answer(request, session)
                        : refusals.tell(request, new RoleTooSmall()));
    }

    private Response list(int status, Request request, Optional<String> wrong) {
        var text = request.query("q").map(String::strip).orElse("");
        var role = request.query("role").flatMap(word -> named(SiteRole.values(), word));
        var standing = request.query("standing").flatMap(word -> named(Standing.values(), word));
        var wanted = new Wanted(text.substring(0, Math.min(text.length(), MAX_TEXT_CHARACTERS)), role, standing);
        var found =
                people.stores().accounts().search(wanted, request.query("after").orElse(""), ON_A_PAGE + 1);
        var shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var next = shown.size() == found.size()
                ? Optional.<String>empty()
                : Optional.of("%s?q=%s&role=%s&standing=%s&after=%s"
                        .formatted(
                                HERE,
                                Percent.encode(wanted.text()),
                                role.map(AdminPages::word).orElse(""),
                                standing.map(AdminPages::word).orElse(""),
                                Percent.encode(shown.getLast().name().text())));
        var page = new AccountList(
                wanted.text(),
                role.map(AdminPages::word).orElse(""),
                standing.map(AdminPages::word).orElse(""),
                shown.stream().map(this::row).toList(),
                next,
                wrong);
        return pages.page(status, request, Place.titled("Accounts"), "people/accounts", Map.of("page", page));
    }

    private AccountList.Account row(Account account) {
        var about = (account.fullName() + " " + account.email().orElse("")).strip();
        return new AccountList.Account(
                account.name().text(),
                about,
                word(account.role()),
                account.standing() == Standing.SUSPENDED,
                rows.moment(account.openedAt()));
    }

    private Response setRole(Request request, BySession session) throws IOException {
        var role = request.field("role").flatMap(word -> named(SiteRole.values(), word));
        return role.isEmpty()
                ? list(400, request, Optional.of("A role is member, auditor or admin."))
                : changed(request, name -> people.changeAccount().setRole(session.who(), name, role.get()));
    }

    private Response setStanding(Request request, BySession session) throws IOException {
        var standing = request.field("standing").flatMap(word -> named(Standing.values(), word));
        var reason = request.field("reason").orElse("").strip();
        if (standing.isEmpty() || reason.isEmpty()) {
            return list(400, request, Optional.of("Say why, for the record."));
        }
        return changed(
                request, name -> people.changeAccount().setStanding(session.who(), name, standing.get(), reason));
    }

    private Response changed(Request request, Change change) {
        var name = request.variable("account");
        if (!Namespace.isNamespace(name)) {
            return list(404, request, Optional.of("There is no such account."));
        }
        return switch (change.of(new Namespace(name))) {
            case Outcome.Done<Account>(var account) ->
                Response.redirect(
                        303,
                        "%s?q=%s&done=saved"
                                .formatted(HERE, Percent.encode(account.name().text())));
            case Outcome.Refused<Account>(var why) -> list(403, request, Optional.of(why.message()));
        };
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String word) {
        return Arrays.stream(values).filter(value -> word(value).equals(word)).findFirst();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private interface Change {
        Outcome<Account> of(Namespace name);
    }
}
