package plimsoll.hub.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.EntryBundle;
import plimsoll.domain.ledger.LogProof;
import plimsoll.domain.ledger.MerkleTree;
import plimsoll.domain.ledger.Tile;
import plimsoll.domain.ledger.TiledNodes;
import plimsoll.domain.ledger.TreeHash;

/// Reads the public log as far as a checkpoint covers it: what is not under a signature yet is not shown.
public final class ReadLog {
    private final LogEntries entries;
    private final PublishedLog published;

    /// Reads from these.
    public ReadLog(LogEntries entries, PublishedLog published) {
        this.entries = entries;
        this.published = published;
    }

    /// The newest checkpoint; empty before the first.
    public Optional<PublishedLog.Latest> latest() {
        return published.latest();
    }

    /// The bytes of a tile; empty when the log has no such tile yet.
    public Optional<Bytes> tile(Tile tile) {
        if (!isCovered(tile)) {
            return Optional.empty();
        }
        return Optional.of(Bytes.copyOf(stored(tile)));
    }

    /// The bundle of the entries that a tile of level 0 is over; empty when the log has no such tile yet.
    public Optional<Bytes> bundle(Tile tile) {
        if (!isCovered(tile)) {
            return Optional.empty();
        }
        var found = entries.read(tile.number() * Tile.FULL, tile.width());
        return Optional.of(Bytes.copyOf(EntryBundle.write(found)));
    }

    /// One entry; empty when no checkpoint covers it.
    public Optional<Bytes> entry(long position) {
        return position < 0 || position >= size()
                ? Optional.empty()
                : entries.read(position, 1).stream().findFirst();
    }

    /// The proof that an entry is in the log; empty when no checkpoint covers it.
    public Optional<LogProof> prove(long position) {
        var latest = published.latest();
        long size = latest.map(PublishedLog.Latest::size).orElse(0L);
        if (position < 0 || position >= size) {
            return Optional.empty();
        }
        return latest.map(newest ->
                new LogProof(Optional.empty(), position, tree(size).inclusion(position, size), newest.note()));
    }

    /// The proof that the checkpoint of `older` entries is the beginning of the newest one.
    public List<TreeHash> consistency(long older, long size) {
        return tree(size).consistency(older, size);
    }

    /// The newest covered entries about something, by position, newest first.
    public List<Long> about(String subject, int limit) {
        long size = size();
        return entries.about(subject, limit).stream()
                .filter(position -> position < size)
                .toList();
    }

    private MerkleTree tree(long size) {
        return new MerkleTree(new TiledNodes(size, this::stored));
    }

    private byte[] stored(Tile tile) {
        return Arrays.copyOf(published.hashes(tile.level(), tile.number()), tile.width() * TreeHash.BYTES);
    }

    private boolean isCovered(Tile tile) {
        return Tile.in(size(), tile.level(), tile.number())
                .filter(whole -> tile.width() <= whole.width())
                .isPresent();
    }

    private long size() {
        return published.latest().map(PublishedLog.Latest::size).orElse(0L);
    }
}
