package plimsoll.hub.content;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Links a file whose possession is proven to a repository, and records it: the last step of every way in.
///
/// Safe for use by any number of threads.
public final class LinkReceived {
    private final Transactions transactions;
    private final Journal journal;
    private final Blobs blobs;
    private final Condemned condemned;
    private final LargeFiles files;
    private final InstantSource clock;

    /// Links in `files` what `blobs` has.
    public LinkReceived(
            Transactions transactions,
            Journal journal,
            Blobs blobs,
            Condemned condemned,
            LargeFiles files,
            InstantSource clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.blobs = blobs;
        this.condemned = condemned;
        this.files = files;
        this.clock = clock;
    }

    /// Links `file`; does nothing when it is linked already. Joins the caller's transaction if there is one.
    ///
    /// @throws BlobLeaving when the blob is being removed, or gone: nothing is linked
    public void link(String actor, RepositoryId repository, Pointer file) throws IOException {
        transactions.<Boolean, IOException>run(() -> {
            // Claimed before looked for: from here to the end of the transaction what is there stays there.
            if (!condemned.claim(file.content()) || !blobs.has(file.content())) {
                throw new BlobLeaving(file.content());
            }
            if (files.find(repository, file.content()).isEmpty()) {
                files.link(repository, file, clock.instant());
                journal.append(received(actor, repository, file));
            }
            return true;
        });
    }

    private static Deed received(String actor, RepositoryId repository, Pointer file) {
        return Deed.of(
                Deed.Kind.LARGE_FILE_RECEIVED,
                actor,
                repository.hex(),
                Map.of("sha256", file.content().hex(), "size", Long.toString(file.sizeBytes())));
    }
}
