package plimsoll.domain.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;

/// Checks another's log from its files, by C2SP's formats: believes nothing but signatures by known keys and hashes.
public final class LogAudit {
    private final Files files;
    private final LogPolicy policy;

    /// A log's files, wherever they are.
    @FunctionalInterface
    public interface Files {
        /// The bytes at an address below the log's prefix, such as `tile/0/000`; empty when there are none.
        ///
        /// @param mostBytes more cannot be right, and is not read
        Optional<byte[]> read(String path, int mostBytes) throws IOException;
    }

    /// Takes each entry of a log in turn.
    @FunctionalInterface
    public interface Reader {
        /// Reads one that has not been proven yet: believe it once the audit has returned.
        void entry(long position, Bytes entry);
    }

    /// Over these files, with the trust that `policy` says.
    public LogAudit(Files files, LogPolicy policy) {
        this.files = files;
        this.policy = policy;
    }

    /// The log's newest checkpoint, believed.
    public SignedNote newest() throws IOException, BadEvidence {
        var bytes = files.read("checkpoint", SignedNote.MAX_BYTES)
                .orElseThrow(() -> new BadEvidence("there is no checkpoint"));
        var note = SignedNote.of(bytes);
        policy.believe(note);
        return note;
    }

    /// Reads every entry between two checkpoints and checks that they, and the tiles over them, make the newer one out
    /// of the older. With an older one of no entries that is the whole log.
    ///
    /// @throws BadEvidence when they do not
    public void follow(Checkpoint older, Checkpoint newer, Reader reader) throws IOException, BadEvidence {
        if (!older.origin().equals(newer.origin())) {
            throw new BadEvidence("these are two logs: %s and %s".formatted(older.origin(), newer.origin()));
        }
        if (newer.size() < older.size()) {
            throw new BadEvidence("the log has shrunk from %d entries to %d".formatted(older.size(), newer.size()));
        }
        var edge = edge(older, newer);
        while (edge.size() < newer.size()) {
            var changed = edge.append(bundle(edge.size(), newer.size(), reader));
            for (var tile : changed.entrySet()) {
                if (Tile.in(newer.size(), tile.getKey().level(), tile.getKey().number())
                        .equals(Optional.of(tile.getKey()))) {
                    compare(tile.getKey(), tile.getValue());
                }
            }
        }
        if (!edge.root().equals(newer.root())) {
            throw new BadEvidence("the entries do not make the checkpoint over %d entries: the log is forked or damaged"
                    .formatted(newer.size()));
        }
    }

    /// Tiles have to agree with the entries they are over, or proofs made of them would fail.
    private void compare(Tile tile, byte[] hashes) throws IOException, BadEvidence {
        var served = files.read(tile.path(), Tile.FULL * TreeHash.BYTES);
        if (served.isEmpty() && !tile.isFull()) { // the log has grown over it
            served = files.read(new Tile(tile.level(), tile.number(), Tile.FULL).path(), Tile.FULL * TreeHash.BYTES)
                    .map(wide -> Arrays.copyOf(wide, hashes.length));
        }
        if (served.isEmpty() || !Arrays.equals(served.get(), hashes)) {
            throw new BadEvidence("%s is missing or not of the entries it is over".formatted(tile.path()));
        }
    }

    private TreeEdge edge(Checkpoint older, Checkpoint newer) throws IOException, BadEvidence {
        try {
            var edge = TreeEdge.of(older.size(), tile -> hashes(tile, newer.size()));
            if (!edge.root().equals(older.root())) {
                throw new BadEvidence("the log shows another beginning of %d entries than it once signed: it is forked"
                        .formatted(older.size()));
            }
            return edge;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<TreeHash> bundle(long from, long size, Reader reader) throws IOException, BadEvidence {
        var tile = Tile.in(size, 0, from / Tile.FULL).orElseThrow();
        int most = Tile.FULL * (2 + EntryBundle.MAX_ENTRY_BYTES);
        var bytes = files.read(tile.entriesPath(), most);
        if (bytes.isEmpty() && !tile.isFull()) { // the log may have grown over it
            bytes = files.read(new Tile(0, tile.number(), Tile.FULL).entriesPath(), most);
        }
        var entries = EntryBundle.read(bytes.orElseThrow(() -> new BadEvidence("there is no " + tile.entriesPath())));
        int known = (int) (from % Tile.FULL);
        if (entries.size() < tile.width()) {
            throw new BadEvidence("%s has %d entries".formatted(tile.entriesPath(), entries.size()));
        }
        var fresh = entries.subList(known, tile.width());
        for (int i = 0; i < fresh.size(); i++) {
            reader.entry(from + i, fresh.get(i));
        }
        return fresh.stream().map(TreeHash::leaf).toList();
    }

    /// A tile that was on the edge of an older tree: by now it may be wider, and the narrow one gone.
    private byte[] hashes(Tile tile, long size) {
        try {
            var wider = Tile.in(size, tile.level(), tile.number()).orElse(tile);
            for (var found : List.of(tile, wider, new Tile(tile.level(), tile.number(), Tile.FULL))) {
                var bytes = files.read(found.path(), Tile.FULL * TreeHash.BYTES);
                if (bytes.isPresent() && bytes.get().length >= tile.width() * TreeHash.BYTES) {
                    return bytes.get();
                }
            }
            throw new IOException("there is no " + tile.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
