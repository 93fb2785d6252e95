package plimsoll.hub.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.repository.RepositoryId;

/// Takes a large file into a repository: offers a way to send it, receives the bytes, and links them once they
/// are what was announced. Who may send into the repository is for the caller to know.
///
/// Safe for use by any number of threads.
public final class ReceiveBlob {
    /// How long an upload may take from the offer to its last part: a day at 50 Mbit/s carries 500 GB.
    public static final Duration UPLOADS_LAST = Duration.ofDays(1);
    /// Uploads in parts that one repository may have open: more than a client's batches, few enough to list.
    private static final int MAX_OPEN_UPLOADS = 1000;

    private static final int COPY_BYTES = 64 * 1024;

    private final Blobs blobs;
    private final LargeFiles files;
    private final Uploads uploads;
    private final LinkReceived link;
    private final UploadSizes sizes;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// A receiver into `blobs`. `random` names uploads: nobody may guess it.
    public ReceiveBlob(
            Blobs blobs,
            LargeFiles files,
            Uploads uploads,
            LinkReceived link,
            UploadSizes sizes,
            InstantSource clock,
            RandomGenerator random) {
        this.blobs = blobs;
        this.files = files;
        this.uploads = uploads;
        this.link = link;
        this.sizes = sizes;
        this.clock = clock;
        this.random = random;
    }

    /// Tells how to send `file` into `repository`. Looks at what the repository has and at nothing else, so that
    /// the answer says nothing about what others have.
    ///
    /// @param canSendParts whether the sender knows how
    public Offer offer(String actor, RepositoryId repository, Pointer file, boolean canSendParts) throws IOException {
        if (file.sizeBytes() > sizes.maxFileBytes()) {
            return new Offer.TooLarge(sizes.maxFileBytes());
        }
        var linked = files.find(repository, file.content());
        if (linked.isPresent() && linked.get().file().sizeBytes() != file.sizeBytes()) {
            return new Offer.OtherSize(linked.get().file().sizeBytes());
        }
        if (linked.isPresent() && blobs.has(file.content())) {
            return new Offer.Present();
        }
        return canSendParts && file.sizeBytes() >= sizes.inPartsFromBytes()
                ? inParts(actor, repository, file)
                : new Offer.Whole();
    }

    /// Receives a file in one piece and links it.
    ///
    /// @throws WrongContent when the bytes are not what `file` says; nothing is stored
    /// @throws BlobLeaving when an old copy was being removed meanwhile; nothing is linked
    public void receive(String actor, RepositoryId repository, Pointer file, InputStream bytes) throws IOException {
        blobs.receive(file.content(), file.sizeBytes(), bytes);
        link.link(actor, repository, file);
    }

    /// Receives a file that nobody has announced, names it by what came, and links it. For senders who cannot hash, as
    /// forms.
    ///
    /// @throws WrongContent when it is larger than a file may be; nothing is stored
    /// @throws BlobLeaving when an old copy was being removed meanwhile; nothing is linked
    public Pointer receive(String actor, RepositoryId repository, InputStream bytes) throws IOException {
        try (var draft = blobs.draft()) {
            var buffer = new byte[COPY_BYTES];
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                if (draft.sizeBytes() + n > sizes.maxFileBytes()) {
                    throw new WrongContent("A file may have at most %d bytes.".formatted(sizes.maxFileBytes()));
                }
                draft.write(ByteBuffer.wrap(buffer, 0, n));
            }
            long sizeBytes = draft.sizeBytes();
            var file = new Pointer(draft.keep(), sizeBytes);
            link.link(actor, repository, file);
            return file;
        }
    }

    /// The largest file that comes in.
    public long maxFileBytes() {
        return sizes.maxFileBytes();
    }

    /// Whether `file`, with this very size, has arrived in `repository`.
    public boolean hasArrived(RepositoryId repository, Pointer file) throws IOException {
        return files.find(repository, file.content())
                        .filter(linked -> linked.file().equals(file))
                        .isPresent()
                && blobs.has(file.content());
    }

    private Offer inParts(String actor, RepositoryId repository, Pointer file) {
        if (uploads.countOpen(repository) >= MAX_OPEN_UPLOADS) {
            return new Offer.TooManyUploads();
        }
        var expires = clock.instant().plus(UPLOADS_LAST);
        long partBytes = sizes.partBytesOf(file.sizeBytes());
        var upload = new Upload(Upload.nextId(random), repository, file, partBytes, actor, expires);
        uploads.open(upload);
        return new Offer.InParts(upload);
    }
}
