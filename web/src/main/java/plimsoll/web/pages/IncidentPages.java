package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.incident.Deadline;
import plimsoll.domain.incident.Draft;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.release.Gate;
import plimsoll.hub.incident.DescribeCase;
import plimsoll.hub.incident.HandleIncident;
import plimsoll.hub.incident.HandleIncident.Sent;
import plimsoll.hub.incident.ReadIncidents;
import plimsoll.hub.incident.ReadIncidents.Seen;
import plimsoll.hub.incident.ReadIncidents.Sight;
import plimsoll.hub.incident.ReportIncident;
import plimsoll.hub.incident.ReportIncident.Said;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.IncidentList;
import plimsoll.web.pages.view.IncidentNotice;
import plimsoll.web.pages.view.IncidentPage;
import plimsoll.web.pages.view.IncidentReport;

/// Where anybody reports an incident and sees what becomes of it, and where those who run the hub handle it.
public final class IncidentPages {
    private static final String HERE = "/incidents";
    private static final String ONE = HERE + "/{id}";
    private static final int MOST = 200;
    private static final int BEGINNING = 160;

    private final ReportIncident report;
    private final ReadIncidents read;
    private final HandleIncident handle;
    private final DescribeCase describe;
    private final TriageFields fields;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final InstantSource clock;
    private final Rows rows;

    /// With what it shows and does.
    public IncidentPages(
            ReportIncident report,
            ReadIncidents read,
            HandleIncident handle,
            DescribeCase describe,
            PageWriter pages,
            InstantSource clock) {
        this.report = report;
        this.read = read;
        this.handle = handle;
        this.describe = describe;
        this.fields = new TriageFields(describe);
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.clock = clock;
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                signed.route("GET", HERE, this::list),
                Route.of("GET", HERE + "/report", Door.OPEN, this::blank),
                Route.of("POST", HERE + "/report", Door.OPEN, this::report),
                // Whoever reported it without an account knows the id in the address, and nothing else.
                Route.of("GET", ONE, Door.OPEN, request -> page(request, 200, Optional.empty())),
                signed.route("POST", ONE + "/triage", this::triage),
                signed.route("GET", ONE + "/notices/{deadline}", this::draft),
                signed.route("POST", ONE + "/notices/{deadline}", this::sent),
                signed.route("POST", ONE + "/closing", (request, session) -> end(request, session, false)),
                signed.route("POST", ONE + "/dismissal", (request, session) -> end(request, session, true)));
    }

    private Response list(Request request, BySession session) {
        var lines = read.list(session.who(), MOST).stream().map(this::line).toList();
        return pages.page(
                request,
                Place.titled("Incidents"),
                "incidents/list",
                Map.of("page", new IncidentList(lines, Gate.examines(session.who()))));
    }

    private IncidentList.Line line(Seen seen) {
        var incident = seen.incident();
        var words = incident.report().words();
        boolean handles = seen.sight() != Sight.REPORTER;
        return new IncidentList.Line(
                incident.id(),
                incident.report().about(),
                words.length() > BEGINNING ? words.substring(0, BEGINNING) + "…" : words,
                incident.state().word(),
                incident.isOpen(),
                handles
                        ? incident.triage()
                                .map(found -> found.severity().word())
                                .orElse("")
                        : "",
                rows.moment(incident.report().at()),
                handles ? ClockWords.strictest(incident, clock.instant()) : Optional.empty());
    }

    private Response blank(Request request) {
        var form = new IncidentReport(
                request.query("about").orElse(""), "", "", request.recipient() instanceof Known, Optional.empty());
        return form(request, 200, form);
    }

    private Response form(Request request, int status, IncidentReport form) {
        return pages.page(
                status, request, Place.titled("Report an incident"), "incidents/report", Map.of("page", form));
    }

    private Response report(Request request) throws IOException {
        var said = new Said(
                request.field("about").orElse(""),
                request.field("words").orElse(""),
                request.field("contact").orElse(""));
        return switch (report.report(request.recipient(), request.remoteAddress(), said)) {
            case ReportIncident.Outcome.Taken(var incident) ->
                Response.redirect(303, "/" + ReportIncident.page(incident));
            case ReportIncident.Outcome.Unfit(var why) -> form(request, 400, again(request, said, why));
            case ReportIncident.Outcome.TooOften(var pause) ->
                form(
                                request,
                                429,
                                again(
                                        request,
                                        said,
                                        "There were too many reports. Try again in %d minutes."
                                                .formatted(pause.toMinutes() + 1)))
                        .with("Retry-After", Long.toString(pause.plusMillis(999).toSeconds()));
        };
    }

    private static IncidentReport again(Request request, Said said, String why) {
        return new IncidentReport(
                said.about(), said.words(), said.contact(), request.recipient() instanceof Known, Optional.of(why));
    }

    private Response page(Request request, int status, Optional<String> wrong) throws IOException {
        var seen = read.find(request.recipient(), request.variable("id"));
        return seen.isEmpty()
                ? unknown(request)
                : pages.page(
                        status,
                        request,
                        Place.titled("Incident"),
                        "incidents/one",
                        Map.of("page", shown(request, seen.get(), wrong)));
    }

    private Response unknown(Request request) {
        return refusals.tell(404, request, "There is no such incident.");
    }

    private IncidentPage shown(Request request, Seen seen, Optional<String> wrong) throws IOException {
        var incident = seen.incident();
        var said = incident.report();
        var now = clock.instant();
        boolean handles = seen.sight() != Sight.REPORTER;
        boolean all = seen.sight().compareTo(Sight.WATCHER) >= 0;
        boolean decides = seen.sight() == Sight.STAFF && incident.isOpen();
        return new IncidentPage(
                incident.id(),
                said.about(),
                handles ? seen.repository().map(found -> "/" + found.page()) : Optional.empty(),
                incident.state().word(),
                incident.isOpen(),
                said.words(),
                rows.moment(said.at()),
                all ? reporter(incident) : "",
                all ? said.contact() : "",
                handles ? found(incident) : Optional.empty(),
                handles
                        ? incident.clocks().stream()
                                .map(one -> ClockWords.of(incident, one, now))
                                .toList()
                        : List.of(),
                decides,
                seen.mayTell() && incident.isOpen(),
                decides ? Optional.of(fields.form(request, seen)) : Optional.empty(),
                decides && incident.unsent().isEmpty()
                        ? describe.closing(incident, request.baseUrl()).orElse("")
                        : "",
                incident.ending()
                        .map(end -> handles || end.dismissed() ? end.text() : "It was looked into, and is over."),
                wrong);
    }

    private static String reporter(Incident incident) {
        return incident.report()
                .reporter()
                .orElse(incident.report().cause().isEmpty() ? "somebody without an account" : "the hub itself");
    }

    private Optional<IncidentPage.Found> found(Incident incident) {
        return incident.triage()
                .map(triage -> new IncidentPage.Found(
                        triage.severity().word(),
                        triage.harms().stream().map(harm -> harm.sentence()).toList(),
                        triage.regimes().stream().map(regime -> regime.title()).toList(),
                        rows.moment(triage.awareAt()),
                        triage.assessment(),
                        triage.by(),
                        rows.moment(triage.at())));
    }

    private Response triage(Request request, BySession session) throws IOException {
        var finding = fields.read(request);
        return finding.isEmpty()
                ? page(request, 400, Optional.of("Choose how bad it is; times are as 2026-03-01T12:00, in UTC."))
                : answer(request, handle.triage(session.who(), request.variable("id"), finding.get()));
    }

    private Response end(Request request, BySession session, boolean dismissed) throws IOException {
        var text = request.field("text").orElse("");
        var id = request.variable("id");
        return answer(
                request, dismissed ? handle.dismiss(session.who(), id, text) : handle.close(session.who(), id, text));
    }

    private Response answer(Request request, HandleIncident.Outcome outcome) throws IOException {
        return switch (outcome) {
            case HandleIncident.Outcome.Done(var incident) ->
                Response.redirect(303, "/" + ReportIncident.page(incident) + "?done=saved");
            case HandleIncident.Outcome.Unknown _ -> unknown(request);
            case HandleIncident.Outcome.NotAllowed(var why) -> refusals.tell(403, request, why);
            case HandleIncident.Outcome.Unfit(var why) -> page(request, 400, Optional.of(why));
        };
    }

    private Response draft(Request request, BySession session) throws IOException {
        var seen = read.find(session.who(), request.variable("id")).filter(Seen::mayTell);
        var deadline = Deadline.named(request.variable("deadline"));
        var text = seen.isPresent() && deadline.isPresent()
                ? describe.notice(seen.get().incident(), deadline.get(), request.baseUrl())
                : Optional.<String>empty();
        return text.isEmpty()
                ? refusals.tell(404, request, "No such clock runs for an incident that you handle.")
                : notice(request, 200, seen.orElseThrow(), deadline.orElseThrow(), text.get(), Optional.empty());
    }

    private Response notice(
            Request request, int status, Seen seen, Deadline deadline, String text, Optional<String> wrong)
            throws IOException {
        var incident = seen.incident();
        var running = incident.clocks().stream()
                .filter(one -> one.deadline() == deadline)
                .findFirst();
        if (running.isEmpty()) {
            return refusals.tell(404, request, "No such clock runs for an incident that you handle.");
        }
        var shown = new IncidentNotice(
                incident.id(),
                ClockWords.of(incident, running.get(), clock.instant()),
                text,
                Draft.gaps(text),
                request.hasForm() ? request.field("reference").orElse("") : "",
                wrong);
        return pages.page(status, request, Place.titled("A notice"), "incidents/notice", Map.of("page", shown));
    }

    private Response sent(Request request, BySession session) throws IOException {
        var id = request.variable("id");
        var deadline = Deadline.named(request.variable("deadline"));
        var seen = read.find(session.who(), id).filter(Seen::mayTell);
        if (seen.isEmpty() || deadline.isEmpty()) {
            return refusals.tell(404, request, "No such clock runs for an incident that you handle.");
        }
        // A browser sends the ends of lines as two characters; what is hashed has one, on every system.
        var text = request.field("text").orElse("").replace("\r\n", "\n");
        var at = TriageFields.time(request.field("sent").orElse(""));
        if (at.isEmpty() && !request.field("sent").orElse("").isBlank()) {
            return notice(
                    request, 400, seen.get(), deadline.get(), text, Optional.of("A time is as 2026-03-01T12:00."));
        }
        var sent = new Sent(
                deadline.get(),
                text,
                Optional.empty(),
                request.field("reference").orElse(""),
                at);
        var outcome = handle.sent(session.who(), id, sent);
        return outcome instanceof HandleIncident.Outcome.Unfit(var why)
                ? notice(request, 400, seen.get(), deadline.get(), text, Optional.of(why))
                : answer(request, outcome);
    }
}
