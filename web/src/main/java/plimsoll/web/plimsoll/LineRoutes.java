package plimsoll.web.plimsoll;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.line.FactSheet.Contradiction;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Level;
import plimsoll.hub.line.DrawLine;
import plimsoll.hub.line.ExemptRelease;
import plimsoll.hub.line.RaiseRelease;
import plimsoll.hub.line.ReadDuties;
import plimsoll.hub.line.ReadFacts;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// What is known of a repository, the line that is drawn for it, and how to follow it or be exempt from it, for
/// programs.
public final class LineRoutes {
    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final Threshold threshold;
    private final ReadFacts facts;
    private final DrawLine draw;
    private final ReadDuties duties;
    private final RaiseRelease raise;
    private final ExemptRelease exempt;

    /// Routes for whom `door` lets in.
    public LineRoutes(
            EnterRepository door,
            ReadFacts facts,
            DrawLine draw,
            ReadDuties duties,
            RaiseRelease raise,
            ExemptRelease exempt) {
        this.threshold = new Threshold(door);
        this.facts = facts;
        this.draw = draw;
        this.duties = duties;
        this.raise = raise;
        this.exempt = exempt;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.own("GET", "/facts", Intent.READ, this::sheet),
                threshold.own("GET", "/line", Intent.READ, this::line),
                threshold.own("POST", "/line/raise", Intent.ADMINISTER, this::raise),
                threshold.own("PUT", "/line/exemption", Intent.READ, this::exempt),
                threshold.own("DELETE", "/line/exemption", Intent.READ, (_, pass) -> answer(exempt.end(pass))));
    }

    private Response line(Request request, Pass pass) throws IOException {
        var besides = List.of(request.query("with").orElse("").split(",", -1));
        return draw.of(pass, besides, Map.of())
                .map(drawn -> Response.json(LineJson.of(
                        drawn,
                        duties.of(pass).stream()
                                .map(seen -> DutyJson.of(seen, pass.at()))
                                .toList())))
                .orElseGet(LineRoutes::nothingYet);
    }

    private Response raise(Request request, Pass pass) {
        return raise.raise(pass)
                .map(outcome -> switch (outcome) {
                    case SetPlan.Outcome.Set(var plan) -> Response.json(PlanJson.of(plan, null));
                    case SetPlan.Outcome.Refused(var reasons) -> Response.json(403, Map.of("error", reasons));
                })
                .orElseGet(LineRoutes::nothingYet);
    }

    private Response exempt(Request request, Pass pass) throws IOException {
        var asked = request.json(ExemptionJson.class, MAX_BODY_BYTES);
        var level = Optional.ofNullable(asked.level).flatMap(Level::named);
        try {
            return level.isEmpty() || asked.until == null
                    ? Response.error(400, "An exemption has a level, a reason, and an end as 2026-12-31T00:00:00Z.")
                    : answer(exempt.exempt(
                            pass, level.get(), asked.reason == null ? "" : asked.reason, Instant.parse(asked.until)));
        } catch (DateTimeParseException _) {
            return Response.error(400, "'until' is a time, as 2026-12-31T00:00:00Z.");
        }
    }

    private static Response answer(ExemptRelease.Outcome outcome) {
        return switch (outcome) {
            case ExemptRelease.Outcome.Done _ -> Response.empty(204);
            case ExemptRelease.Outcome.NotAllowed _ ->
                Response.error(403, "Only admins of this hub exempt a release from the line.");
            case ExemptRelease.Outcome.Unfit(var reason) -> Response.error(400, reason);
        };
    }

    private static Response nothingYet() {
        return Response.error(404, "RevisionNotFound", "There is no commit yet.");
    }

    private Response sheet(Request request, Pass pass) throws IOException {
        return facts.of(pass, request.query("revision").orElse("main"))
                .map(known -> Response.json(new SheetJson(
                        known.commit().hex(),
                        known.sheet().facts().stream().map(FactJson::of).toList(),
                        known.sheet().contradictions().stream()
                                .map(Contradiction::sentence)
                                .toList())))
                .orElseGet(() -> Response.error(404, "RevisionNotFound", "There is no such revision."));
    }

    private record ExemptionJson(
            @Nullable String level,
            @Nullable String reason,
            @Nullable String until) {}

    /// A fact sheet.
    ///
    /// @param commit of which revision
    /// @param facts all of them, of each name the one that counts first
    /// @param findings what cannot be true beside what was found
    private record SheetJson(String commit, List<FactJson> facts, List<String> findings) {}
}
