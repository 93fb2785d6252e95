package plimsoll.web.pages;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Intent;
import plimsoll.hub.inspection.CallInspection;
import plimsoll.hub.inspection.WaiveHold;
import plimsoll.hub.inspection.WaiveHold.Outcome;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// The forms beside a held commit: a person's word that lets it go, and its inspection called off or for again.
public final class HoldPages {
    private final Doorway doorway;
    private final WaiveHold waive;
    private final CallInspection call;
    private final RefusalPages refusals;

    /// With what they do.
    public HoldPages(Doorway doorway, WaiveHold waive, CallInspection call, PageWriter pages) {
        this.doorway = doorway;
        this.waive = waive;
        this.call = call;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes("POST", "/holds/{commit}", Intent.LOOK, this::waive));
        routes.addAll(doorway.routes("POST", "/inspection", Intent.WRITE, this::call));
        return routes;
    }

    private Response waive(Request request, Pass pass) throws IOException {
        try {
            var commit = new GitOid(request.variable("commit"));
            var outcome = request.field("end").isPresent() ? waive.end(pass, commit) : begin(request, pass, commit);
            return switch (outcome) {
                case Outcome.Done _ -> back(pass, commit.hex());
                case Outcome.NotAllowed(var why) -> refusals.tell(403, request, why);
                case Outcome.Unfit(var why) -> refusals.tell(400, request, why);
            };
        } catch (IllegalArgumentException _) {
            return refusals.tell(404, request, "There is no such commit.");
        }
    }

    private Outcome begin(Request request, Pass pass, GitOid commit) throws IOException {
        try {
            var until = LocalDate.parse(request.field("until").orElse("")).atStartOfDay(ZoneOffset.UTC);
            return waive.waive(pass, commit, request.field("reason").orElse(""), until.toInstant());
        } catch (DateTimeParseException _) {
            return new Outcome.Unfit("It ends on a day, as 2026-12-31.");
        }
    }

    private Response call(Request request, Pass pass) throws IOException {
        if (request.field("off").isPresent()) {
            call.off(pass);
        } else {
            call.again(pass);
        }
        return back(pass, request.field("commit").filter(GitOid::isGitOid).orElse("main"));
    }

    private static Response back(Pass pass, String revision) {
        return Response.redirect(303, "/%s/tree/%s".formatted(pass.repository().page(), revision));
    }
}
