package plimsoll.web.xet;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.release.Intent;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.xet.FetchTickets;
import plimsoll.hub.xet.FetchTickets.FetchTicket;
import plimsoll.hub.xet.OpenXorb;
import plimsoll.hub.xet.ReconstructFile;
import plimsoll.hub.xet.StoredXorb;
import plimsoll.hub.xet.XetTokens.XetToken;
import plimsoll.hub.xet.Xorbs;
import plimsoll.web.http.Content;
import plimsoll.web.http.CutOff;
import plimsoll.web.http.Door;
import plimsoll.web.http.Handler;
import plimsoll.web.http.Ranges;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// How chunks go out: what a file is made of, and the bytes of it, from signed addresses.
final class DownloadRoutes {
    private static final String OCTETS = "application/octet-stream";
    private static final String XORBS = XetRoutes.BASE + "/fetch/";
    private static final int MAX_FILES = 100;
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final XetDoor door;
    private final AskAgain again;
    private final ReconstructFile files;
    private final Xorbs xorbs;
    private final OpenXorb open;
    private final FetchTickets tickets;
    private final NoteCopy copies;
    private final InstantSource clock;

    DownloadRoutes(
            XetDoor door,
            AskAgain again,
            ReconstructFile files,
            Xorbs xorbs,
            OpenXorb open,
            FetchTickets tickets,
            NoteCopy copies,
            InstantSource clock) {
        this.door = door;
        this.again = again;
        this.files = files;
        this.xorbs = xorbs;
        this.open = open;
        this.tickets = tickets;
        this.copies = copies;
        this.clock = clock;
    }

    List<Route> routes() {
        var base = XetRoutes.BASE;
        return List.of(
                signed("GET", base + "/{version:v1|v2}/reconstructions/{hash}", this::reconstruction),
                signed("GET", base + "/v1/reconstructions", this::reconstructions),
                signed("POST", base + "/v1/reconstructions", this::reconstructions),
                signed("HEAD", base + "/v1/files/{hash}", this::file),
                signed("HEAD", base + "/v1/xorbs/{prefix}/{hash}", this::xorb),
                signed("GET", base + "/v2/file-chunk-hashes/{hash}", this::notBuilt),
                signed("GET", XORBS + "{hash}", this::fetch));
    }

    private Response reconstruction(Request request) throws IOException {
        var id = XetDoor.hash(request);
        var token = door.token(request);
        var pass = door.enter(token, Intent.READ);
        var file = files.find(pass, id).orElseThrow(DownloadRoutes::noFile);
        var range = range(request, file.sizeBytes());
        if (range.isEmpty()) {
            return Response.error(416, "The file has %d bytes; none of the asked ones.".formatted(file.sizeBytes()))
                    .with("Content-Range", "bytes */" + file.sizeBytes());
        }
        if (!request.isHead()) {
            copies.took(pass, file.content());
        }
        var plan = files.of(
                file, range.get().first(), range.get().first() + range.get().lengthBytes());
        var addresses = addresses(request, token, file);
        return Response.json(
                request.variable("version").equals("v2")
                        ? ReconstructionJson.second(plan, addresses)
                        : ReconstructionJson.first(plan, addresses));
    }

    // Unlike a file's own bytes: a range we do not understand is an error here.
    private static Optional<Ranges.Stretch> range(Request request, long sizeBytes) {
        var header = request.header("Range");
        if (header.isEmpty()) {
            return Optional.of(new Ranges.Stretch(0, sizeBytes));
        }
        return switch (Ranges.parse(header, sizeBytes)) {
            case Ranges.Some(var stretches) when stretches.size() == 1 -> Optional.of(stretches.getFirst());
            case Ranges.Some _, Ranges.Everything _, Ranges.Nothing _ -> Optional.empty();
        };
    }

    private Response reconstructions(Request request) throws IOException {
        var token = door.token(request);
        var pass = door.enter(token, Intent.READ);
        var terms = new LinkedHashMap<String, List<ReconstructionJson.TermJson>>();
        var fetches = new LinkedHashMap<String, List<ReconstructionJson.Fetch>>();
        for (var id : asked(request)) {
            var file = files.find(pass, id).orElseThrow(DownloadRoutes::noFile);
            copies.took(pass, file.content());
            var plan = files.of(file, 0, file.sizeBytes());
            terms.put(id.toString(), ReconstructionJson.terms(plan));
            ReconstructionJson.fetches(plan, addresses(request, token, file))
                    .forEach((xorb, more) -> fetches.computeIfAbsent(xorb, _ -> new ArrayList<>())
                            .addAll(more));
        }
        return Response.json(new ReconstructionJson.Batch(terms, fetches));
    }

    private static Set<XetHash> asked(Request request) throws IOException {
        var names = new ArrayList<>(request.queryAll("file_id"));
        if (request.method().equals("POST")) {
            for (var key : request.json(Key[].class, MAX_BODY_BYTES)) {
                names.add(key.hash() == null ? "" : key.hash());
            }
        }
        if (names.isEmpty() || names.size() > MAX_FILES) {
            throw new Refused(400, "Ask for 1 to %d files at once.".formatted(MAX_FILES));
        }
        var ids = new LinkedHashSet<XetHash>();
        names.forEach(name -> ids.add(XetDoor.hash(name)));
        return ids;
    }

    private Response file(Request request) throws IOException {
        var pass = door.enter(door.token(request), Intent.READ);
        var file = files.find(pass, XetDoor.hash(request)).orElseThrow(DownloadRoutes::noFile);
        return Response.head(OCTETS, file.sizeBytes());
    }

    private Response xorb(Request request) {
        var name = XetDoor.hash(request);
        var pass = door.enter(door.token(request), Intent.READ);
        var found = xorbs.wasReceivedIn(pass.repository().id(), name) ? open.find(name) : Optional.<StoredXorb>empty();
        return Response.head(
                OCTETS,
                found.orElseThrow(() -> new Refused(404, "This repository has no such xorb."))
                        .chunks()
                        .sizeBytes());
    }

    private ReconstructionJson.Addresses addresses(Request request, XetToken token, Pointer file) {
        return (xorb, stretches) -> request.baseUrl()
                + XORBS
                + xorb
                + "?ticket="
                + tickets.issue(token.repository(), file.content(), token.holder(), xorb, stretches);
    }

    private Response fetch(Request request) throws IOException {
        var ticket = tickets.read(request.query("ticket").orElse(""))
                .filter(shown -> shown.xorb().toString().equals(request.variable("hash")))
                .orElseThrow(() -> new Refused(403, "This address was not given out by this hub, or is over."));
        if (!isSigned(request.header("Range").orElse(""), ticket)) {
            throw new Refused(403, "This address is for other bytes.");
        }
        var xorb = mayFetch(ticket) ? open.find(ticket.xorb()) : Optional.<StoredXorb>empty();
        var found = xorb.orElseThrow(() -> new Refused(403, "You may no longer fetch this."));
        var cutOff = new CutOff(() -> mayFetch(ticket), clock);
        return new Content(
                        cutOff.around(() -> open.wire(found)),
                        found.chunks().sizeBytes(),
                        found.name().toString(),
                        OCTETS)
                .answer(request)
                .with("Cache-Control", "private, no-transform");
    }

    private boolean mayFetch(FetchTicket ticket) throws IOException {
        Optional<Pass> pass = again.bearer(ticket.holder(), Intent.READ, ticket.repository());
        return pass.isPresent() && files.mayHave(pass.get(), ticket.file());
    }

    // Exactly what was signed, or one range of it.
    private static boolean isSigned(String header, FetchTicket ticket) {
        var asked = header.replace(" ", "");
        return asked.equals("bytes=" + String.join(",", ticket.ranges()))
                || (asked.startsWith("bytes=") && ticket.ranges().contains(asked.substring("bytes=".length())));
    }

    private Response notBuilt(Request request) {
        door.enter(door.token(request), Intent.READ);
        return Response.error(501, "NotImplemented", "This hub does not tell a file's chunks.");
    }

    private static Refused noFile() {
        return new Refused(404, "This repository has no such file.");
    }

    private static Route signed(String method, String pattern, Handler handler) {
        return Route.of(method, pattern, Door.SIGNED, XetRoutes.wording(handler));
    }

    /// A file, as batches name one.
    private record Key(@Nullable String prefix, @Nullable String hash) {}
}
