package plimsoll.domain.xet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chunks put into xorbs one behind the other, each xorb as full as it may be. Not for more than one thread.
public final class NewXorbs {
    private final Hashing hashing;
    private final List<XetHash> names = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private ChunkTree tree;
    private int wireBytes;

    /// None yet, named by `hashing`.
    public NewXorbs(Hashing hashing) {
        this.hashing = hashing;
        this.tree = hashing.tree();
    }

    /// Appends a chunk.
    public void add(XetHash chunk, int rawBytes) {
        names.add(chunk);
        sizes.add(rawBytes);
        tree.add(chunk, rawBytes);
        wireBytes += ChunkHeader.BYTES + rawBytes;
    }

    /// How many chunks the xorb under way has: the next one's number.
    public int count() {
        return names.size();
    }

    /// Whether another chunk may not find room in the xorb under way.
    public boolean isFull() {
        return names.size() == Xorb.MAX_CHUNKS || wireBytes + ChunkHeader.BYTES + Chunker.MAX_BYTES > Xorb.FULL_BYTES;
    }

    /// Ends the xorb under way and begins another; empty when it has no chunks.
    public Optional<NewXorb> end() {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        var ended = new NewXorb(tree.root(), names, sizes);
        names.clear();
        sizes.clear();
        tree = hashing.tree();
        wireBytes = 0;
        return Optional.of(ended);
    }
}
