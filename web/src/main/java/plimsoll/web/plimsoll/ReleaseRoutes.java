package plimsoll.web.plimsoll;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.Recall;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.release.FollowStages;
import plimsoll.hub.release.RecallRelease;
import plimsoll.hub.release.ReleaseCommits;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.release.Texts;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Door;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.Threshold;

/// How openly a repository is released, and its recall: what the hub protocol has no words for.
public final class ReleaseRoutes {
    private static final int MAX_BODY_BYTES = 512 * 1024;
    private static final int MAX_COPIES = 1_000;
    private static final int MAX_RECALLS = 1_000;

    private final Threshold threshold;
    private final SetPlan plans;
    private final FollowStages stages;
    private final ReleaseCommits commits;
    private final RecallRelease recalls;
    private final Texts texts;

    /// Routes with what they need.
    public ReleaseRoutes(
            EnterRepository door,
            SetPlan plans,
            FollowStages stages,
            ReleaseCommits commits,
            RecallRelease recalls,
            Texts texts) {
        this.threshold = new Threshold(door);
        this.plans = plans;
        this.stages = stages;
        this.commits = commits;
        this.recalls = recalls;
        this.texts = texts;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("GET", "/release", Intent.LOOK, this::read),
                threshold.api("PUT", "/release", Intent.ADMINISTER, this::set),
                threshold.api("PUT", "/release/incident", Intent.ADMINISTER, this::incident),
                threshold.api("GET", "/release/commits", Intent.WRITE, this::states),
                threshold.api("POST", "/release/commits", Intent.ADMINISTER, this::releaseCommit),
                threshold.api("GET", "/release/copies", Intent.LOOK, this::copies),
                threshold.api("POST", "/recall", Intent.LOOK, this::recall),
                threshold.api("DELETE", "/recall/{number}", Intent.LOOK, this::lift),
                Route.of("GET", "/api/recalls", Door.OPEN, this::feed),
                Route.of("GET", "/api/recalls.atom", Door.OPEN, this::atom));
    }

    private Response read(Request request, Pass pass) {
        var release = pass.release();
        var level = new LinkedHashMap<String, String>();
        for (var component : Component.values()) {
            level.put(
                    component.word(),
                    release.accessTo(component, pass.at()).level().word());
        }
        var showing = release.showing(pass.repository().kind(), pass.at());
        return Response.json(new ReleaseJson(
                showing.level().word(),
                level,
                PlanJson.of(release.plan(), terms(pass)),
                release.incidentOpen(),
                release.recalls().stream().map(RecallJson::of).toList()));
    }

    private @Nullable String terms(Pass pass) {
        return pass.release().plan().access().values().stream()
                .flatMap(access -> access instanceof OnTerms(var hash, var _) ? Stream.of(hash) : Stream.empty())
                .findFirst()
                .flatMap(texts::find)
                .orElse(null);
    }

    private Response set(Request request, Pass pass) throws IOException {
        var asked = request.strictJson(PlanJson.class, MAX_BODY_BYTES);
        if (asked.terms() != null && asked.terms().length() > SetPlan.MAX_TERMS_CHARACTERS) {
            return Response.error(413, "Terms have at most %d characters.".formatted(SetPlan.MAX_TERMS_CHARACTERS));
        }
        var plan = asked.changed(
                pass.release().plan(),
                (text, approval) -> text.map(given -> plans.terms(given, approval))
                        .orElseGet(() -> plans.terms(pass.repository(), approval)));
        return switch (plans.set(pass, plan)) {
            case SetPlan.Outcome.Set(var now) -> Response.json(PlanJson.of(now, asked.terms()));
            case SetPlan.Outcome.Refused(var reasons) ->
                Response.json(403, Map.of("error", reasons))
                        .with("X-Error-Message", Refusals.oneLine(String.join(" ", reasons)));
        };
    }

    private Response incident(Request request, Pass pass) throws IOException {
        boolean open = request.strictJson(Incident.class, MAX_BODY_BYTES).open;
        stages.incident(pass, open);
        return Response.json(Map.of("open", open));
    }

    private Response states(Request request, Pass pass) throws IOException {
        return Response.json(commits.states(pass).stream()
                .map(state -> new StateJson(
                        state.ref().text(),
                        state.head().hex(),
                        state.released().map(GitOid::hex),
                        state.hold()
                                .map(hold -> hold.unsafe() ? "held" : "inspecting")
                                .orElse(state.isPending() ? "pending" : "released"),
                        state.hold().map(Hold::reason)))
                .toList());
    }

    private Response releaseCommit(Request request, Pass pass) throws IOException {
        var asked = request.strictJson(Released.class, MAX_BODY_BYTES).ref;
        var ref = Optional.ofNullable(asked)
                .flatMap(name -> RefName.isRefName(name) ? Optional.of(new RefName(name)) : RefName.branch(name));
        var outcome = ref.isEmpty() ? new ReleaseCommits.Outcome.NoRef() : commits.release(pass, ref.get());
        return switch (outcome) {
            case ReleaseCommits.Outcome.Released(var commit) -> Response.json(Map.of("released", commit.hex()));
            case ReleaseCommits.Outcome.Held(var hold) -> Response.error(409, hold.reason());
            case ReleaseCommits.Outcome.NoRef _ ->
                Response.error(404, "RevisionNotFound", "There is no such branch or tag.");
        };
    }

    private Response copies(Request request, Pass pass) {
        return recalls.copies(pass, MAX_COPIES)
                .map(copies -> Response.json(copies.stream()
                        .map(copy -> new CopyJson(
                                copy.holder().text(),
                                copy.what(),
                                copy.path(),
                                copy.at().toString()))
                        .toList()))
                .orElseGet(
                        () -> Response.error(403, "Who took copies is told to the publisher's admins and auditors."));
    }

    private Response recall(Request request, Pass pass) throws IOException {
        var asked = request.strictJson(RecallRequest.class, MAX_BODY_BYTES);
        return answer(
                request,
                recalls.recall(
                        pass,
                        asked.revision == null ? "" : asked.revision,
                        asked.reason == null ? "" : asked.reason,
                        asked.instead == null ? "" : asked.instead));
    }

    private Response lift(Request request, Pass pass) {
        var number = request.variable("number");
        return number.matches("[0-9]{1,18}")
                ? answer(request, recalls.lift(pass, Long.parseLong(number)))
                : Response.error(404, "There is no such recall.");
    }

    private static Response answer(Request request, RecallRelease.Outcome outcome) {
        return switch (outcome) {
            case RecallRelease.Outcome.Done(var recall) -> Response.json(201, RecallJson.of(recall));
            case RecallRelease.Outcome.Lifted _ -> Response.empty(204);
            case RecallRelease.Outcome.Refused(var why) -> Refusals.of(why, request.recipient());
            case RecallRelease.Outcome.Unknown _ ->
                Response.error(404, "RevisionNotFound", "There is no such revision or recall.");
            case RecallRelease.Outcome.Unfit(var reason) -> Response.error(400, reason);
        };
    }

    private Response feed(Request request) {
        var all = new ArrayList<Map<String, Object>>();
        for (var called : recalls.feed(request.recipient(), MAX_RECALLS)) {
            var line = new LinkedHashMap<String, Object>();
            line.put("repository", called.page());
            line.put("url", request.baseUrl() + "/" + called.page());
            line.put("recall", RecallJson.of(called.recall()));
            all.add(line);
        }
        return Response.json(all);
    }

    private Response atom(Request request) {
        var feed = new AtomFeed(request.baseUrl());
        recalls.feed(request.recipient(), MAX_RECALLS).forEach(called -> feed.add(called.page(), called.recall()));
        return feed.answer();
    }

    private record Incident(boolean open) {}

    private record Released(@Nullable String ref) {}

    private record RecallRequest(
            @Nullable String revision,
            @Nullable String reason,
            @Nullable String instead) {}

    private record ReleaseJson(
            String level,
            Map<String, String> components,
            PlanJson plan,
            boolean incidentOpen,
            List<RecallJson> recalls) {}

    private record StateJson(
            String ref, String head, Optional<String> released, String status, Optional<String> reason) {}

    private record CopyJson(String user, String what, String path, String at) {}

    private record RecallJson(
            String id,
            Optional<String> revision,
            String reason,
            String instead,
            String by,
            Instant date,
            String notice) {
        static RecallJson of(Recall recall) {
            return new RecallJson(
                    recall.topic(),
                    recall.revision().map(GitOid::hex),
                    recall.reason(),
                    recall.instead(),
                    recall.by(),
                    recall.at(),
                    recall.notice());
        }
    }
}
