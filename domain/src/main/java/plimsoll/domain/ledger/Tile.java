package plimsoll.domain.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The address of up to 256 hashes of a log's tree, as C2SP's tlog-tiles divides it: at level `l` the tile `n` holds
/// the hashes of complete subtrees of `256^l` entries, from the `256 n`th on.
///
/// @param level from 0, of leaves, upwards
/// @param number counted from 0 within its level
/// @param width how many hashes, 1 to 256
public record Tile(int level, long number, int width) {
    /// How many hashes are in a full tile.
    public static final int FULL = 256;
    /// How many levels of the tree one tile spans: 256 is the eighth power of two.
    static final int HEIGHT = 8;

    /// Eight tiles of eight levels hold more than any log of 2^63 entries.
    private static final int MAX_LEVEL = 63;

    private static final int GROUP = 1000;
    private static final Pattern NUMBER = Pattern.compile("(x[0-9]{3}/){0,4}[0-9]{3}");
    private static final Pattern PARTIAL = Pattern.compile("(.+)\\.p/([1-9][0-9]{0,2})");
    private static final String ENTRIES = "entries";

    public Tile {
        if (level < 0 || level > MAX_LEVEL || number < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException(
                    "no tile: level %d, number %d, width %d".formatted(level, number, width));
        }
    }

    /// Every tile of the tree of `size` entries at `level`, whole ones first.
    public static List<Tile> of(long size, int level) {
        var tiles = new ArrayList<Tile>();
        long hashes = hashesAt(size, level);
        for (long number = 0; number * FULL < hashes; number++) {
            tiles.add(new Tile(level, number, (int) Math.min(FULL, hashes - number * FULL)));
        }
        return tiles;
    }

    /// How many hashes the tree of `size` entries has at a level of tiles.
    public static long hashesAt(long size, int level) {
        int shift = HEIGHT * level;
        return shift >= Long.SIZE ? 0 : size >>> shift;
    }

    /// The tile at `level` that begins with hash `number * 256`, as wide as the tree of `size` entries makes it; empty
    /// where that tree has none.
    public static Optional<Tile> in(long size, int level, long number) {
        long hashes = hashesAt(size, level) - number * FULL;
        return hashes <= 0 ? Optional.empty() : Optional.of(new Tile(level, number, (int) Math.min(FULL, hashes)));
    }

    /// Whether it holds all 256 hashes, and so never changes.
    public boolean isFull() {
        return width == FULL;
    }

    /// Its address below the log's prefix: `tile/0/x001/067`, `tile/1/000.p/17`.
    public String path() {
        return "tile/" + level + "/" + numbered();
    }

    /// The address of the bundle of the entries it is over; for tiles of level 0.
    public String entriesPath() {
        return "tile/" + ENTRIES + "/" + numbered();
    }

    /// Reads what stands behind `tile/` in an address: level and number. Empty when no tile has that address; each
    /// tile has exactly one.
    public static Optional<Asked> at(String address) {
        int slash = address.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var level = address.substring(0, slash);
        var rest = address.substring(slash + 1);
        if (level.equals(ENTRIES)) {
            return numbered(0, rest).map(tile -> new Asked(tile, true));
        }
        if (!level.matches("0|[1-9][0-9]?") || Integer.parseInt(level) > MAX_LEVEL) {
            return Optional.empty();
        }
        return numbered(Integer.parseInt(level), rest).map(tile -> new Asked(tile, false));
    }

    private static Optional<Tile> numbered(int level, String text) {
        var partial = PARTIAL.matcher(text);
        boolean whole = !partial.matches();
        var number = whole ? text : partial.group(1);
        int width = whole ? FULL : Integer.parseInt(partial.group(2));
        if (!NUMBER.matcher(number).matches() || (!whole && width >= FULL)) {
            return Optional.empty();
        }
        var tile = new Tile(level, Long.parseLong(number.replace("x", "").replace("/", "")), width);
        return tile.numbered().equals(text) ? Optional.of(tile) : Optional.empty();
    }

    private String numbered() {
        var text = new StringBuilder("%03d".formatted(number % GROUP));
        for (long rest = number / GROUP; rest > 0; rest /= GROUP) {
            text.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        return isFull() ? text.toString() : text.append(".p/").append(width).toString();
    }

    /// What an address asks for.
    ///
    /// @param tile the tile
    /// @param entries whether its entries and not its hashes are wanted
    public record Asked(Tile tile, boolean entries) {}
}
