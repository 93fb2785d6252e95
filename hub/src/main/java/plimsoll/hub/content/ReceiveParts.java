package plimsoll.hub.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.ledger.Transactions;

/// Takes a large file in parts, in any order, each as often as its sender likes, and puts them together.
///
/// A part is a blob of its own that its upload holds. After a crash the parts that were acknowledged are still
/// there.
///
/// Safe for use by any number of threads.
public final class ReceiveParts {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Transactions transactions;
    private final Blobs blobs;
    private final Condemned condemned;
    private final Uploads uploads;
    private final LinkReceived link;
    private final RemoveBlobs remove;
    private final JoinParts join;
    private final InstantSource clock;

    /// Keeps parts in `blobs`, and in `uploads` which upload they belong to.
    public ReceiveParts(
            Transactions transactions,
            Blobs blobs,
            Condemned condemned,
            Uploads uploads,
            LinkReceived link,
            RemoveBlobs remove,
            JoinParts join,
            InstantSource clock) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.condemned = condemned;
        this.uploads = uploads;
        this.link = link;
        this.remove = remove;
        this.join = join;
        this.clock = clock;
    }

    /// The upload of this id, unless it is over.
    public Optional<Upload> find(String id) {
        return uploads.find(id).filter(upload -> !upload.expired(clock.instant()));
    }

    /// Receives part `number`.
    ///
    /// @return its hash; empty when the upload was closed meanwhile
    /// @throws WrongContent when it has not the length it must have; nothing is stored
    /// @throws BlobLeaving when an equal blob was being removed meanwhile; the part is not kept
    public Optional<Sha256> receive(Upload upload, int number, InputStream bytes) throws IOException {
        try (var draft = blobs.draft()) {
            copy(bytes, draft, upload.sizeOfPart(number));
            var name = draft.keep();
            if (!hold(upload, number, name)) {
                return Optional.empty();
            }
            join.arrived(upload, number, name);
            return Optional.of(name);
        }
    }

    /// Puts the parts together and links the whole. The parts go, and with them the upload.
    ///
    /// @param named the hash of each part as its sender knows it, by number; empty to take what arrived
    /// @throws WrongContent when the whole is not what was announced; the parts stay
    public Completion complete(Upload upload, Map<Integer, Sha256> named) throws IOException {
        var parts = uploads.parts(upload.id());
        var missing = IntStream.rangeClosed(1, upload.parts())
                .filter(number -> !parts.containsKey(number))
                .boxed()
                .toList();
        if (!missing.isEmpty()) {
            return new Completion.Missing(missing);
        }
        for (var part : named.entrySet()) {
            if (!part.getValue().equals(parts.get(part.getKey()))) {
                return new Completion.Different(part.getKey());
            }
        }
        if (!join.finish(upload, parts)) {
            return new Completion.Underway();
        }
        link.link(upload.actor(), upload.repository(), upload.file());
        uploads.close(upload.id());
        remove.remove(new HashSet<>(parts.values()));
        return new Completion.Whole();
    }

    private boolean hold(Upload upload, int number, Sha256 name) throws IOException {
        return transactions.<Boolean, IOException>run(() -> {
            if (!condemned.claim(name) || !blobs.has(name)) {
                throw new BlobLeaving(name);
            }
            return uploads.keepPart(upload.id(), number, name);
        });
    }

    private static void copy(InputStream bytes, Draft draft, long expectedBytes) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            if (n > expectedBytes - draft.sizeBytes()) {
                throw new WrongContent("this part has %d bytes, and more were sent".formatted(expectedBytes));
            }
            draft.write(ByteBuffer.wrap(buffer, 0, n));
        }
        if (draft.sizeBytes() != expectedBytes) {
            throw new WrongContent(
                    "this part has %d bytes, and %d were sent".formatted(expectedBytes, draft.sizeBytes()));
        }
    }

    /// What became of an upload.
    public sealed interface Completion {
        /// The file is whole and linked.
        record Whole() implements Completion {}

        /// The parts are here and are still being put together: ask again.
        record Underway() implements Completion {}

        /// These parts have not arrived.
        record Missing(List<Integer> parts) implements Completion {
            public Missing {
                parts = List.copyOf(parts);
            }
        }

        /// This part is not the one its sender named.
        record Different(int part) implements Completion {}
    }
}
