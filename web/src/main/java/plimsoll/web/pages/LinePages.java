package plimsoll.web.pages;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.FactSheet.Contradiction;
import plimsoll.domain.line.Line.Reason;
import plimsoll.domain.line.ReportForm;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Level;
import plimsoll.hub.line.Ceilings;
import plimsoll.hub.line.DrawLine;
import plimsoll.hub.line.ExemptRelease;
import plimsoll.hub.line.PackShelf;
import plimsoll.hub.line.RaiseRelease;
import plimsoll.hub.line.ReadDuties;
import plimsoll.hub.line.ReadFacts;
import plimsoll.hub.line.Testify;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.LinePage;
import plimsoll.web.pages.view.ReleasePage;

/// A repository's Line tab: what is known of it, the line that follows, and what if something were otherwise.
public final class LinePages {
    private final Doorway doorway;
    private final ReadFacts facts;
    private final LineDrawing drawing;
    private final ReadDuties duties;
    private final Ceilings ceilings;
    private final RaiseRelease raise;
    private final ExemptRelease exempt;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;

    /// With what it shows and does.
    public LinePages(
            Doorway doorway,
            ReadFacts facts,
            DrawLine draw,
            PackShelf shelf,
            ReadDuties duties,
            Ceilings ceilings,
            RaiseRelease raise,
            ExemptRelease exempt,
            Mastheads mastheads,
            PageWriter pages) {
        this.doorway = doorway;
        this.facts = facts;
        this.drawing = new LineDrawing(draw, shelf);
        this.duties = duties;
        this.ceilings = ceilings;
        this.raise = raise;
        this.exempt = exempt;
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes("GET", "/line", Intent.READ, this::line));
        routes.addAll(doorway.routes("POST", "/line/raise", Intent.ADMINISTER, this::raise));
        routes.addAll(doorway.routes("POST", "/line/exemption", Intent.READ, this::exempt));
        return routes;
    }

    /// The rules that hold something, as `default.frontier and house.bio`.
    static String rules(List<Reason> holding) {
        return holding.isEmpty()
                ? "an exemption"
                : holding.stream().map(Reason::rule).collect(Collectors.joining(" and "));
    }

    /// What a fact is about, as people read it.
    static String name(FactName name) {
        return name.word().replace('_', ' ');
    }

    private Response line(Request request, Pass pass) throws IOException {
        var known = facts.of(pass, "main");
        var sheet = known.map(ReadFacts.Known::sheet).orElse(FactSheet.EMPTY);
        var decisive = sheet.decisive();
        var shown = new LinePage(
                known.map(found -> found.commit().hex()).orElse(""),
                sheet.facts().stream()
                        .map(fact -> new LinePage.Fact(
                                name(fact.name()),
                                fact.said(),
                                fact.kind().word(),
                                fact.source(),
                                fact.evidence(),
                                fact.equals(decisive.get(fact.name()))))
                        .toList(),
                Arrays.stream(FactName.values())
                        .filter(name -> !decisive.containsKey(name))
                        .map(LinePages::name)
                        .toList(),
                sheet.contradictions().stream().map(Contradiction::sentence).toList(),
                drawing.of(request, pass),
                duties.of(pass).stream()
                        .map(seen -> DutyWords.of(seen, pass.at()))
                        .toList(),
                exemption(pass),
                ReportForm.all().stream()
                        .map(form -> new ReleasePage.Option(form.id(), form.title(), false))
                        .toList(),
                decisive.containsKey(FactName.TEMPLATES_AGREE),
                known.isPresent() && pass.may(Intent.WRITE) instanceof Admitted,
                known.isPresent() && mayAttest(pass),
                known.isPresent() && pass.may(Intent.ADMINISTER) instanceof Admitted,
                ExemptRelease.isAllowed(pass.recipient()));
        return pages.page(
                request,
                Mastheads.place(pass, "Line"),
                "repository/line",
                Map.of("head", mastheads.of(pass, "line", "main"), "page", shown));
    }

    private static boolean mayAttest(Pass pass) {
        return pass.recipient() instanceof Known who
                && Testify.mayAttest(who)
                && !who.holds(OrganisationRole.READ, pass.repository().name().namespace());
    }

    private Optional<String> exemption(Pass pass) {
        return ceilings.of(pass.repository())
                .flatMap(Ceilings.Ceiling::exemption)
                .map(one -> "Let out as far as %s until %s by %s, further than the line allows: %s"
                        .formatted(
                                PlanWords.name(one.level()),
                                one.until().toString().substring(0, 10),
                                one.by(),
                                one.reason()));
    }

    private Response raise(Request request, Pass pass) {
        var outcome = raise.raise(pass);
        return outcome.isPresent() && outcome.get() instanceof SetPlan.Outcome.Refused(var reasons)
                ? refusals.tell(403, request, String.join(" ", reasons))
                : Response.redirect(303, "/" + pass.repository().page() + "/release");
    }

    private Response exempt(Request request, Pass pass) throws IOException {
        var outcome = request.field("end").isPresent() ? exempt.end(pass) : begin(request, pass);
        return switch (outcome) {
            case ExemptRelease.Outcome.Done _ ->
                Response.redirect(303, "/" + pass.repository().page() + "/line");
            case ExemptRelease.Outcome.NotAllowed _ -> refusals.tell(request, new RoleTooSmall());
            case ExemptRelease.Outcome.Unfit(var reason) -> refusals.tell(400, request, reason);
        };
    }

    private ExemptRelease.Outcome begin(Request request, Pass pass) throws IOException {
        try {
            var until = LocalDate.parse(request.field("until").orElse("")).atStartOfDay(ZoneOffset.UTC);
            return exempt.exempt(
                    pass,
                    request.field("level").flatMap(Level::named).orElse(Level.API),
                    request.field("reason").orElse(""),
                    until.toInstant());
        } catch (DateTimeParseException _) {
            return new ExemptRelease.Outcome.Unfit("An exemption ends on a day, as 2026-12-31.");
        }
    }
}
