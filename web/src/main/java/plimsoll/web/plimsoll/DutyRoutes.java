package plimsoll.web.plimsoll;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Intent;
import plimsoll.hub.line.HandleDuty;
import plimsoll.hub.line.ReadDuties;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Door;
import plimsoll.web.http.PeopleRefusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// What is owed because of the line, for programs: that it was met or was not, who shall meet it, and all of it for
/// those who watch over the hub. What a repository owes is with its line.
public final class DutyRoutes {
    /// As many as one answer has.
    public static final int MOST = 1_000;

    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final Threshold threshold;
    private final ReadDuties read;
    private final HandleDuty handle;
    private final InstantSource clock;

    /// Routes for whom `door` lets in.
    public DutyRoutes(EnterRepository door, ReadDuties read, HandleDuty handle, InstantSource clock) {
        this.threshold = new Threshold(door);
        this.read = read;
        this.handle = handle;
        this.clock = clock;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/plimsoll/duties", Door.OWN, this::all),
                threshold.own("POST", "/line/duties/{id}/met", Intent.READ, this::meet),
                threshold.own("POST", "/line/duties/{id}/reopened", Intent.READ, this::reopen),
                threshold.own("PUT", "/line/duties/{id}/assignee", Intent.READ, this::assign));
    }

    private Response all(Request request) {
        var who = PeopleRefusals.known(request);
        if (who.role() == SiteRole.MEMBER) {
            return Response.error(403, "What is owed on this hub is for its admins and auditors to see.");
        }
        var now = clock.instant();
        return Response.json(read.unmet(who, MOST).stream()
                .map(seen -> DutyJson.of(seen, now))
                .toList());
    }

    private Response meet(Request request, Pass pass) throws IOException {
        var said = request.strictJson(Said.class, MAX_BODY_BYTES);
        return answer(handle.meet(
                pass,
                request.variable("id"),
                Optional.ofNullable(said.round),
                Asked.text(said.note),
                Asked.text(said.evidence)));
    }

    private Response reopen(Request request, Pass pass) throws IOException {
        var said = request.strictJson(NotMet.class, MAX_BODY_BYTES);
        return answer(
                handle.reopen(pass, request.variable("id"), Optional.ofNullable(said.round), Asked.text(said.reason)));
    }

    private Response assign(Request request, Pass pass) throws IOException {
        var asked = request.strictJson(Assigned.class, MAX_BODY_BYTES);
        return answer(handle.assign(pass, request.variable("id"), Asked.text(asked.account)));
    }

    private static Response answer(HandleDuty.Outcome outcome) {
        return switch (outcome) {
            case HandleDuty.Outcome.Done _ -> Response.empty(204);
            case HandleDuty.Outcome.Unknown _ -> Response.error(404, "The repository has no such obligation.");
            case HandleDuty.Outcome.NotAllowed _ ->
                Response.error(403, "That is for those who owe it, and for admins of this hub.");
            case HandleDuty.Outcome.Unfit(var reason) -> Response.error(400, reason);
        };
    }

    /// @param round which round; may be left out where it does not recur
    private record Said(
            @Nullable Integer round,
            @Nullable String note,
            @Nullable String evidence) {}

    /// @param round which round; may be left out where it does not recur
    private record NotMet(@Nullable Integer round, @Nullable String reason) {}

    private record Assigned(@Nullable String account) {}
}
