package plimsoll.web.pages;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.release.Admission.Recalled;
import plimsoll.domain.release.Admission.Unseen;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.RevisionRecalled;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// The way into one repository's pages: asks the gate, sends those who know an old name to the new one, and tells all
/// others no.
public final class Doorway {
    private final EnterRepository door;
    private final RefusalPages refusals;

    /// A way through `door`.
    public Doorway(EnterRepository door, RefusalPages refusals) {
        this.door = door;
        this.refusals = refusals;
    }

    /// The two routes of a page: for models, and for the kinds with a word before their name.
    List<Route> routes(String method, String below, Intent intent, Inside inside) {
        return List.of(
                Route.of(method, "/{ns}/{name}" + below, Door.REPOSITORY, request -> enter(request, intent, inside)),
                Route.of(
                        method,
                        "/{kind:datasets|spaces}/{ns}/{name}" + below,
                        Door.REPOSITORY,
                        request -> enter(request, intent, inside)));
    }

    private Response enter(Request request, Intent intent, Inside inside) throws IOException {
        var kind = request.hasVariable("kind")
                ? RepoKind.named(request.variable("kind")).orElseThrow()
                : RepoKind.MODEL;
        var written = request.variable("ns") + "/" + request.variable("name");
        var name = RepoName.parse(written);
        if (name.isEmpty()) {
            return refusals.tell(request, new Unseen());
        }
        return switch (door.enter(request.recipient(), intent, kind, name.get())) {
            case Entrance.Entered(var pass) -> answer(request, pass, inside);
            case Entrance.Moved(var to) -> moved(request, kind.pagePrefix() + written, to.page());
            case Entrance.Refused(var why) -> refusals.tell(request, why);
        };
    }

    private Response answer(Request request, Pass pass, Inside inside) throws IOException {
        try {
            return inside.answer(request, pass);
        } catch (RevisionRecalled e) {
            return refusals.tell(request, new Recalled(e.recall()));
        }
    }

    // The rest of the address stays as it was sent.
    private static Response moved(Request request, String from, String to) {
        var rest = Optional.of(request.rawPath())
                .filter(path -> path.startsWith("/" + from))
                .map(path -> path.substring(from.length() + 1))
                .orElse("");
        var query = request.rawQuery();
        return Response.redirect(307, "/" + to + rest + (query.isEmpty() ? "" : "?" + query));
    }

    /// Answers somebody who is in.
    @FunctionalInterface
    interface Inside {
        /// The answer.
        Response answer(Request request, Pass pass) throws IOException;
    }
}
