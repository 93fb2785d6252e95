package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Intent;
import plimsoll.hub.line.HandleDuty;
import plimsoll.hub.line.ReadDuties;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;

/// What is owed because of the line: its forms on a repository's Line tab, and all of it for those who watch over the
/// hub.
public final class DutyPages {
    private static final int MOST = 500;

    private final Doorway doorway;
    private final ReadDuties read;
    private final HandleDuty handle;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final InstantSource clock;

    /// With what it shows and does.
    public DutyPages(Doorway doorway, ReadDuties read, HandleDuty handle, PageWriter pages, InstantSource clock) {
        this.doorway = doorway;
        this.read = read;
        this.handle = handle;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.clock = clock;
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(signed.route("GET", "/settings/oversight/duties", this::all));
        routes.addAll(doorway.routes("POST", "/line/met", Intent.READ, this::meet));
        routes.addAll(doorway.routes("POST", "/line/reopened", Intent.READ, this::reopen));
        routes.addAll(doorway.routes("POST", "/line/assignee", Intent.READ, this::assign));
        return routes;
    }

    private Response all(Request request, BySession session) {
        if (session.who().role() == SiteRole.MEMBER) {
            return refusals.tell(request, new RoleTooSmall());
        }
        var now = clock.instant();
        var shown = read.unmet(session.who(), MOST).stream()
                .map(seen -> DutyWords.of(seen, now))
                .toList();
        return pages.page(request, Place.titled("Obligations"), "duties", Map.of("duties", shown));
    }

    private Response meet(Request request, Pass pass) throws IOException {
        return answer(
                request,
                pass,
                handle.meet(
                        pass,
                        request.field("duty").orElse(""),
                        round(request),
                        request.field("note").orElse(""),
                        request.field("evidence").orElse("")));
    }

    private Response reopen(Request request, Pass pass) throws IOException {
        return answer(
                request,
                pass,
                handle.reopen(
                        pass,
                        request.field("duty").orElse(""),
                        round(request),
                        request.field("reason").orElse("")));
    }

    private static Optional<Integer> round(Request request) throws IOException {
        return request.field("round").filter(text -> text.matches("[0-9]{1,6}")).map(Integer::valueOf);
    }

    private Response assign(Request request, Pass pass) throws IOException {
        return answer(
                request,
                pass,
                handle.assign(
                        pass,
                        request.field("duty").orElse(""),
                        request.field("account").orElse("")));
    }

    private Response answer(Request request, Pass pass, HandleDuty.Outcome outcome) {
        return switch (outcome) {
            case HandleDuty.Outcome.Done _ ->
                Response.redirect(303, "/" + pass.repository().page() + "/line#duties");
            case HandleDuty.Outcome.Unknown _ -> refusals.tell(404, request, "The repository has no such obligation.");
            case HandleDuty.Outcome.NotAllowed _ -> refusals.tell(request, new RoleTooSmall());
            case HandleDuty.Outcome.Unfit(var reason) -> refusals.tell(400, request, reason);
        };
    }
}
