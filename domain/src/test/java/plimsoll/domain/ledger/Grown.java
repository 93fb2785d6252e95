package plimsoll.domain.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plimsoll.domain.content.Bytes;

/// A tree of tiles that grew entry by entry, and RFC 6962's definition beside it, written out naively.
final class Grown {
    private final Map<Tile, byte[]> tiles = new HashMap<>();
    private final List<TreeHash> leaves = new ArrayList<>();

    static Bytes entry(long index) {
        return Bytes.copyOf(("entry " + index).getBytes(StandardCharsets.UTF_8));
    }

    /// Grows to `size`, in steps of `step`.
    Grown to(int size, int step) {
        while (leaves.size() < size) {
            var more = new ArrayList<TreeHash>();
            for (int i = leaves.size(); i < Math.min(size, leaves.size() + step); i++) {
                more.add(TreeHash.leaf(entry(i)));
            }
            var changed = TreeGrowth.after(leaves.size(), this::hashes, more);
            changed.forEach((tile, hashes) -> tiles.put(new Tile(tile.level(), tile.number(), 1), hashes));
            leaves.addAll(more);
        }
        return this;
    }

    byte[] hashes(Tile tile) {
        var kept = tiles.get(new Tile(tile.level(), tile.number(), 1));
        if (kept == null || kept.length < tile.width() * TreeHash.BYTES) {
            throw new AssertionError("no " + tile);
        }
        return Arrays.copyOf(kept, tile.width() * TreeHash.BYTES);
    }

    int tiles() {
        return tiles.size();
    }

    MerkleTree tree(long size) {
        return new MerkleTree(new TiledNodes(size, this::hashes));
    }

    TreeHash leaf(int index) {
        return leaves.get(index);
    }

    /// MTH of RFC 6962, section 2.1.
    TreeHash naive(int from, int to) {
        if (to == from) {
            return TreeHash.EMPTY;
        }
        if (to - from == 1) {
            return leaves.get(from);
        }
        int split = 1;
        while (split * 2 < to - from) {
            split *= 2;
        }
        return TreeHash.node(naive(from, from + split), naive(from + split, to));
    }
}
