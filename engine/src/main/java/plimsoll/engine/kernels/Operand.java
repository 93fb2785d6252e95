package plimsoll.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The tokens that a product reads: rows of numbers and, for kernels that ask for them, the same numbers once more in
/// the
/// order of their tiles.
///
/// Kept and filled again by [Kernels#arrange] for each product, so that its memory stays. One thread has it filled; the
/// workers read it.
public final class Operand {
    private Rows rows = Rows.of(0, 0);
    private int tokens;
    private boolean tiled;
    private MemorySegment tiles = MemorySegment.NULL;

    /// An empty one.
    public Operand() {}

    void hold(Rows newRows, int newTokens) {
        rows = newRows;
        tokens = newTokens;
        tiled = false;
    }

    /// Makes room for the tiles of what it holds, at a border of the processor's cache.
    MemorySegment tile() {
        long bytes = (long) tokens * columns() * Float.BYTES;
        if (tiles.byteSize() < bytes) {
            tiles = Arena.ofAuto().allocate(bytes, Scratch.CACHE_LINE);
        }
        tiled = true;
        return tiles;
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

    boolean isTiled() {
        return tiled;
    }

    MemorySegment tiles() {
        return tiles;
    }
}
