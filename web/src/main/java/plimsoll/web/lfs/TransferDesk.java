package plimsoll.web.lfs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.content.ReceiveParts;
import plimsoll.hub.content.ReceiveParts.Completion;
import plimsoll.hub.content.Ticket;
import plimsoll.hub.content.Ticket.Use;
import plimsoll.hub.content.Tickets;
import plimsoll.hub.content.Tickets.Shown;
import plimsoll.hub.content.Upload;
import plimsoll.hub.content.UploadSizes;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.OpenLargeFile;
import plimsoll.web.http.Content;
import plimsoll.web.http.Guard;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;

/// Takes and hands out bytes against signed tickets. A ticket is checked when a transfer begins, and the gate is
/// asked then and while it goes on about whoever it was given to.
final class TransferDesk {
    private static final String OCTETS = "application/octet-stream";
    private static final int MAX_VERIFY_BYTES = 4 * 1024;
    /// Ten thousand parts, each with number and ETag, take some 1.2 MB.
    private static final int MAX_COMPLETION_BYTES = UploadSizes.MAX_PARTS * 200;

    private final Tickets tickets;
    private final AskAgain again;
    private final OpenLargeFile open;
    private final ReceiveBlob receive;
    private final ReceiveParts parts;
    private final InstantSource clock;

    TransferDesk(
            Tickets tickets,
            AskAgain again,
            OpenLargeFile open,
            ReceiveBlob receive,
            ReceiveParts parts,
            InstantSource clock) {
        this.tickets = tickets;
        this.again = again;
        this.clock = clock;
        this.open = open;
        this.receive = receive;
        this.parts = parts;
    }

    Response fetch(Request request) {
        var ticket = ticket(request);
        if (!(ticket.use() instanceof Use.Fetch(var fileName))) {
            throw wrongTicket();
        }
        var file = open.find(ticket).orElseThrow(() -> new Refused(403, "You may no longer fetch this file."));
        return content(request, file, fileName, () -> open.find(ticket).isPresent());
    }

    /// @param mayGoOn asked while it is sent
    Response content(Request request, Pointer file, String fileName, BooleanSupplier mayGoOn) {
        var guard = new Guard(mayGoOn, clock);
        return new Content(
                        guard.around(() -> open.open(file)),
                        file.sizeBytes(),
                        file.content().hex(),
                        OCTETS)
                .answer(request)
                .with("Content-Disposition", disposition(fileName))
                .with("Cache-Control", "private, no-transform"); // another recipient may get other bytes
    }

    Response send(Request request) throws IOException {
        var ticket = sendingTicket(request);
        if (!(ticket.use() instanceof Use.Send)) {
            throw wrongTicket();
        }
        checkLength(request, ticket.file().sizeBytes());
        receive.receive(ticket.holder().actor(), ticket.repository(), ticket.file(), incoming(request, ticket));
        return Response.empty(200).with("ETag", quoted(ticket.file().content()));
    }

    Response verify(Request request) throws IOException {
        var ticket = sendingTicket(request);
        if (!(ticket.use() instanceof Use.Verify)) {
            throw wrongTicket();
        }
        var named = request.json(Verification.class, MAX_VERIFY_BYTES);
        var file = ticket.file();
        if (!file.content().hex().equals(named.oid()) || named.size() == null || named.size() != file.sizeBytes()) {
            throw new Refused(422, "This address verifies another file.");
        }
        if (!receive.hasArrived(ticket.repository(), file)) {
            throw new Refused(404, "The file has not arrived.");
        }
        return Answers.json(Map.of());
    }

    Response sendPart(Request request) throws IOException {
        var ticket = sendingTicket(request);
        if (!(ticket.use() instanceof Use.SendPart(var id, var number))
                || !request.variable("number").equals(Integer.toString(number))) {
            throw wrongTicket();
        }
        var upload = parts.find(id).orElseThrow(TransferDesk::over);
        checkLength(request, upload.sizeOfPart(number));
        var hash = parts.receive(upload, number, incoming(request, ticket)).orElseThrow(TransferDesk::over);
        return Response.empty(200).with("ETag", quoted(hash));
    }

    Response complete(Request request) throws IOException {
        var ticket = sendingTicket(request);
        if (!(ticket.use() instanceof Use.Complete(var id))) {
            throw wrongTicket();
        }
        var named = named(request.json(CompletionRequest.class, MAX_COMPLETION_BYTES));
        var upload = parts.find(id);
        if (receive.hasArrived(ticket.repository(), ticket.file())) {
            return Answers.json(Map.of()); // completed before: the answer was lost
        }
        return completed(upload.orElseThrow(TransferDesk::over), named);
    }

    private Response completed(Upload upload, Map<Integer, Sha256> named) throws IOException {
        return switch (parts.complete(upload, named)) {
            case Completion.Whole _ -> Answers.json(Map.of());
            case Completion.Underway _ ->
                Answers.error(503, "The parts are here and are still being put together. Ask again.")
                        .with("Retry-After", "5");
            case Completion.Missing(var missing) ->
                Answers.error(422, "These parts have not arrived: " + shortened(missing));
            case Completion.Different(var part) ->
                Answers.error(422, "Part %d is not the one that this ETag names.".formatted(part));
        };
    }

    private static Map<Integer, Sha256> named(CompletionRequest request) {
        var named = new HashMap<Integer, Sha256>();
        for (var part : request.parts() == null ? List.<@Nullable Part>of() : request.parts()) {
            if (part == null || part.number() == null) {
                throw new Refused(422, "A part has no partNumber.");
            }
            var etag = part.etag() == null ? "" : part.etag().replace("\"", "");
            if (etag.isEmpty()) {
                continue; // some proxies lose ETags; the hash of the whole decides
            }
            if (!Sha256.isSha256(etag)) {
                throw new Refused(422, "The ETag of part %d is none of ours.".formatted(part.number()));
            }
            named.put(part.number(), new Sha256(etag));
        }
        return named;
    }

    private Ticket sendingTicket(Request request) {
        var ticket = ticket(request);
        if (!maySend(ticket)) {
            throw noLonger();
        }
        return ticket;
    }

    private InputStream incoming(Request request, Ticket ticket) {
        return new Guard(() -> maySend(ticket), clock).around(new Incoming(request.body()));
    }

    private boolean maySend(Ticket ticket) {
        return again.bearer(ticket.holder(), Intent.WRITE, ticket.repository()).isPresent();
    }

    private Ticket ticket(Request request) {
        return switch (tickets.read(request.query("ticket").orElse(""))) {
            case Shown.Good(var ticket) when ticket.file().content().hex().equals(request.variable("oid")) -> ticket;
            case Shown.Good _, Shown.Forged _ -> throw wrongTicket();
            case Shown.Expired _ -> throw new Refused(403, "This address has expired. Ask for the batch again.");
        };
    }

    // Told before the first byte comes, where the sender says it.
    private static void checkLength(Request request, long expectedBytes) {
        if (request.contentLength() >= 0 && request.contentLength() != expectedBytes) {
            throw new Refused(
                    422,
                    "This address takes exactly %d bytes, not %d.".formatted(expectedBytes, request.contentLength()));
        }
    }

    static Refused noLonger() {
        return new Refused(403, "You may no longer send files here.");
    }

    private static Refused wrongTicket() {
        return new Refused(403, "This address was not given out by this hub for this purpose.");
    }

    private static Refused over() {
        return new Refused(410, "This upload is over. Ask for the batch again.");
    }

    private static String shortened(List<Integer> numbers) {
        int shown = 20;
        var text = String.join(
                ", ", numbers.stream().limit(shown).map(String::valueOf).toList());
        return numbers.size() > shown ? text + " and %d more".formatted(numbers.size() - shown) : text;
    }

    private static String quoted(Sha256 hash) {
        return "\"" + hash.hex() + "\"";
    }

    // Always an attachment: nothing that was uploaded is shown by a browser in this hub's name.
    private static String disposition(String fileName) {
        return fileName.isEmpty() ? "attachment" : "attachment; filename*=UTF-8''" + Percent.encode(fileName);
    }

    /// What a client says when it asks whether its file has arrived.
    record Verification(@Nullable String oid, @Nullable Long size) {}

    /// What a client says when it has sent every part.
    record CompletionRequest(@Nullable String oid, @Nullable List<@Nullable Part> parts) {}

    /// One part as its sender knows it.
    record Part(
            @JsonProperty("partNumber") @Nullable Integer number,
            @Nullable String etag) {}
}
