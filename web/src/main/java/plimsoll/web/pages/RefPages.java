package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.repositories.ChangeRefs;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.hub.repositories.RefOutcome;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.Refs;

/// A repository's branches and tags: all of them, new ones, and their end.
public final class RefPages {
    /// Of each kind; the newest commit of each is read from git.
    private static final int MAX_SHOWN = 200;
    /// As much of a tag's message as the form takes.
    private static final int MAX_MESSAGE_CHARACTERS = 4_000;

    private static final String TAG = "tag";
    private static final Refs.Form BLANK = new Refs.Form("branch", "", RefName.MAIN.shortName(), "");

    private final Doorway doorway;
    private final ReadHistory history;
    private final ChangeRefs change;
    private final Revisions revisions;
    private final Mastheads mastheads;
    private final PageWriter pages;

    /// With what it shows and does.
    public RefPages(
            Doorway doorway,
            ReadHistory history,
            ChangeRefs change,
            Mastheads mastheads,
            PageWriter pages,
            InstantSource clock) {
        this.doorway = doorway;
        this.history = history;
        this.change = change;
        this.revisions = new Revisions(history, new Rows(clock));
        this.mastheads = mastheads;
        this.pages = pages;
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes(
                "GET", "/refs", Intent.READ, (request, pass) -> shown(200, request, pass, BLANK, Optional.empty())));
        routes.addAll(doorway.routes("POST", "/refs", Intent.WRITE, this::make));
        routes.addAll(doorway.routes("POST", "/refs/remove", Intent.WRITE, this::remove));
        return routes;
    }

    /// Where all branches and tags are shown.
    static String url(Pass pass) {
        return "/%s/refs".formatted(pass.repository().page());
    }

    private Response shown(int status, Request request, Pass pass, Refs.Form form, Optional<String> wrong)
            throws IOException {
        var all = history.refs(pass).keySet();
        var branches = all.stream()
                .filter(RefName::isBranch)
                .sorted(Comparator.comparing((RefName ref) -> !ref.equals(RefName.MAIN))
                        .thenComparing(RefName::shortName))
                .toList();
        var tags = all.stream()
                .filter(RefName::isTag)
                .sorted(Comparator.comparing(RefName::shortName).reversed())
                .toList();
        int left = Math.max(0, branches.size() - MAX_SHOWN) + Math.max(0, tags.size() - MAX_SHOWN);
        var refs = new Refs(
                lines(pass, branches),
                lines(pass, tags),
                left == 0 ? Optional.empty() : Optional.of("%d more are not shown; git lists them.".formatted(left)),
                form,
                wrong);
        return pages.page(
                status,
                request,
                Mastheads.place(pass, "Branches and tags"),
                "repository/refs",
                Map.of("head", mastheads.of(pass, "history", RefName.MAIN.shortName()), "refs", refs));
    }

    private List<Refs.Ref> lines(Pass pass, List<RefName> refs) throws IOException {
        boolean writes = Gate.admit(pass.recipient(), Intent.WRITE, pass.repository()) instanceof Admitted;
        var lines = new ArrayList<Refs.Ref>();
        for (var ref : refs.subList(0, Math.min(refs.size(), MAX_SHOWN))) {
            lines.add(new Refs.Ref(
                    ref.shortName(),
                    Revisions.url(pass, "tree", ref.shortName(), ""),
                    history.newest(pass, ref.text()).map(commit -> revisions.line(pass, commit)),
                    writes && !ref.equals(RefName.MAIN)));
        }
        return lines;
    }

    private Response make(Request request, Pass pass) throws IOException {
        var form = new Refs.Form(
                request.field("kind").filter(TAG::equals).orElse("branch"),
                request.field("name").orElse("").strip(),
                request.field("at")
                        .map(String::strip)
                        .filter(at -> !at.isEmpty())
                        .orElse(BLANK.at()),
                request.field("message").orElse("").strip());
        if (form.message().length() > MAX_MESSAGE_CHARACTERS) {
            return shown(
                    400,
                    request,
                    pass,
                    form,
                    Optional.of("A message may have %d characters.".formatted(MAX_MESSAGE_CHARACTERS)));
        }
        var outcome = form.kind().equals(TAG)
                ? change.tag(pass, form.name(), form.at(), form.message())
                : change.branch(pass, form.name(), Optional.of(form.at()), false);
        return told(request, pass, form, outcome, "made");
    }

    private Response remove(Request request, Pass pass) throws IOException {
        var name = request.field("name").orElse("");
        var outcome = request.field("kind").filter(TAG::equals).isPresent()
                ? change.removeTag(pass, name)
                : change.removeBranch(pass, name);
        return told(request, pass, BLANK, outcome, "removed");
    }

    private Response told(Request request, Pass pass, Refs.Form form, RefOutcome outcome, String done)
            throws IOException {
        return switch (outcome) {
            case RefOutcome.Done _ -> Response.redirect(303, url(pass) + "?done=" + done);
            case RefOutcome.Exists(var name) ->
                shown(
                        409,
                        request,
                        pass,
                        form,
                        Optional.of("There is a '%s' already, or it stands in the way.".formatted(name)));
            case RefOutcome.Absent(var name) ->
                shown(404, request, pass, form, Optional.of("There is no '%s' any more.".formatted(name)));
            case RefOutcome.NoRevision(var revision) ->
                shown(
                        404,
                        request,
                        pass,
                        form,
                        Optional.of("There is no revision '%s' to begin at.".formatted(revision)));
            case RefOutcome.BadName(var name) ->
                shown(
                        400,
                        request,
                        pass,
                        form,
                        Optional.of("Git cannot have a name like '%s': no spaces, no '..', none of ~^:?*[\\."
                                .formatted(name)));
            case RefOutcome.MainStays _ ->
                shown(403, request, pass, form, Optional.of("The main branch stays: it is what visitors see."));
            case RefOutcome.Moved(var name) ->
                shown(
                        409,
                        request,
                        pass,
                        form,
                        Optional.of("Somebody else has just changed '%s'. Look again.".formatted(name)));
        };
    }
}
