package plimsoll.web.pages;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Agreement;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.release.Agreements;
import plimsoll.hub.release.KeepAgreements;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.RecallRelease;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Inbox;
import plimsoll.web.pages.view.Oversight;

/// What concerns releases and belongs to no repository: one's inbox, a publisher's agreements, and all of it for those
/// who watch over the hub.
public final class OversightPages {
    private static final int NOTICES = 100;
    private static final int RECALLS = 200;
    private static final int AGREEMENTS = 500;
    private static final int DEEDS = 200;
    /// So far back the journal is looked through for deeds that concern releases.
    private static final int LOOKED_AT = 5_000;

    private static final Set<Deed.Kind> RELEASE = Set.of(
            Deed.Kind.PLAN_SET,
            Deed.Kind.PLAN_REFUSED,
            Deed.Kind.STAGE_REACHED,
            Deed.Kind.INCIDENT_CHANGED,
            Deed.Kind.INCIDENT_REPORTED,
            Deed.Kind.INCIDENT_TRIAGED,
            Deed.Kind.INCIDENT_OVERDUE,
            Deed.Kind.INCIDENT_NOTIFIED,
            Deed.Kind.INCIDENT_ENDED,
            Deed.Kind.COMMIT_RELEASED,
            Deed.Kind.HOLD_WAIVED,
            Deed.Kind.ACCESS_ASKED,
            Deed.Kind.ACCESS_DECIDED,
            Deed.Kind.AGREEMENT_MADE,
            Deed.Kind.AGREEMENT_CHANGED,
            Deed.Kind.COPY_ISSUED,
            Deed.Kind.HOLDERS_READ,
            Deed.Kind.RELEASE_RECALLED,
            Deed.Kind.RECALL_LIFTED,
            Deed.Kind.LINE_HELD,
            Deed.Kind.LINE_EXEMPTED,
            Deed.Kind.DUTY_ASSIGNED,
            Deed.Kind.DUTY_MET,
            Deed.Kind.DUTY_REOPENED,
            Deed.Kind.DUTY_OVERDUE,
            Deed.Kind.FACTS_DECLARED,
            Deed.Kind.FACTS_ATTESTED,
            Deed.Kind.PACK_PROPOSED,
            Deed.Kind.PACK_DECIDED);

    private final Notices notices;
    private final KeepAgreements keep;
    private final Agreements agreements;
    private final RecallRelease recalls;
    private final Journal journal;
    private final Catalogue catalogue;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final InstantSource clock;
    private final Rows rows;

    /// With what it shows.
    public OversightPages(
            Notices notices,
            KeepAgreements keep,
            Agreements agreements,
            RecallRelease recalls,
            Journal journal,
            Catalogue catalogue,
            PageWriter pages,
            InstantSource clock) {
        this.notices = notices;
        this.keep = keep;
        this.agreements = agreements;
        this.recalls = recalls;
        this.journal = journal;
        this.catalogue = catalogue;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.clock = clock;
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                signed.route("GET", "/settings/inbox", this::inbox),
                signed.route("POST", "/settings/inbox/seen", this::seen),
                signed.route(
                        "GET",
                        "/settings/agreements/{owner}",
                        (request, session) -> agreements(200, request, session, Optional.empty())),
                signed.route("POST", "/settings/agreements/{owner}", this::make),
                signed.route("POST", "/settings/agreements/{owner}/end", this::end),
                signed.route("GET", "/settings/oversight", this::oversight));
    }

    private Response inbox(Request request, BySession session) {
        var name = session.who().name();
        int unread = notices.unseen(name);
        var list = notices.of(name, NOTICES);
        var shown = new ArrayList<Inbox.Notice>();
        for (var notice : list) {
            boolean isNew = shown.size() < unread; // the newest come first
            shown.add(new Inbox.Notice(notice.text(), "/" + notice.page(), rows.moment(notice.at()), isNew));
        }
        long until = list.isEmpty() ? 0 : list.getFirst().at().toEpochMilli();
        return pages.page(
                request, Place.titled("Inbox"), "account/inbox", Map.of("page", new Inbox(shown, unread, until)));
    }

    private Response seen(Request request, BySession session) throws IOException {
        var until = request.field("until").filter(text -> text.matches("[0-9]{1,15}"));
        var now = clock.millis();
        notices.seen(
                session.who().name(),
                Instant.ofEpochMilli(
                        until.map(Long::parseLong).map(at -> Math.min(at, now)).orElse(now)));
        return Response.redirect(303, "/settings/inbox");
    }

    private Response agreements(int status, Request request, BySession session, Optional<String> wrong) {
        var owner = Owners.named(request);
        var found = owner.flatMap(name -> keep.list(session.who(), name));
        if (found.isEmpty()) {
            return refusals.tell(404, request, "There are no agreements here that you may see.");
        }
        var shown = new plimsoll.web.pages.view.Agreements(
                owner.get().text(), found.get().stream().map(this::shown).toList(), wrong);
        return pages.page(status, request, Place.titled("Agreements"), "people/agreements", Map.of("page", shown));
    }

    private plimsoll.web.pages.view.Agreements.Agreement shown(Agreement agreement) {
        var now = clock.instant();
        return new plimsoll.web.pages.view.Agreements.Agreement(
                agreement.id(),
                agreement.title(),
                String.join(
                        ", ", agreement.parties().stream().map(Namespace::text).toList()),
                agreement.signatories(),
                agreement.document().hex(),
                day(agreement.from()),
                day(agreement.until()),
                !now.isBefore(agreement.from()) && now.isBefore(agreement.until()));
    }

    private Response make(Request request, BySession session) throws IOException {
        var owner = Owners.named(request);
        var document = request.field("document").orElse("").strip().toLowerCase(Locale.ROOT);
        var from = time(request, "from");
        var until = time(request, "until");
        if (owner.isEmpty() || !Sha256.isSha256(document) || from.isEmpty() || until.isEmpty()) {
            return agreements(
                    400,
                    request,
                    session,
                    Optional.of("An agreement has its document's SHA-256, and begins and ends on a day."));
        }
        var parties = request.field("parties").orElse("").split("[\\s,]+", -1);
        if (Stream.of(parties).filter(name -> !name.isEmpty()).anyMatch(name -> !Namespace.isNamespace(name))) {
            return agreements(400, request, session, Optional.of("A party is an account or organisation."));
        }
        var draft = new KeepAgreements.Draft(
                request.field("title").orElse("").strip(),
                new Sha256(document),
                Stream.of(parties)
                        .filter(name -> !name.isEmpty())
                        .map(Namespace::new)
                        .toList(),
                request.field("signatories").orElse("").strip(),
                from.get(),
                until.get());
        return answer(request, session, keep.make(session.who(), owner.get(), draft));
    }

    private Response end(Request request, BySession session) throws IOException {
        var until = time(request, "until");
        return until.isEmpty()
                ? agreements(400, request, session, Optional.of("An agreement ends on a day, as 2026-12-31."))
                : answer(
                        request,
                        session,
                        keep.end(session.who(), request.field("id").orElse(""), until.get()));
    }

    private Response answer(Request request, BySession session, KeepAgreements.Outcome outcome) {
        return switch (outcome) {
            case KeepAgreements.Outcome.Kept(var agreement) ->
                Response.redirect(303, "/settings/agreements/" + agreement.owner());
            case KeepAgreements.Outcome.Unknown _ -> refusals.tell(404, request, "There is no such agreement.");
            case KeepAgreements.Outcome.NotAllowed _ -> refusals.tell(request, new RoleTooSmall());
            case KeepAgreements.Outcome.Unfit(var why) -> agreements(400, request, session, Optional.of(why));
        };
    }

    private static Optional<Instant> time(Request request, String field) throws IOException {
        try {
            return request.field(field)
                    .map(text -> LocalDate.parse(text.strip())
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static String day(Instant at) {
        return at.toString().substring(0, 10);
    }

    private Response oversight(Request request, BySession session) {
        if (session.who().role() == SiteRole.MEMBER) {
            return refusals.tell(request, new RoleTooSmall());
        }
        var shown = new Oversight(
                recalls.feed(session.who(), RECALLS).stream()
                        .map(called -> new Oversight.Recall(
                                called.page(),
                                called.recall().notice(),
                                called.recall().by(),
                                rows.moment(called.recall().at())))
                        .toList(),
                agreements.all(AGREEMENTS).stream().map(this::shown).toList(),
                deeds());
        return pages.page(request, Place.titled("Oversight"), "oversight", Map.of("page", shown));
    }

    private List<Oversight.Deed> deeds() {
        return journal.read(Math.max(0, journal.length() - LOOKED_AT), LOOKED_AT).reversed().stream()
                .filter(link -> RELEASE.contains(link.deed().kind()))
                .limit(DEEDS)
                .map(this::deed)
                .toList();
    }

    private Oversight.Deed deed(Link link) {
        var deed = link.deed();
        var repository = RepositoryId.isRepositoryId(deed.subject())
                ? catalogue.find(new RepositoryId(deed.subject()))
                : Optional.<Repository>empty();
        return new Oversight.Deed(
                deed.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                deed.actor(),
                repository.map(found -> found.page()).orElse(deed.subject()),
                repository.map(found -> "/" + found.page() + "/release").orElse(""),
                deed.details().entrySet().stream()
                        .map(detail -> detail.getKey() + ": " + detail.getValue())
                        .toList(),
                rows.moment(link.at()));
    }
}
