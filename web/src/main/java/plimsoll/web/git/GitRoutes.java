package plimsoll.web.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.Unseen;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.release.WarnTaker;
import plimsoll.hub.release.WarnTaker.Warning;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.GitWire.Service;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReceivePush;
import plimsoll.hub.repositories.ServeFetch;
import plimsoll.web.http.Body;
import plimsoll.web.http.CutOff;
import plimsoll.web.http.Door;
import plimsoll.web.http.Handler;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Warnings;

/// Git's smart HTTP protocol, at a repository's page address with and without `.git`.
public final class GitRoutes {
    /// What a fetch says it wants and has: 50 bytes an object, so room for some 300,000.
    private static final long MAX_FETCH_BYTES = 16L << 20;
    /// Nobody needs more than `version=2`.
    private static final int MAX_PARAMETERS_CHARACTERS = 1_000;

    private final EnterRepository enter;
    private final ServeFetch fetch;
    private final ReceivePush push;
    private final NoteCopy copies;
    private final WarnTaker warnings;
    private final AskAgain again;
    private final InstantSource clock;

    /// Through `enter`, to `fetch` and `push`; `copies` hear of each fetch, `warnings` travel with it, and what takes
    /// long is asked about `again`.
    public GitRoutes(
            EnterRepository enter,
            ServeFetch fetch,
            ReceivePush push,
            NoteCopy copies,
            WarnTaker warnings,
            AskAgain again,
            InstantSource clock) {
        this.enter = enter;
        this.fetch = fetch;
        this.push = push;
        this.copies = copies;
        this.warnings = warnings;
        this.again = again;
        this.clock = clock;
    }

    /// The routes of this room.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var kind : RepoKind.values()) {
            for (var ending : List.of("", ".git")) {
                var repository = "/" + kind.pagePrefix() + "{namespace}/{name}" + ending;
                routes.add(at("GET", repository + "/info/refs", request -> advertise(kind, ending, request)));
                for (var service : Service.values()) {
                    var path = repository + "/" + service.wireName();
                    routes.add(at("POST", path, request -> serve(kind, ending, service, request)));
                }
            }
        }
        return routes;
    }

    private static Route at(String method, String pattern, Handler handler) {
        return Route.of(method, pattern, Door.REPOSITORY, handler);
    }

    private Response advertise(RepoKind kind, String ending, Request request) throws IOException {
        var named = request.query("service").flatMap(GitRoutes::service);
        if (named.isEmpty()) {
            return Response.text(403, "Only git's smart protocol is spoken here: use git 1.6.6 or later.\n");
        }
        var service = named.get();
        return enter(
                kind,
                service,
                request,
                ending + "/info/refs?service=" + service.wireName(),
                pass -> advertisement(pass, service, parameters(request)));
    }

    private Response advertisement(Pass pass, Service service, Set<String> parameters) {
        // Version 2 has no service line, but for pushes there is no version 2.
        boolean announced = service == Service.RECEIVE_PACK || !parameters.contains("version=2");
        var answer = stream("application/x-%s-advertisement".formatted(service.wireName()), out -> {
            if (announced) {
                var line = "# service=%s\n".formatted(service.wireName());
                out.write("%04x%s0000".formatted(line.length() + 4, line).getBytes(StandardCharsets.US_ASCII));
            }
            fetch.advertise(pass, service, parameters, out);
        });
        return service == Service.UPLOAD_PACK ? Warnings.on(answer, warnings.of(pass)) : answer;
    }

    private Response serve(RepoKind kind, String ending, Service service, Request request) throws IOException {
        var expected = "application/x-%s-request".formatted(service.wireName());
        if (!request.header("Content-Type").filter(expected::equals).isPresent()) {
            return Response.text(415, "Expected Content-Type: %s\n".formatted(expected));
        }
        var type = "application/x-%s-result".formatted(service.wireName());
        var parameters = parameters(request);
        return enter(kind, service, request, ending + "/" + service.wireName(), pass -> switch (service) {
            case UPLOAD_PACK -> {
                var told = warnings.of(pass);
                var answer = stream(type, out -> {
                    try (var in = new BoundedInput(request.unpackedBody(), MAX_FETCH_BYTES)) {
                        var cut = cutOff(() -> mayFetch(request, pass)).around(out);
                        fetch.upload(pass, parameters, in, cut, commits -> noted(pass, commits, told));
                    }
                });
                yield Warnings.on(answer, told);
            }
            case RECEIVE_PACK ->
                stream(type, out -> {
                    try (var in = cutOff(() -> mayPush(request, pass)).around(request.unpackedBody())) {
                        push.receive(pass, parameters, in, out);
                    }
                });
        });
    }

    private List<String> noted(Pass pass, List<GitOid> commits, List<Warning> told) {
        copies.took(pass, commits);
        return told.stream()
                .map(warning -> "WARNING: " + Refusals.oneLine(warning.text()))
                .toList();
    }

    private boolean mayFetch(Request request, Pass pass) throws IOException {
        var today =
                again.bearer(request.holder(), Intent.READ, pass.repository().id());
        return today.isPresent() && fetch.admit(today.get()) instanceof Admitted;
    }

    private boolean mayPush(Request request, Pass pass) {
        return again.bearer(request.holder(), Intent.WRITE, pass.repository().id())
                .isPresent();
    }

    private CutOff cutOff(CutOff.Right right) {
        return new CutOff(right, clock);
    }

    private Response enter(RepoKind kind, Service service, Request request, String tail, Inside inside)
            throws IOException {
        var name = RepoName.of(request.variable("namespace"), request.variable("name"));
        var intent = switch (service) {
            case UPLOAD_PACK -> Intent.READ;
            case RECEIVE_PACK -> Intent.WRITE;
        };
        var entrance = name.<Entrance>map(found -> enter.enter(request.recipient(), intent, kind, found))
                .orElseGet(() -> new Entrance.Refused(new Unseen()));
        return switch (entrance) {
            case Entrance.Entered(var pass) ->
                switch (service == Service.UPLOAD_PACK ? fetch.admit(pass) : new Admitted()) {
                    case Admitted _ -> inside.answer(pass);
                    case Admission why -> inGitsWords(Refusals.of(why, request.recipient()));
                };
            case Entrance.Moved(var to) -> Response.redirect(307, "/" + to.page() + tail);
            case Entrance.Refused(var why) -> inGitsWords(Refusals.of(why, request.recipient()));
        };
    }

    // git shows its user plain text, and asks for a password only when told how.
    private static Response inGitsWords(Response refusal) {
        var text = Response.text(
                refusal.status(), refusal.header("X-Error-Message").orElse("Refused.") + "\n");
        for (var name : List.of("X-Error-Message", "X-Error-Code", "WWW-Authenticate")) {
            var value = refusal.header(name);
            text = value.isPresent() ? text.with(name, value.get()) : text;
        }
        return text;
    }

    private static Response stream(String type, Body.Writer writer) {
        return Response.stream(200, type, writer).with("Cache-Control", "no-cache");
    }

    private static Set<String> parameters(Request request) {
        return request.header("Git-Protocol")
                .filter(value -> value.length() <= MAX_PARAMETERS_CHARACTERS)
                .map(value -> Arrays.stream(value.split(":")).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private static Optional<Service> service(String name) {
        return Arrays.stream(Service.values())
                .filter(service -> service.wireName().equals(name))
                .findFirst();
    }

    private interface Inside {
        Response answer(Pass pass);
    }
}
