package plimsoll.hub.ledger;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.Checkpoint;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.MerkleTree;
import plimsoll.domain.ledger.NoteSigner;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.Tile;
import plimsoll.domain.ledger.TiledNodes;
import plimsoll.domain.ledger.TreeGrowth;
import plimsoll.domain.ledger.TreeHash;
import plimsoll.hub.ledger.Publication.Published;
import plimsoll.hub.ledger.Publication.Refused;
import plimsoll.hub.ledger.Publication.Unchanged;
import plimsoll.hub.ledger.PublishedLog.Latest;

/// Signs and publishes checkpoints over the entries that deeds have written, and never two that contradict each other.
///
/// Entries, in the order of their transactions, are the only source: whatever process publishes, and however often it
/// dies on the way, all its checkpoints are over beginnings of one sequence. The order of writing is: remember the
/// signed checkpoint outside the database, then keep tiles and checkpoint in one transaction, then serve them. What
/// breaks this is a database that went back in time; the memory outside tells, and nothing is signed until its owner
/// has settled it. For use by one thread of each process.
public final class PublishCheckpoint {
    /// Entries that go into one checkpoint at most; more come into the next, without a pause.
    private static final int BATCH = 4_096;

    private static final String WAY_OUT = " To go on would fork the log. Restore a newer backup of the database, or "
            + "begin another log: docs/LOG.md says how.";

    private final LogEntries entries;
    private final PublishedLog published;
    private final LastSigned memory;
    private final String origin;
    private final List<NoteSigner> signers;
    private final InstantSource clock;
    private volatile Publication last = new Unchanged(Optional.empty());
    private volatile Optional<String> halted = Optional.empty();
    private boolean remembered;

    /// Publishes the log of this origin, signed by `signers`.
    public PublishCheckpoint(
            LogEntries entries,
            PublishedLog published,
            LastSigned memory,
            String origin,
            List<NoteSigner> signers,
            InstantSource clock) {
        this.entries = entries;
        this.published = published;
        this.memory = memory;
        this.origin = origin;
        this.signers = List.copyOf(signers);
        this.clock = clock;
    }

    /// What this log is called.
    public String origin() {
        return origin;
    }

    /// What came of the latest try. For any thread.
    public Publication last() {
        return last;
    }

    /// Records every key that signs and that the log has not told of yet.
    public void announceKeys(Transactions transactions, Journal journal) {
        var told = entries.about(origin, Integer.MAX_VALUE).stream()
                .flatMap(position -> entries.read(position, 1).stream())
                .map(entry -> entry.utf8())
                .toList();
        for (var signer : signers) {
            var vkey = signer.key().vkey();
            if (told.stream().noneMatch(entry -> entry.contains("\"" + vkey + "\""))) {
                var deed = Deed.of(Deed.Kind.LOG_KEY_ADDED, Deed.PLIMSOLL, origin, Map.of("vkey", vkey));
                transactions.run(() -> {
                    journal.append(deed);
                    return true;
                });
            }
        }
    }

    /// Publishes until every entry written before the call is under a checkpoint.
    ///
    /// @throws IOException when the memory outside the database fails; then nothing was published
    public Publication publish() throws IOException {
        Publication came;
        do {
            came = step();
        } while (came instanceof Published out && out.checkpoint().size() < entries.count());
        last = came;
        return came;
    }

    /// Signs nothing more in the life of this process, for this reason. For any thread.
    public void halt(String reason) {
        halted = Optional.of(reason + WAY_OUT);
    }

    private Publication step() throws IOException {
        if (halted.isPresent()) {
            return new Refused(halted.get());
        }
        var latest = published.latest();
        long before = latest.map(Latest::size).orElse(0L);
        long count = entries.count();
        var contradiction = remembered ? Optional.<Refused>empty() : lookBack(latest, before, count);
        if (contradiction.isPresent()) {
            return contradiction.get();
        }
        remembered = true;
        if (count < before) {
            return new Refused("A checkpoint over %d entries was published, and the database has only %d of them."
                    .formatted(before, count));
        }
        if (count == before) {
            return latest.isEmpty() || signedByAll(latest.get()) ? unchanged(latest) : signAgain(latest.get());
        }
        return extend(before, (int) Math.min(count - before, BATCH));
    }

    private Publication extend(long before, int more) throws IOException {
        var leaves = entries.read(before, more).stream().map(TreeHash::leaf).toList();
        long size = before + leaves.size();
        var changed = TreeGrowth.after(before, this::stored, leaves);
        var tree = new MerkleTree(new TiledNodes(size, TreeGrowth.over(changed, this::stored)));
        var checkpoint = new Checkpoint(origin, size, tree.root(size));
        var at = clock.instant();
        var note = sign(checkpoint, at);
        memory.keep(origin, note);
        // Of two processes one is faster; what the other signed is over the same entries, so it harms nobody.
        return published.publish(before, new Latest(size, note, at), changed)
                ? new Published(checkpoint, at)
                : unchanged(published.latest());
    }

    /// Whether the database still has what was signed before this process came.
    private Optional<Refused> lookBack(Optional<Latest> latest, long before, long count) throws IOException {
        try {
            if (latest.isPresent()) {
                var newest = Checkpoint.of(latest.get().note().text());
                if (newest.size() != before
                        || !newest.root().equals(tree(before).root(before))) {
                    return Optional.of(new Refused(
                            "The stored tiles do not make the published checkpoint over %d entries: the database is damaged. Restore it from a backup."
                                    .formatted(before)));
                }
            }
            var signed = memory.of(origin);
            return signed.isEmpty()
                    ? Optional.empty()
                    : compare(Checkpoint.of(signed.get().text()), before, count);
        } catch (BadEvidence e) {
            throw new IOException("what this hub remembers of its log cannot be read: " + e.reason(), e);
        }
    }

    private Optional<Refused> compare(Checkpoint signed, long before, long count) {
        if (signed.size() > count) {
            return Optional.of(new Refused(
                    "This hub has signed a checkpoint over %d entries, but its database has only %d: it is older than what the world has seen."
                                    .formatted(signed.size(), count)
                            + WAY_OUT));
        }
        return signed.root().equals(rootOf(signed.size(), before))
                ? Optional.empty()
                : Optional.of(new Refused(
                        "This hub has signed a checkpoint over %d entries, and its database has others in their place: it was restored from an older backup and written to since."
                                        .formatted(signed.size())
                                + WAY_OUT));
    }

    private TreeHash rootOf(long size, long before) {
        if (size <= before) {
            return tree(size).root(size);
        }
        var leaves = entries.read(before, (int) (size - before)).stream()
                .map(TreeHash::leaf)
                .toList();
        var changed = TreeGrowth.after(before, this::stored, leaves);
        return new MerkleTree(new TiledNodes(size, TreeGrowth.over(changed, this::stored))).root(size);
    }

    private Publication signAgain(Latest latest) throws IOException {
        try {
            var checkpoint = Checkpoint.of(latest.note().text());
            var at = clock.instant();
            var note = sign(checkpoint, at);
            memory.keep(origin, note);
            return published.replace(new Latest(latest.size(), note, at))
                    ? new Published(checkpoint, at)
                    : unchanged(published.latest());
        } catch (BadEvidence e) {
            throw new IOException("the published checkpoint cannot be read: " + e.reason(), e);
        }
    }

    private boolean signedByAll(Latest latest) {
        return signers.stream()
                .allMatch(signer -> latest.note().signatures().stream().anyMatch(one -> one.claims(signer.key())));
    }

    private SignedNote sign(Checkpoint checkpoint, Instant at) {
        var text = checkpoint.text();
        return new SignedNote(
                text, signers.stream().map(signer -> signer.sign(text, at)).toList());
    }

    private MerkleTree tree(long size) {
        return new MerkleTree(new TiledNodes(size, this::stored));
    }

    private byte[] stored(Tile tile) {
        return Arrays.copyOf(published.hashes(tile.level(), tile.number()), tile.width() * TreeHash.BYTES);
    }

    private static Publication unchanged(Optional<Latest> latest) {
        return new Unchanged(latest.map(Latest::at));
    }
}
