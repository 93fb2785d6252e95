package plimsoll.web.pages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.gateway.ChatSharing;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.DeleteRepository;
import plimsoll.hub.repositories.MoveRepository;
import plimsoll.hub.repositories.MoveRepository.Outcome;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.Settings;

/// A repository's settings: its name, who may know of it, its end.
public final class SettingsPages {
    private final Doorway doorway;
    private final MoveRepository move;
    private final SetPlan plans;
    private final DeleteRepository delete;
    private final ChatSharing sharing;
    private final Mastheads mastheads;
    private final PageWriter pages;

    /// With what it does.
    public SettingsPages(
            Doorway doorway,
            MoveRepository move,
            SetPlan plans,
            DeleteRepository delete,
            ChatSharing sharing,
            Mastheads mastheads,
            PageWriter pages) {
        this.doorway = doorway;
        this.move = move;
        this.plans = plans;
        this.delete = delete;
        this.sharing = sharing;
        this.mastheads = mastheads;
        this.pages = pages;
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes(
                "GET", "/settings", Intent.ADMINISTER, (request, pass) -> form(200, request, pass, Optional.empty())));
        routes.addAll(doorway.routes("POST", "/settings/move", Intent.ADMINISTER, this::move));
        routes.addAll(doorway.routes("POST", "/settings/visibility", Intent.ADMINISTER, this::show));
        routes.addAll(doorway.routes("POST", "/settings/delete", Intent.ADMINISTER, this::delete));
        return routes;
    }

    private Response form(int status, Request request, Pass pass, Optional<String> wrong) {
        var owners = Owners.with(request.recipient(), pass.repository().name().namespace());
        var repository = pass.repository();
        var chats = repository.kind() == RepoKind.MODEL
                ? Optional.of(sharing.isAllowed(repository.id()))
                : Optional.<Boolean>empty();
        return pages.page(
                status,
                request,
                Mastheads.place(pass, "Settings"),
                "repository/settings",
                Map.of("head", mastheads.of(pass, "settings", "main"), "settings", new Settings(owners, wrong, chats)));
    }

    private Response wrong(int status, Request request, Pass pass, String why) {
        return form(status, request, pass, Optional.of(why));
    }

    private Response move(Request request, Pass pass) throws IOException {
        var wanted = RepoName.of(
                request.field("owner").orElse(""),
                request.field("name").orElse("").strip());
        if (wanted.isEmpty()) {
            return wrong(400, request, pass, "That cannot be a name: letters, digits, '-', '_' and '.', at most 96.");
        }
        if (wanted.get().equals(pass.repository().name())) {
            return Response.redirect(303, "/" + pass.repository().page() + "/settings");
        }
        return switch (move.move(pass, wanted.get())) {
            case Outcome.Moved(var to) ->
                Response.redirect(
                        303,
                        "/%s%s/settings?done=renamed"
                                .formatted(pass.repository().kind().pagePrefix(), to));
            case Outcome.NameTaken _ ->
                wrong(409, request, pass, "%s is or was another's name.".formatted(wanted.get()));
            case Outcome.NoSuchNamespace _ ->
                wrong(
                        404,
                        request,
                        pass,
                        "There is nobody called '%s'.".formatted(wanted.get().namespace()));
            case Outcome.Refused(var why) ->
                wrong(
                        403,
                        request,
                        pass,
                        Refusals.of(why, request.recipient())
                                .header("X-Error-Message")
                                .orElse("You may not publish there."));
        };
    }

    private Response show(Request request, Pass pass) throws IOException {
        var asked = request.field("visibility").orElse("");
        if (!asked.equals("public") && !asked.equals("private")) {
            return wrong(400, request, pass, "A repository is public or private.");
        }
        var outcome = plans.show(pass, asked.equals("private") ? Visibility.PRIVATE : Visibility.PUBLIC);
        if (outcome instanceof SetPlan.Outcome.Refused(var reasons)) {
            return wrong(403, request, pass, String.join(" ", reasons));
        }
        return Response.redirect(303, "/" + pass.repository().page() + "/settings?done=saved");
    }

    private Response delete(Request request, Pass pass) throws IOException {
        var name = pass.repository().name();
        if (!request.field("confirm").orElse("").strip().equals(name.toString())) {
            return wrong(400, request, pass, "Nothing was deleted: what was typed is not %s.".formatted(name));
        }
        delete.delete(pass);
        return Response.redirect(303, "/" + name.namespace() + "?done=deleted");
    }
}
