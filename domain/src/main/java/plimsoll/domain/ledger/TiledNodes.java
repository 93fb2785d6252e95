package plimsoll.domain.ledger;

import java.util.HashMap;
import java.util.Map;

/// The nodes of the tree of a given size, out of its tiles. Keeps each tile it has read; made for one proof or one
/// pass over a log, by one thread.
public final class TiledNodes implements MerkleTree.Nodes {
    private final long size;
    private final Source tiles;
    private final Map<Tile, byte[]> read = new HashMap<>();

    /// Where the bytes of a tile come from: its hashes, one after the other. What it throws, the nodes throw.
    @FunctionalInterface
    public interface Source {
        /// All hashes of this tile.
        byte[] hashes(Tile tile);
    }

    /// Over the tiles of the tree of `size` entries.
    public TiledNodes(long size, Source tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    @Override
    public TreeHash node(int level, long index) {
        int within = level % Tile.HEIGHT;
        long first = index << within;
        var tile = Tile.in(size, level / Tile.HEIGHT, first / Tile.FULL)
                .orElseThrow(() -> new IllegalArgumentException("no such node in a tree of " + size));
        return combine(read.computeIfAbsent(tile, tiles::hashes), (int) (first % Tile.FULL), 1 << within);
    }

    /// The hash over all of a tile's hashes, which stands in the tile above.
    static TreeHash overAll(byte[] hashes) {
        return combine(hashes, 0, Tile.FULL);
    }

    private static TreeHash combine(byte[] hashes, int first, int count) {
        if (count == 1) {
            return TreeHash.at(hashes, first * TreeHash.BYTES);
        }
        int half = count / 2;
        return TreeHash.node(combine(hashes, first, half), combine(hashes, first + half, half));
    }
}
