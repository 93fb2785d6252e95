package plimsoll.web.lfs;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.content.Holder;
import plimsoll.hub.content.Offer;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.content.Tickets;
import plimsoll.hub.content.Upload;
import plimsoll.hub.release.WarnTaker;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.OpenLargeFile;
import plimsoll.hub.repositories.OpenLargeFile.Found;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.xet.XetTokens;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Warnings;
import plimsoll.web.lfs.BatchAnswer.Action;
import plimsoll.web.lfs.BatchAnswer.Item;
import plimsoll.web.lfs.BatchRequest.Wanted;
import plimsoll.web.xet.XetAccess;

/// Answers batches: for each file, where to send it, where to fetch it, that it is here, or why not.
final class Batches {
    /// Four times what clients put into one batch.
    private static final int MAX_OBJECTS = 1_000;
    /// A thousand objects take some 120 kB.
    private static final int MAX_BODY_BYTES = 1 << 20;

    private static final Set<String> HASHES = Set.of("sha256", "sha_256"); // as git-lfs and as JavaScript write it
    private static final String BASIC = "basic";
    private static final String MULTIPART = "multipart";
    private static final String XET = "xet";

    private final EnterRepository door;
    private final ClaimLargeFile claim;
    private final ReceiveBlob receive;
    private final OpenLargeFile open;
    private final NameBytes names;
    private final WarnTaker warnings;
    private final SignedAddresses addresses;
    private final XetTokens tokens;
    private final InstantSource clock;

    Batches(
            EnterRepository door,
            ClaimLargeFile claim,
            ReceiveBlob receive,
            OpenLargeFile open,
            NameBytes names,
            WarnTaker warnings,
            SignedAddresses addresses,
            XetTokens tokens,
            InstantSource clock) {
        this.door = door;
        this.claim = claim;
        this.receive = receive;
        this.open = open;
        this.names = names;
        this.warnings = warnings;
        this.addresses = addresses;
        this.tokens = tokens;
        this.clock = clock;
    }

    Response answer(Request request, RepoKind kind) throws IOException {
        var batch = request.json(BatchRequest.class, MAX_BODY_BYTES);
        var name = RepoName.of(request.variable("ns"), request.variable("name"))
                .orElseThrow(() -> new Refused(404, "Repository not found"));
        boolean sending = sending(batch.operation());
        var intent = sending ? Intent.WRITE : Intent.READ;
        return switch (door.enter(request.recipient(), intent, kind, name)) {
            case Entrance.Refused(var why) -> Answers.refused(why, request.recipient());
            case Entrance.Moved(var to) ->
                Answers.error(307, "This repository is now called " + to.name())
                        .with("Location", "/" + to.page() + ".git/info/lfs/objects/batch");
            case Entrance.Entered(var pass) -> {
                checkHash(batch.hashAlgorithm());
                yield sending ? upload(request, pass, batch) : download(request, pass, batch);
            }
        };
    }

    private Response upload(Request request, Pass pass, BatchRequest batch) throws IOException {
        boolean byChunks = transfers(batch).contains(XET);
        boolean canSendParts = !byChunks && transfers(batch).contains(MULTIPART);
        var items = new ArrayList<Item>();
        boolean inParts = false;
        for (var wanted : objects(batch)) {
            var item = wrong(wanted);
            if (item == null) {
                var file = file(wanted);
                claim.claim(pass, file.content());
                var offer = receive.offer(
                        pass.recipient().actor(), pass.repository().id(), file, canSendParts);
                inParts |= offer instanceof Offer.InParts;
                item = byChunks && offer instanceof Offer.Whole
                        ? byChunks(request, pass, file, batch.branch())
                        : item(request, pass, file, offer);
            }
            items.add(item);
        }
        return Answers.json(new BatchAnswer(byChunks ? XET : inParts ? MULTIPART : BASIC, items, "sha256"));
    }

    private Item byChunks(Request request, Pass pass, Pointer file, String branch) {
        var access = XetAccess.issue(tokens, request, Intent.WRITE, pass.repository());
        var header = Map.of(
                XetAccess.CAS_URL, access.casUrl(),
                XetAccess.TOKEN, access.accessToken(),
                XetAccess.EXPIRATION, Long.toString(access.exp()));
        var href = XetAccess.route(request, Intent.WRITE, pass.repository(), branch);
        return Item.todo(
                file.content().hex(), file.sizeBytes(), Map.of("upload", action(href, XetTokens.LIFE, header)));
    }

    private Item item(Request request, Pass pass, Pointer file, Offer offer) {
        var base = request.baseUrl();
        var who = request.holder();
        var oid = file.content().hex();
        long size = file.sizeBytes();
        var verify = action(addresses.verify(base, pass.repository().id(), file, who), Tickets.SENDING, null);
        return switch (offer) {
            case Offer.Present _ -> Item.present(oid, size);
            case Offer.Whole _ -> {
                var href = addresses.send(base, pass.repository().id(), file, who);
                yield Item.todo(oid, size, Map.of("upload", action(href, Tickets.SENDING, null), "verify", verify));
            }
            case Offer.InParts(var upload) -> {
                var href = addresses.complete(base, upload, who);
                var parts = action(href, Tickets.SENDING, partAddresses(base, upload, who));
                yield Item.todo(oid, size, Map.of("upload", parts, "verify", verify));
            }
            case Offer.OtherSize(var known) ->
                Item.failed(oid, size, 422, "The file of this hash has %d bytes, not %d.".formatted(known, size));
            case Offer.TooLarge(var max) ->
                Item.failed(oid, size, 422, "This hub takes files of up to %d bytes.".formatted(max));
            case Offer.TooManyUploads _ ->
                Item.failed(oid, size, 429, "Too many uploads into this repository are unfinished. Try again later.");
        };
    }

    private Map<String, String> partAddresses(String base, Upload upload, Holder who) {
        var header = new LinkedHashMap<String, String>();
        header.put("chunk_size", Long.toString(upload.partBytes()));
        for (int number = 1; number <= upload.parts(); number++) {
            header.put("%05d".formatted(number), addresses.sendPart(base, upload, number, who));
        }
        return header;
    }

    private Response download(Request request, Pass pass, BatchRequest batch) throws IOException {
        var items = new ArrayList<Item>();
        for (var wanted : objects(batch)) {
            var wrong = wrong(wanted);
            if (wrong != null) {
                items.add(wrong);
                continue;
            }
            var asked = file(wanted);
            var found = open.find(pass, asked.content());
            // git-lfs asks for a password only when all of its question is refused for the want of one.
            if (found instanceof Found.Refused(Admission.StepNeeded why)
                    && request.recipient() instanceof Recipient.Stranger) {
                return Answers.refused(why, request.recipient());
            }
            items.add(download(request, pass, asked, found));
        }
        return Warnings.on(Answers.json(new BatchAnswer(BASIC, items, "sha256")), warnings.of(pass));
    }

    private Item download(Request request, Pass pass, Pointer asked, Found found) {
        var oid = asked.content().hex();
        return switch (found) {
            case Found.Refused(Admission.Unseen _) ->
                Item.failed(oid, asked.sizeBytes(), 404, "This repository has no such file.");
            case Found.Refused(var why) -> {
                var refusal = Refusals.of(why, pass.recipient());
                yield Item.failed(
                        oid,
                        asked.sizeBytes(),
                        refusal.status(),
                        refusal.header("X-Error-Message").orElse("This file is not for you."));
            }
            case Found.Here(var file)
            when !names.nameFor(pass.recipient(), file).equals(file) ->
                Item.failed(oid, asked.sizeBytes(), 403, "This file is issued per recipient; use hf download.");
            case Found.Here(var file) -> {
                var repository = pass.repository().id();
                var href = addresses.fetch(request.baseUrl(), repository, file, request.holder(), "");
                yield Item.todo(oid, file.sizeBytes(), Map.of("download", action(href, Tickets.FETCHING, null)));
            }
        };
    }

    private Action action(String href, Duration lasts, @Nullable Map<String, String> header) {
        var expires = clock.instant().plus(lasts).truncatedTo(ChronoUnit.SECONDS);
        return new Action(href, header, expires.toString());
    }

    private static boolean sending(@Nullable String operation) {
        if (operation == null) {
            throw new Refused(422, "The batch does not say its operation: upload or download.");
        }
        return switch (operation) {
            case "upload" -> true;
            case "download" -> false;
            default -> throw new Refused(422, "The operation of a batch is upload or download.");
        };
    }

    private static void checkHash(@Nullable String algorithm) {
        if (algorithm != null && !HASHES.contains(algorithm)) {
            throw new Refused(409, "This hub names files by sha256 only.");
        }
    }

    // What a client does not say, it has as the protocol's default: basic.
    private static List<@Nullable String> transfers(BatchRequest batch) {
        var offered = batch.transfers();
        if (offered == null || offered.isEmpty()) {
            return List.of(BASIC);
        }
        if (!offered.contains(BASIC) && !offered.contains(MULTIPART) && !offered.contains(XET)) {
            throw new Refused(422, "This hub transfers by basic, multipart and xet only.");
        }
        return offered;
    }

    private static List<@Nullable Wanted> objects(BatchRequest batch) {
        var objects = batch.objects();
        if (objects == null) {
            throw new Refused(422, "The batch names no objects.");
        }
        if (objects.size() > MAX_OBJECTS) {
            throw new Refused(413, "A batch may name at most %d objects.".formatted(MAX_OBJECTS));
        }
        return objects;
    }

    /// The answer to an object that cannot be one; null when it can.
    private static @Nullable Item wrong(@Nullable Wanted wanted) {
        if (wanted == null || wanted.oid() == null || !Sha256.isSha256(wanted.oid())) {
            return Item.failed("", 0, 422, "An oid is a SHA-256 of 64 lower-case hexadecimal digits.");
        }
        if (wanted.size() == null || wanted.size() < 0) {
            return Item.failed(wanted.oid(), 0, 422, "A size is a number of bytes.");
        }
        return null;
    }

    private static Pointer file(@Nullable Wanted wanted) {
        var checked = Objects.requireNonNull(wanted);
        return new Pointer(new Sha256(Objects.requireNonNull(checked.oid())), Objects.requireNonNull(checked.size()));
    }
}
