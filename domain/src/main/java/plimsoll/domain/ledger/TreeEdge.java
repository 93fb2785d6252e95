package plimsoll.domain.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The right edge of a tree: the one growing tile of each level, which is all it takes to append entries and to know
/// the root. Whoever follows a log keeps no more than this, however long the log is. For one thread.
public final class TreeEdge {
    private final Map<Integer, byte[]> tiles = new HashMap<>();
    private long size;

    private TreeEdge(long size) {
        this.size = size;
    }

    /// The edge of a tree without entries.
    public static TreeEdge empty() {
        return new TreeEdge(0);
    }

    /// The edge of the tree of `size` entries. What is read is only as true as `root()` then agrees.
    public static TreeEdge of(long size, TiledNodes.Source tiles) {
        var edge = new TreeEdge(size);
        for (int level = 0; Tile.hashesAt(size, level) > 0; level++) {
            long hashes = Tile.hashesAt(size, level);
            int width = (int) (hashes % Tile.FULL);
            if (width > 0) {
                edge.tiles.put(level, tiles.hashes(new Tile(level, hashes / Tile.FULL, width)));
            }
        }
        return edge;
    }

    /// Appends entries.
    ///
    /// @return the tiles that this made new or wider
    public Map<Tile, byte[]> append(List<TreeHash> leaves) {
        var changed = TreeGrowth.after(size, this::hashes, leaves);
        size += leaves.size();
        changed.forEach((tile, hashes) -> {
            if (tile.isFull()) {
                tiles.remove(tile.level());
            } else {
                tiles.put(tile.level(), hashes);
            }
        });
        return changed;
    }

    /// The root over all entries so far.
    public TreeHash root() {
        return new MerkleTree(new TiledNodes(size, this::hashes)).root(size);
    }

    /// How many entries so far.
    public long size() {
        return size;
    }

    private byte[] hashes(Tile tile) {
        var hashes = tiles.get(tile.level());
        if (hashes == null) {
            throw new IllegalStateException("not on the edge of %d entries: %s".formatted(size, tile));
        }
        return Arrays.copyOf(hashes, tile.width() * TreeHash.BYTES);
    }
}
