package plimsoll.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tokens that a product reads: rows of numbers and, for kernels that ask for them, the same numbers once more in
/// an [Order] of theirs, or in several.
///
/// Kept and filled again by [Kernels#arrange] for each product, so that its memory stays. One thread has it filled; the
/// workers read it.
public final class Operand {
    private Rows rows = Rows.of(0, 0);
    private int tokens;
    private final Map<Order, MemorySegment> rooms = new EnumMap<>(Order.class);
    private final Set<Order> filled = EnumSet.noneOf(Order.class);

    /// In what order numbers lie.
    enum Order {
        /// At borders of cache lines: one token as it is, several as [Tile] reads them.
        ALIGNED,
        /// As the tiles of the C file have them.
        TILES,
        /// The same, rounded to bytes.
        ROUNDED_TILES
    }

    /// An empty one.
    public Operand() {}

    void hold(Rows newRows, int newTokens) {
        rows = newRows;
        tokens = newTokens;
        filled.clear();
    }

    /// Makes room for what it holds in another order, at a border of the processor's cache.
    MemorySegment fill(Order order, long bytes) {
        var room = rooms.get(order);
        if (room == null || room.byteSize() < bytes) {
            room = Arena.ofAuto().allocate(bytes, Scratch.CACHE_LINE);
            rooms.put(order, room);
        }
        filled.add(order);
        return room;
    }

    Rows rows() {
        return rows;
    }

    /// How many of the rows count.
    int tokens() {
        return tokens;
    }

    int columns() {
        return rows.columns();
    }

    /// What it holds in another order; nothing where it was not asked for.
    Optional<MemorySegment> in(Order order) {
        return filled.contains(order) ? Optional.ofNullable(rooms.get(order)) : Optional.empty();
    }
}
