package plimsoll.hub.content;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.content.LargeFiles.Abandoned;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Clears away what nobody needs any more: uploads that expired, files that were sent and never committed, blobs
/// that nothing holds, and what crashes left behind. Age alone never condemns a blob; it only protects the young.
///
/// Safe beside uploads, commits and another sweep.
public final class SweepBlobs {
    /// A blob this young may still be on its way into a repository, or into a client's cache by its parts.
    public static final Duration GRACE = Duration.ofDays(28);
    /// An unfinished file that nobody wrote to for so long has lost its sender: connections end far sooner.
    public static final Duration LEFTOVER_AFTER = Duration.ofDays(1);

    private static final int BATCH = BlobHolders.MAX_CANDIDATES;

    private final Transactions transactions;
    private final Journal journal;
    private final Blobs blobs;
    private final LargeFiles files;
    private final Uploads uploads;
    private final RemoveBlobs remove;
    private final InstantSource clock;

    /// A sweeper of `blobs`.
    public SweepBlobs(
            Transactions transactions,
            Journal journal,
            Blobs blobs,
            LargeFiles files,
            Uploads uploads,
            RemoveBlobs remove,
            InstantSource clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.blobs = blobs;
        this.files = files;
        this.uploads = uploads;
        this.remove = remove;
        this.clock = clock;
    }

    /// Counts the blobs that a sweep would take now, and changes nothing. What only the sweep itself sets free, by
    /// ending uploads and links, is not counted.
    public Swept rehearse() throws IOException {
        return takeOld(remove::unheld);
    }

    /// Sweeps.
    public Swept sweep() throws IOException {
        remove.finish();
        int leftovers = blobs.sweepLeftovers(clock.instant().minus(LEFTOVER_AFTER));
        int ended = endExpiredUploads();
        int unlinked = unlinkAbandoned();
        var gone = takeOld(remove::remove);
        return new Swept(gone.blobs(), gone.bytes(), leftovers, ended, unlinked);
    }

    private int endExpiredUploads() throws IOException {
        int ended = 0;
        var now = clock.instant();
        for (var batch = uploads.expired(now, BATCH); !batch.isEmpty(); batch = uploads.expired(now, BATCH)) {
            for (var upload : batch) {
                var parts = new HashSet<>(uploads.parts(upload.id()).values());
                uploads.close(upload.id());
                remove.remove(parts);
                ended++;
            }
        }
        return ended;
    }

    private int unlinkAbandoned() {
        int unlinked = 0;
        var before = clock.instant().minus(GRACE);
        for (var batch = files.abandoned(before, BATCH); !batch.isEmpty(); batch = files.abandoned(before, BATCH)) {
            for (var link : batch) {
                unlinked += unlink(link, before) ? 1 : 0;
            }
        }
        return unlinked;
    }

    private boolean unlink(Abandoned link, Instant before) {
        return transactions.run(() -> {
            boolean gone = files.unlinkAbandoned(link, before);
            if (gone) {
                journal.append(Deed.of(
                        Deed.Kind.LARGE_FILE_REMOVED,
                        Deed.PLIMSOLL,
                        link.repository().hex(),
                        Map.of("sha256", link.file().hex(), "reason", "never committed")));
            }
            return gone;
        });
    }

    private Swept takeOld(Removal removal) throws IOException {
        var before = clock.instant().minus(GRACE);
        var tally = new Tally(removal);
        try (var all = blobs.list()) {
            for (var kept : (Iterable<Blobs.Kept>) all::iterator) {
                if (kept.keptAt().isBefore(before)) {
                    tally.add(kept);
                }
            }
        }
        return tally.end();
    }

    /// What a sweep took.
    ///
    /// @param blobs how many blobs nobody held
    /// @param bytes how large they were together
    /// @param leftovers how many unfinished files
    /// @param uploads how many uploads had expired
    /// @param links how many files were sent and never committed
    public record Swept(long blobs, long bytes, int leftovers, int uploads, int links) {}

    private interface Removal {
        Set<Sha256> take(Set<Sha256> names) throws IOException;
    }

    private static final class Tally {
        private final Removal removal;
        private final Map<Sha256, Long> batch = new HashMap<>();
        private long blobs;
        private long bytes;

        Tally(Removal removal) {
            this.removal = removal;
        }

        void add(Blobs.Kept kept) throws IOException {
            batch.put(kept.name(), kept.sizeBytes());
            if (batch.size() == BATCH) {
                flush();
            }
        }

        Swept end() throws IOException {
            flush();
            return new Swept(blobs, bytes, 0, 0, 0);
        }

        private void flush() throws IOException {
            for (var name : removal.take(batch.keySet())) {
                blobs++;
                bytes += batch.getOrDefault(name, 0L);
            }
            batch.clear();
        }
    }
}
