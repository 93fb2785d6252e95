package plimsoll.web.huggingface;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.RevisionRecalled;
import plimsoll.web.http.Door;
import plimsoll.web.http.Handler;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Takes a request that names a repository in its path over the threshold: asks the gate, and answers in its place
/// whom it does not let in and who asks for a former name.
public final class Threshold {
    private final EnterRepository door;

    /// The threshold of `door`.
    public Threshold(EnterRepository door) {
        this.door = door;
    }

    /// A route below `/api/models/{ns}/{name}` and its siblings for the other kinds.
    public Route api(String method, String rest, Intent intent, Inside inside) {
        return Route.of(
                method,
                "/api/{kind:models|datasets|spaces}/{ns}/{name}" + rest,
                Door.REPOSITORY,
                entering(intent, inside));
    }

    /// A route of our own below `/api/plimsoll/models/{ns}/{name}` and its siblings.
    public Route own(String method, String rest, Intent intent, Inside inside) {
        return Route.of(
                method,
                "/api/plimsoll/{kind:models|datasets|spaces}/{ns}/{name}" + rest,
                Door.REPOSITORY,
                entering(intent, inside));
    }

    /// A route below a model's page.
    Route modelPage(String method, String rest, Intent intent, Inside inside) {
        return Route.of(method, "/{ns}/{name}" + rest, Door.REPOSITORY, entering(intent, inside));
    }

    /// A route below the page of a dataset or Space.
    Route otherPage(String method, String rest, Intent intent, Inside inside) {
        return Route.of(
                method, "/{kind:datasets|spaces}/{ns}/{name}" + rest, Door.REPOSITORY, entering(intent, inside));
    }

    /// A route of the registry protocol that llama.cpp speaks, which knows models only.
    Route manifest(String rest, Intent intent, Inside inside) {
        return Route.of("GET", "/v2/{ns}/{name}" + rest, Door.REPOSITORY, entering(intent, inside));
    }

    private Handler entering(Intent intent, Inside inside) {
        return request -> {
            var kind = kind(request);
            var name = RepoName.of(request.variable("ns"), request.variable("name"));
            if (kind.isEmpty() || name.isEmpty()) {
                return Refusals.of(new Admission.Unseen(), request.recipient());
            }
            return switch (door.enter(request.recipient(), intent, kind.get(), name.get())) {
                case Entrance.Entered(var pass) -> answer(request, pass, inside);
                case Entrance.Moved(var to) -> moved(request, to);
                case Entrance.Refused(var why) -> refused(request, why);
            };
        };
    }

    private static Response answer(Request request, Pass pass, Inside inside) throws IOException {
        try {
            return inside.answer(request, pass);
        } catch (RevisionRecalled e) {
            return refused(request, new Admission.Recalled(e.recall()));
        }
    }

    private static Response refused(Request request, Admission why) {
        return request.rawPath().startsWith("/api/")
                ? Refusals.ofApi(why, request.recipient())
                : Refusals.of(why, request.recipient());
    }

    private static Optional<RepoKind> kind(Request request) {
        return request.hasVariable("kind") ? RepoKind.named(request.variable("kind")) : Optional.of(RepoKind.MODEL);
    }

    // Relative, so that clients follow it even on HEAD. The method stays what it was.
    private static Response moved(Request request, Repository to) {
        var segments = request.rawPath().split("/", -1); // "", [api [, plimsoll] or v2,] [kind,] namespace, name, rest
        int at = 1
                + (segments[1].equals("api") || segments[1].equals("v2") ? 1 : 0)
                + (segments[1].equals("api") && segments[2].equals("plimsoll") ? 1 : 0)
                + (request.hasVariable("kind") ? 1 : 0);
        segments[at] = Percent.encode(to.name().namespace().text());
        segments[at + 1] = Percent.encode(to.name().name());
        var query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        return Response.redirect(307, String.join("/", segments) + query);
    }

    /// Answers somebody who is in.
    @FunctionalInterface
    public interface Inside {
        /// The answer.
        Response answer(Request request, Pass pass) throws IOException;
    }
}
