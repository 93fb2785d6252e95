package plimsoll.domain.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What more entries do to the tiles of a tree. Pure: reads the tiles that are not full yet, at most one on each
/// level, and gives the tiles that change.
public final class TreeGrowth {
    private final Map<Tile, byte[]> changed = new LinkedHashMap<>();
    private final long before;
    private final TiledNodes.Source tiles;

    private TreeGrowth(long before, TiledNodes.Source tiles) {
        this.before = before;
        this.tiles = tiles;
    }

    /// The tiles that are new or wider in the tree of `before` entries and then these leaves, each with all its hashes;
    /// lower levels first.
    ///
    /// @param tiles the tiles of the tree of `before` entries
    public static Map<Tile, byte[]> after(long before, TiledNodes.Source tiles, List<TreeHash> leaves) {
        var growth = new TreeGrowth(before, tiles);
        var rising = leaves;
        for (int level = 0; !rising.isEmpty(); level++) {
            rising = growth.append(level, rising);
        }
        return growth.changed;
    }

    /// The tiles of the grown tree: those that changed, and the others as they were.
    public static TiledNodes.Source over(Map<Tile, byte[]> changed, TiledNodes.Source tiles) {
        return tile -> {
            var hashes = changed.get(tile);
            return hashes == null ? tiles.hashes(tile) : hashes;
        };
    }

    /// Appends hashes to a level.
    ///
    /// @return the hashes of the tiles that this filled, which belong to the level above
    private List<TreeHash> append(int level, List<TreeHash> hashes) {
        var rising = new ArrayList<TreeHash>();
        long at = Tile.hashesAt(before, level);
        int next = 0;
        while (next < hashes.size()) {
            long number = at / Tile.FULL;
            int filled = (int) (at % Tile.FULL);
            int more = Math.min(Tile.FULL - filled, hashes.size() - next);
            var bytes = new ByteArrayOutputStream((filled + more) * TreeHash.BYTES);
            if (filled > 0) {
                bytes.writeBytes(Arrays.copyOf(tiles.hashes(new Tile(level, number, filled)), filled * TreeHash.BYTES));
            }
            hashes.subList(next, next + more).forEach(hash -> bytes.writeBytes(hash.toArray()));
            var tile = new Tile(level, number, filled + more);
            changed.put(tile, bytes.toByteArray());
            if (tile.isFull()) {
                rising.add(TiledNodes.overAll(bytes.toByteArray()));
            }
            at += more;
            next += more;
        }
        return rising;
    }
}
