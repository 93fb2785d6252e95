package plimsoll.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The tokens that a product reads: rows of numbers and, for kernels that ask for them, the same numbers once more in
/// the order of their tiles, as floats, rounded to bytes, or both.
///
/// Kept and filled again by [Kernels#arrange] for each product, so that its memory stays. One thread has it filled; the
/// workers read it.
public final class Operand {
    private Rows rows = Rows.of(0, 0);
    private int tokens;
    private final Tiles floats = new Tiles();
    private final Tiles rounded = new Tiles();

    /// Memory that stays, and whether what it holds is of the rows of now.
    private static final class Tiles {
        private MemorySegment room = MemorySegment.NULL;
        private boolean filled;
    }

    /// An empty one.
    public Operand() {}

    void hold(Rows newRows, int newTokens) {
        rows = newRows;
        tokens = newTokens;
        floats.filled = false;
        rounded.filled = false;
    }

    /// Makes room for tiles of what it holds, at a border of the processor's cache.
    MemorySegment tile(boolean inBytes, long bytes) {
        var tiles = inBytes ? rounded : floats;
        if (tiles.room.byteSize() < bytes) {
            tiles.room = Arena.ofAuto().allocate(bytes, Scratch.CACHE_LINE);
        }
        tiles.filled = true;
        return tiles.room;
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

    boolean isTiled(boolean inBytes) {
        return (inBytes ? rounded : floats).filled;
    }

    MemorySegment tiles(boolean inBytes) {
        return (inBytes ? rounded : floats).room;
    }
}
