package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Gate;
import plimsoll.hub.gateway.RefusalReports;
import plimsoll.hub.gateway.RefusalReports.Report;
import plimsoll.hub.gateway.ReportRefusal;
import plimsoll.hub.gateway.ReportRefusal.Outcome;
import plimsoll.hub.gateway.TellStatistics;
import plimsoll.hub.gateway.TellStatistics.Line;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.GuardReports;
import plimsoll.web.pages.view.Transparency;

/// Where people say that something was wrongly stopped, and where the public reads what the guard does.
public final class GuardPages {
    private static final int SHOWN = 20;

    private final ReportRefusal reporting;
    private final RefusalReports reports;
    private final TellStatistics statistics;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final Rows rows;

    /// With what it shows.
    public GuardPages(
            ReportRefusal reporting,
            RefusalReports reports,
            TellStatistics statistics,
            PageWriter pages,
            InstantSource clock) {
        this.reporting = reporting;
        this.reports = reports;
        this.statistics = statistics;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                signed.route(
                        "GET", "/guard/report", (request, session) -> own(request, session, 200, Optional.empty())),
                signed.route("POST", "/guard/report", this::report),
                signed.route("POST", "/settings/safety/reports/{id}", this::answer),
                Route.of("GET", "/transparency", Door.OPEN, this::page),
                Route.of("GET", "/api/plimsoll/transparency", Door.OPEN, _ -> json()));
    }

    private Response own(Request request, BySession session, int status, Optional<String> wrong) {
        var name = session.who().name();
        var stopped = reporting.reportable(name).stream()
                .limit(SHOWN)
                .map(noted -> new GuardReports.Stopped(
                        noted.text(), noted.model(), ReasonWords.of(noted.reasons()), rows.moment(noted.at())))
                .toList();
        var reported =
                reports.of(name, SHOWN).stream().map(each -> shown(each, rows)).toList();
        return pages.page(
                status,
                request,
                Place.titled("Wrongly stopped?"),
                "account/guard-reports",
                Map.of("page", new GuardReports(stopped, reported, wrong)));
    }

    private Response report(Request request, BySession session) throws IOException {
        var text = request.field("text").orElse("");
        return switch (reporting.report(
                session.who(), text, request.field("words").orElse(""))) {
            case Outcome.Done _ -> Response.redirect(303, "/guard/report");
            case Outcome.Refused(var why) -> own(request, session, 400, Optional.of(why));
        };
    }

    private Response answer(Request request, BySession session) throws IOException {
        if (!Gate.examines(session.who())) {
            return refusals.tell(request, new RoleTooSmall());
        }
        boolean wrong = request.field("wrong").filter("yes"::equals).isPresent();
        return switch (reporting.answer(session.who(), request.variable("id"), wrong)) {
            case Outcome.Done _ -> Response.redirect(303, "/settings/safety");
            case Outcome.Refused(var why) -> refusals.tell(400, request, why);
        };
    }

    /// A report as its writer and staff see it.
    static GuardReports.Reported shown(Report report, Rows rows) {
        return new GuardReports.Reported(
                report.id(),
                report.account(),
                ReasonWords.of(report.reasons()),
                report.words(),
                rows.moment(report.at()),
                report.answer()
                        .map(answer -> answer.wrong() ? "it was wrongly stopped" : "it was rightly stopped")
                        .orElse(""));
    }

    private Response page(Request request) {
        var told = statistics.told();
        var lines = told.lines().stream()
                .map(line -> new Transparency.Line(line.kind(), line.what(), worded(line)))
                .toList();
        var page = new Transparency(
                (int) TellStatistics.REACH.toDays(), TellStatistics.GRAIN, rows.moment(told.at()), lines);
        return pages.page(200, request, Place.titled("Transparency"), "transparency", Map.of("page", page));
    }

    private static String worded(Line line) {
        return line.atLeast().isPresent()
                ? "%,d or more".formatted(line.atLeast().getAsLong())
                : "fewer than %d".formatted(TellStatistics.GRAIN);
    }

    private Response json() {
        var told = statistics.told();
        return Response.json(Map.of(
                "counted_at", told.at().toString(),
                "days", TellStatistics.REACH.toDays(),
                "withheld_below", TellStatistics.GRAIN,
                "counts", told.lines().stream().map(GuardPages::counted).toList()));
    }

    private static Map<String, @Nullable Object> counted(Line line) {
        var counted = new LinkedHashMap<String, @Nullable Object>();
        counted.put("kind", line.kind());
        counted.put("what", line.what());
        counted.put("at_least", line.atLeast().isPresent() ? line.atLeast().getAsLong() : null);
        return counted;
    }
}
