package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Appeal;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Gate;
import plimsoll.hub.gateway.HearAppeal;
import plimsoll.hub.gateway.HearAppeal.Outcome;
import plimsoll.hub.gateway.MisuseRecords;
import plimsoll.hub.gateway.MisuseRecords.Noted;
import plimsoll.hub.gateway.RefusalReports;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.SafetyPage;
import plimsoll.web.pages.view.StrikePage;

/// Why an account was warned, slowed, suspended or barred, for its holder, who may object there without signing in; and
/// all of it for those who answer.
public final class SafetyPages {
    private static final int QUEUE = 100;
    private static final int DECISIONS = 10;
    private static final int GUARD_CHARACTERS = 12;

    private final MisuseRecords records;
    private final HearAppeal hear;
    private final RefusalReports reports;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final InstantSource clock;
    private final Rows rows;

    /// With what it shows.
    public SafetyPages(
            MisuseRecords records, HearAppeal hear, RefusalReports reports, PageWriter pages, InstantSource clock) {
        this.records = records;
        this.hear = hear;
        this.reports = reports;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.clock = clock;
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                // Whoever is suspended cannot sign in; the id in the address is what they know.
                Route.of("GET", "/strikes/{id}", Door.OPEN, request -> strike(request, 200, Optional.empty())),
                Route.of("POST", "/strikes/{id}/appeal", Door.OPEN, this::appeal),
                signed.route(
                        "GET",
                        "/settings/safety",
                        (request, session) -> queue(request, session, 200, Optional.empty())),
                signed.route("POST", "/settings/safety/{id}", this::answer));
    }

    private Response strike(Request request, int status, Optional<String> wrong) {
        return records.strike(request.variable("id"))
                .map(strike -> pages.page(
                        status,
                        request,
                        Place.titled("A decision about your account"),
                        "people/strike",
                        Map.of("page", shown(strike, wrong))))
                .orElseGet(() -> refusals.tell(404, request, "There is no such decision."));
    }

    private Response appeal(Request request) throws IOException {
        return switch (hear.appeal(request.variable("id"), request.field("text").orElse(""))) {
            case Outcome.Done(var strike) -> Response.redirect(303, "/strikes/" + strike.id());
            case Outcome.Refused(var why) -> strike(request, 400, Optional.of(why));
        };
    }

    private Response queue(Request request, BySession session, int status, Optional<String> wrong) {
        if (!Gate.examines(session.who())) {
            return refusals.tell(request, new RoleTooSmall());
        }
        var cases = records.queue(QUEUE).stream()
                .map(strike -> new SafetyPage.Case(
                        shown(strike, Optional.empty()),
                        strike.isAppealed(),
                        records.decisions(new Namespace(strike.account()), DECISIONS).stream()
                                .map(this::line)
                                .toList()))
                .toList();
        var reported = reports.queue(QUEUE).stream()
                .map(each -> GuardPages.shown(each, rows))
                .toList();
        return pages.page(
                status,
                request,
                Place.titled("Strikes and appeals"),
                "people/safety",
                Map.of("page", new SafetyPage(cases, reported, wrong)));
    }

    private Response answer(Request request, BySession session) throws IOException {
        if (!Gate.examines(session.who())) {
            return refusals.tell(request, new RoleTooSmall());
        }
        boolean overturn = request.field("overturn").filter("yes"::equals).isPresent();
        return switch (hear.answer(
                session.who(),
                request.variable("id"),
                overturn,
                request.field("text").orElse(""))) {
            case Outcome.Done _ -> Response.redirect(303, "/settings/safety?done=saved");
            case Outcome.Refused(var why) -> queue(request, session, 400, Optional.of(why));
        };
    }

    private String line(Noted noted) {
        return "%s · %s to %s: %s %s%s · harmful %.3f, jailbreak %.3f (%s)%s"
                .formatted(
                        rows.moment(noted.at()).full(),
                        noted.side().toLowerCase(Locale.ROOT),
                        noted.model(),
                        noted.outcome().toLowerCase(Locale.ROOT),
                        noted.reasons(),
                        noted.signs().isEmpty() ? "" : " [" + noted.signs() + "]",
                        noted.harmful(),
                        noted.jailbreak(),
                        noted.thresholds(),
                        noted.second().isEmpty() ? "" : " · " + noted.second());
    }

    private StrikePage shown(Strike strike, Optional<String> wrong) {
        var what = switch (strike.step()) {
            case NOTICE -> "The account was warned.";
            case THROTTLE -> "The account may ask models little for a while.";
            case SUSPENSION -> "The account is suspended for a while.";
            case BAR -> "The account is barred for a year.";
        };
        return new StrikePage(
                strike.id(),
                strike.account(),
                what,
                ReasonWords.of(strike.reasons()),
                strike.rule(),
                strike.guard()
                        .substring(0, Math.min(GUARD_CHARACTERS, strike.guard().length())),
                strike.evidence(),
                rows.moment(strike.at()),
                rows.moment(strike.until()),
                strike.inForce(clock.instant()),
                strike.appeal().map(Appeal::text),
                strike.appeal()
                        .flatMap(Appeal::answer)
                        .map(answer -> "%s: %s".formatted(answer.overturned() ? "Undone" : "It stands", answer.text())),
                wrong);
    }
}
