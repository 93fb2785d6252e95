package plimsoll.web.lfs;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.content.ReceiveParts;
import plimsoll.hub.content.Tickets;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.release.WarnTaker;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.OpenLargeFile;
import plimsoll.hub.repositories.OpenLargeFile.Found;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.xet.XetTokens;
import plimsoll.web.http.Door;
import plimsoll.web.http.Handler;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// The addresses of Git LFS: under each repository, and the signed ones under `/api/lfs`.
public final class LfsRoutes {
    private final EnterRepository door;
    private final AskAgain again;
    private final OpenLargeFile open;
    private final NameBytes names;
    private final Batches batches;
    private final TransferDesk desk;

    /// Routes to these use cases. `addresses` and `tickets` share a secret.
    public LfsRoutes(
            EnterRepository door,
            ClaimLargeFile claim,
            ReceiveBlob receive,
            ReceiveParts parts,
            AskAgain again,
            OpenLargeFile open,
            NameBytes names,
            NoteCopy copies,
            WarnTaker warnings,
            Tickets tickets,
            XetTokens tokens,
            InstantSource clock) {
        this.door = door;
        this.again = again;
        this.open = open;
        this.names = names;
        this.batches =
                new Batches(door, claim, receive, open, names, warnings, new SignedAddresses(tickets), tokens, clock);
        this.desk = new TransferDesk(tickets, again, open, copies, receive, parts, clock);
    }

    /// All of them.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var kind : RepoKind.values()) {
            for (var ending : List.of(".git", "")) {
                routes.addAll(ofRepository(kind, "/" + kind.pagePrefix() + "{ns}/{name}" + ending + "/info/lfs"));
            }
        }
        var object = SignedAddresses.OBJECTS + "{oid}";
        routes.add(signed("GET", object, desk::fetch));
        routes.add(signed("PUT", object, desk::send));
        routes.add(signed("POST", object + "/verify", desk::verify));
        routes.add(signed("PUT", object + "/parts/{number}", desk::sendPart));
        routes.add(signed("POST", object + "/complete", desk::complete));
        return List.copyOf(routes);
    }

    private List<Route> ofRepository(RepoKind kind, String prefix) {
        return List.of(
                repository("POST", prefix + "/objects/batch", request -> batches.answer(request, kind)),
                repository("GET", prefix + "/objects/{oid}", request -> fetch(request, kind)),
                Route.of("GET", prefix + "/locks", Door.OPEN, _ -> noLocks()),
                Route.of("POST", prefix + "/locks", Door.OPEN, _ -> noLocks()),
                Route.of("POST", prefix + "/locks/verify", Door.OPEN, _ -> noLocks()),
                Route.of("POST", prefix + "/locks/{id}/unlock", Door.OPEN, _ -> noLocks()));
    }

    private Response fetch(Request request, RepoKind kind) throws IOException {
        var name = RepoName.of(request.variable("ns"), request.variable("name"))
                .orElseThrow(() -> new Refused(404, "Repository not found"));
        var oid = request.variable("oid");
        return switch (door.enter(request.recipient(), Intent.READ, kind, name)) {
            case Entrance.Refused(var why) -> Answers.refused(why, request.recipient());
            case Entrance.Moved(var to) ->
                Answers.error(307, "This repository is now called " + to.name())
                        .with("Location", "/" + to.page() + ".git/info/lfs/objects/" + oid);
            case Entrance.Entered(var pass) ->
                Sha256.isSha256(oid) ? fetch(request, pass, new Sha256(oid)) : noSuchFile();
        };
    }

    private Response fetch(Request request, Pass pass, Sha256 oid) throws IOException {
        return switch (open.find(pass, oid)) {
            case Found.Here(var file)
            when names.nameFor(pass.recipient(), file).equals(file) -> {
                desk.noted(pass, file);
                yield desk.content(request, file, "", () -> mayFetch(request, pass, oid));
            }
            case Found.Here _, Found.Refused(Admission.Unseen _) -> noSuchFile();
            case Found.Refused(var why) -> Answers.refused(why, request.recipient());
        };
    }

    private boolean mayFetch(Request request, Pass pass, Sha256 oid) throws IOException {
        var today =
                again.bearer(request.holder(), Intent.READ, pass.repository().id());
        return today.isPresent() && open.find(today.get(), oid) instanceof Found.Here;
    }

    private static Response noSuchFile() {
        return Answers.error(404, "This repository has no such file.");
    }

    // git-lfs asks before a push; on 404 it goes on without locks (git-lfs docs/api/locking.md).
    private static Response noLocks() {
        return Answers.error(404, "This hub keeps no file locks.");
    }

    private static Route repository(String method, String pattern, Handler handler) {
        return Route.of(method, pattern, Door.REPOSITORY, Answers.wording(handler));
    }

    private static Route signed(String method, String pattern, Handler handler) {
        return Route.of(method, pattern, Door.SIGNED, Answers.wording(handler));
    }
}
