package plimsoll.web.plimsoll;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.Waiver;
import plimsoll.hub.inspection.CallInspection;
import plimsoll.hub.inspection.WaiveHold;
import plimsoll.hub.inspection.WaiveHold.Outcome;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// Commits that inspections hold: what holds them, a person's word that lets one go, and inspections called off.
public final class HoldRoutes {
    private final Threshold threshold;
    private final WaiveHold waive;
    private final CallInspection call;
    private final ReadTree tree;

    /// Routes for whom `door` lets in.
    public HoldRoutes(EnterRepository door, WaiveHold waive, CallInspection call, ReadTree tree) {
        this.threshold = new Threshold(door);
        this.waive = waive;
        this.call = call;
        this.tree = tree;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("GET", "/release/holds", Intent.WRITE, HoldRoutes::holds),
                threshold.api("GET", "/release/holds/{commit}", Intent.READ, this::waiver),
                threshold.api("PUT", "/release/holds/{commit}", Intent.LOOK, this::waive),
                threshold.api("DELETE", "/release/holds/{commit}", Intent.LOOK, this::end),
                threshold.api("DELETE", "/inspection", Intent.WRITE, this::callOff),
                threshold.api("POST", "/inspection", Intent.WRITE, this::callAgain));
    }

    private static Response holds(Request request, Pass pass) {
        return Response.json(pass.release().holds().stream().map(HoldJson::of).toList());
    }

    private Response waiver(Request request, Pass pass) throws IOException {
        var commit = commit(request);
        // Whoever does not see the commit does not hear that somebody let it go.
        var found = tree.resolve(pass, commit.hex()).flatMap(seen -> waive.inForce(pass, seen));
        return found.map(one -> Response.json(WaiverJson.of(one)))
                .orElseGet(() -> Response.error(404, "Nobody let a commit of this name go."));
    }

    private Response waive(Request request, Pass pass) throws IOException {
        var asked = request.strictJson(WaiverJson.class, Asked.MAX_BODY_BYTES);
        try {
            var until = OffsetDateTime.parse(Asked.text(asked.until)).toInstant();
            return answer(waive.waive(pass, commit(request), Asked.text(asked.reason), until));
        } catch (DateTimeException _) {
            throw new Refused(400, "'until' is a time, as 2026-03-01T00:00:00Z.");
        }
    }

    private Response end(Request request, Pass pass) throws IOException {
        return answer(waive.end(pass, commit(request)));
    }

    private static Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> Response.json(Map.of("done", true));
            case Outcome.NotAllowed(var why) -> Response.error(403, why);
            case Outcome.Unfit(var why) -> Response.error(400, why);
        };
    }

    private Response callOff(Request request, Pass pass) {
        return call.off(pass)
                ? Response.json(Map.of("done", true))
                : Response.error(404, "No inspection waits or runs.");
    }

    private Response callAgain(Request request, Pass pass) {
        call.again(pass);
        return Response.json(202, Map.of("done", true));
    }

    private static GitOid commit(Request request) {
        try {
            return new GitOid(request.variable("commit"));
        } catch (IllegalArgumentException _) {
            throw new Refused(404, "A commit is named by 40 hexadecimal digits.");
        }
    }

    /// What holds a commit.
    private record HoldJson(String commit, boolean unsafe, String reason) {
        static HoldJson of(Hold hold) {
            return new HoldJson(hold.commit().hex(), hold.unsafe(), hold.reason());
        }
    }

    /// What lets one go.
    private record WaiverJson(
            @Nullable String finding,
            @Nullable String reason,
            @Nullable String by,
            @Nullable String at,
            @Nullable String until) {
        static WaiverJson of(Waiver waiver) {
            return new WaiverJson(
                    waiver.finding(),
                    waiver.reason(),
                    waiver.by(),
                    waiver.at().toString(),
                    waiver.until().toString());
        }
    }
}
