package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.LogProof;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.attestation.RecordReproduction;
import plimsoll.hub.attestation.Statements;
import plimsoll.hub.line.Ceilings;
import plimsoll.hub.release.FindLineage;
import plimsoll.hub.release.FollowStages;
import plimsoll.hub.release.Inherit;
import plimsoll.hub.release.RecallRelease;
import plimsoll.hub.release.ReleaseCommits;
import plimsoll.hub.release.RequestAccess;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.LineageChart;
import plimsoll.web.pages.view.ReleasePage;

/// A repository's Release tab: how far it is let out, how far it may be, and the form that changes it.
public final class ReleasePages {
    private static final int FILES_LOOKED_AT = 2_000;
    private static final int FILES_SHOWN = 12;
    private static final int MAX_COPIES = 200;
    private static final int STATEMENTS_SHOWN = 20;
    private static final int REPRODUCTIONS_SHOWN = 20;

    private final Doorway doorway;
    private final SetPlan plans;
    private final FollowStages stages;
    private final ReleaseCommits commits;
    private final RecallRelease recalls;
    private final Inherit inherit;
    private final Ceilings ceilings;
    private final FindLineage lineage;
    private final PlanForm form;
    private final Statements statements;
    private final RecordReproduction reproductions;
    private final ReadTree tree;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Rows rows;

    /// With what it shows and does.
    public ReleasePages(
            Doorway doorway,
            SetPlan plans,
            FollowStages stages,
            ReleaseCommits commits,
            RecallRelease recalls,
            Inherit inherit,
            Ceilings ceilings,
            FindLineage lineage,
            PlanForm form,
            Statements statements,
            RecordReproduction reproductions,
            ReadTree tree,
            Mastheads mastheads,
            PageWriter pages,
            InstantSource clock) {
        this.doorway = doorway;
        this.plans = plans;
        this.stages = stages;
        this.commits = commits;
        this.recalls = recalls;
        this.inherit = inherit;
        this.ceilings = ceilings;
        this.lineage = lineage;
        this.form = form;
        this.statements = statements;
        this.reproductions = reproductions;
        this.tree = tree;
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes(
                "GET",
                "/release",
                Intent.LOOK,
                (request, pass) -> shown(200, request, pass, Optional.empty(), List.of(), List.of())));
        routes.addAll(doorway.routes("POST", "/release", Intent.ADMINISTER, this::set));
        routes.addAll(doorway.routes("POST", "/release/incident", Intent.ADMINISTER, this::incident));
        routes.addAll(doorway.routes("POST", "/release/commits", Intent.ADMINISTER, this::releaseCommit));
        routes.addAll(doorway.routes("POST", "/release/recall", Intent.LOOK, this::recall));
        return routes;
    }

    private Response set(Request request, Pass pass) throws IOException {
        var read = form.read(request, pass);
        if (read instanceof PlanForm.Unfit(var why)) {
            return shown(400, request, pass, Optional.empty(), List.of(why), List.of());
        }
        var plan = ((PlanForm.Plan) read).plan();
        if (request.field("preview").isPresent()) {
            var words = PlanWords.sentences(plan, pass.at(), pass.release().incidentOpen());
            return shown(200, request, pass, Optional.of(plan), List.of(), words);
        }
        return switch (plans.set(pass, plan)) {
            case SetPlan.Outcome.Set _ -> back(pass);
            case SetPlan.Outcome.Refused(var reasons) ->
                shown(403, request, pass, Optional.of(plan), reasons, List.of());
        };
    }

    private Response incident(Request request, Pass pass) throws IOException {
        stages.incident(pass, request.field("open").isPresent());
        return back(pass);
    }

    private Response releaseCommit(Request request, Pass pass) throws IOException {
        var ref = request.field("ref").filter(RefName::isRefName).map(RefName::new);
        var outcome = ref.isEmpty() ? new ReleaseCommits.Outcome.NoRef() : commits.release(pass, ref.get());
        return switch (outcome) {
            case ReleaseCommits.Outcome.Released _ -> back(pass);
            case ReleaseCommits.Outcome.Held(var hold) -> refusals.tell(409, request, hold.reason());
            case ReleaseCommits.Outcome.NoRef _ -> refusals.tell(404, request, "There is no such branch or tag.");
        };
    }

    private Response recall(Request request, Pass pass) throws IOException {
        var outcome = recalls.recall(
                pass,
                request.field("revision").orElse("").strip(),
                request.field("reason").orElse(""),
                request.field("instead").orElse(""));
        return switch (outcome) {
            case RecallRelease.Outcome.Done _, RecallRelease.Outcome.Lifted _ -> back(pass);
            case RecallRelease.Outcome.Refused(var why) -> refusals.tell(request, why);
            case RecallRelease.Outcome.Unknown _ -> refusals.tell(404, request, "There is no such revision.");
            case RecallRelease.Outcome.Unfit(var reason) -> refusals.tell(400, request, reason);
        };
    }

    private static Response back(Pass pass) {
        return Response.redirect(303, "/" + pass.repository().page() + "/release");
    }

    private Response shown(
            int status,
            Request request,
            Pass pass,
            Optional<ReleasePlan> drafted,
            List<String> wrong,
            List<String> preview)
            throws IOException {
        return pages.page(
                status,
                request,
                Mastheads.place(pass, "Release"),
                "repository/release",
                Map.of("head", mastheads.of(pass, "release", "main"), "page", page(pass, drafted, wrong, preview)));
    }

    private ReleasePage page(Pass pass, Optional<ReleasePlan> drafted, List<String> wrong, List<String> preview)
            throws IOException {
        var release = pass.release();
        var plan = release.plan();
        var limits = limits(pass);
        var base = "/" + pass.repository().page();
        boolean administers = pass.may(Intent.ADMINISTER) instanceof Admitted;
        boolean recalling =
                Gate.admitToRecall(pass.recipient(), pass.repository().name().namespace()) instanceof Admitted;
        return new ReleasePage(
                gauge(pass, limits),
                parts(pass),
                PlanWords.sentences(plan, pass.at(), release.incidentOpen()),
                plan.stages().stream().map(PlanWords::sentence).toList(),
                limits.stream()
                        .map(limit -> "At most %s: %s.".formatted(PlanWords.name(limit.level()), limit.why()))
                        .toList(),
                release.recalls().stream().map(recall -> recall.notice()).toList(),
                files(pass),
                lineage(pass),
                RequestAccess.terms(pass).map(_ -> base + "/access"),
                pass.may(Intent.WRITE) instanceof Admitted ? pending(pass) : List.of(),
                administers ? Optional.of(form.editor(pass, drafted.orElse(plan), wrong, preview)) : Optional.empty(),
                recalling ? Optional.of(base + "/release/recall") : Optional.empty(),
                recalls.copies(pass, MAX_COPIES)
                        .map(copies -> copies.stream()
                                .map(copy -> new ReleasePage.Copy(
                                        copy.holder().text(),
                                        copy.path().isEmpty() ? copy.what() : copy.path(),
                                        rows.moment(copy.at())))
                                .toList()),
                statements(pass),
                reproductions(pass));
    }

    private List<ReleasePage.Statement> statements(Pass pass) {
        var repository = pass.repository();
        var api = "/api/%s/%s/release/statements/".formatted(repository.kind().plural(), repository.name());
        return statements.of(repository.id(), STATEMENTS_SHOWN).stream()
                .filter(one -> Statements.isFor(pass, one.action()))
                .map(one -> new ReleasePage.Statement(
                        one.action().replace('-', ' '),
                        rows.moment(one.at()),
                        api + one.hash().hex(),
                        "/log/entry/%d%s".formatted(one.entry(), LogProof.ENDING)))
                .toList();
    }

    private List<ReleasePage.Reproduced> reproductions(Pass pass) {
        return reproductions.of(pass, REPRODUCTIONS_SHOWN).stream()
                .map(one -> new ReleasePage.Reproduced(
                        one.by(),
                        one.commit().hex().substring(0, 10),
                        one.isSame(),
                        one.software(),
                        rows.moment(one.at()),
                        "/log/entry/%d%s".formatted(one.entry(), LogProof.ENDING)))
                .toList();
    }

    // What it derives from, and the line.
    private List<Inherit.Limit> limits(Pass pass) {
        var about = FileRules.about(pass.repository().kind());
        var limits = new ArrayList<>(inherit.limits(pass.recipient(), pass.repository()));
        ceilings.of(pass.repository())
                .filter(ceiling -> ceiling.of(about) != Level.FULLY_OPEN)
                .ifPresent(ceiling -> limits.add(new Inherit.Limit(
                        ceiling.of(about),
                        "the line, by " + LinePages.rules(ceiling.line().holding(about)))));
        limits.sort((a, b) -> a.level().compareTo(b.level()));
        return limits;
    }

    private static ReleasePage.Gauge gauge(Pass pass, List<Inherit.Limit> limits) {
        var planned =
                pass.release().showing(pass.repository().kind(), pass.at()).level();
        var limit = limits.stream().map(Inherit.Limit::level).findFirst().orElse(Level.FULLY_OPEN);
        boolean recalled = pass.release().recalled().isPresent();
        var level = recalled ? Level.INTERNAL : planned;
        var said = (recalled
                        ? "Recalled, and so closed; without that %s, and at most %s."
                        : "Released as %s; may be at most %s.")
                .formatted(PlanWords.name(planned), PlanWords.name(limit));
        var marks = PlanWords.levels();
        return new ReleasePage.Gauge(
                marks.indexOf(PlanWords.name(level)), marks.indexOf(PlanWords.name(limit)), marks, said);
    }

    private static List<ReleasePage.Part> parts(Pass pass) {
        var parts = new ArrayList<ReleasePage.Part>();
        for (var component : Component.values()) {
            // A recall closes all of it, whatever the plan goes on saying.
            var access = pass.release().recalled().isPresent()
                    ? new Access.Withheld()
                    : pass.release().accessTo(component, pass.at());
            parts.add(new ReleasePage.Part(
                    PlanWords.name(component), PlanWords.name(access.level()), PlanWords.who(component, access)));
        }
        return parts;
    }

    private List<ReleasePage.Files> files(Pass pass) throws IOException {
        var found = new EnumMap<Component, List<String>>(Component.class);
        var head = pass.release().recalled().isEmpty() ? tree.resolve(pass, "main") : Optional.<GitOid>empty();
        if (head.isPresent()) {
            var question = new ReadTree.Question("", true, false, "", FILES_LOOKED_AT);
            tree.list(pass, head.get(), question)
                    .ifPresent(page -> page.items().stream()
                            .map(ReadTree.Line::entry)
                            .filter(entry -> !(entry instanceof Entry.Folder))
                            .forEach(entry -> found.computeIfAbsent(
                                            pass.componentOf(entry.path()), _ -> new ArrayList<>())
                                    .add(entry.path().text())));
        }
        return found.entrySet().stream()
                .map(each -> new ReleasePage.Files(
                        PlanWords.name(each.getKey()),
                        each.getValue().stream().limit(FILES_SHOWN).toList(),
                        Math.max(0, each.getValue().size() - FILES_SHOWN)))
                .toList();
    }

    private Optional<LineageChart> lineage(Pass pass) {
        var found = lineage.of(pass.recipient(), pass.repository());
        return found.models().size() > 1 ? Optional.of(LineageDrawing.of(found)) : Optional.empty();
    }

    private List<ReleasePage.Commit> pending(Pass pass) throws IOException {
        return commits.states(pass).stream()
                .filter(ReleaseCommits.State::isPending)
                .map(state -> new ReleasePage.Commit(
                        state.ref().text(),
                        state.ref().shortName(),
                        state.head().hex().substring(0, 10),
                        state.released().map(oid -> oid.hex().substring(0, 10)).orElse("nothing"),
                        state.hold().map(Hold::reason)))
                .toList();
    }
}
