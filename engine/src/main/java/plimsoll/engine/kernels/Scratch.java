package plimsoll.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plimsoll.engine.quantised.CodedRow;

/// The working memory of one worker, which grows to what the largest matrix needs and stays.
public final class Scratch {
    /// Bytes of a line of the processor's cache.
    static final int CACHE_LINE = 64;

    private final Map<Use, MemorySegment> alignedRooms = new EnumMap<>(Use.class);
    private final Map<Use, float[]> rooms = new EnumMap<>(Use.class);

    private @Nullable CodedRow codedRow;

    /// What a piece of it is for: two uses never share one.
    public enum Use {
        /// Unpacked rows of a matrix.
        PANEL,
        /// The same in the order of the tiles.
        TILES,
        /// Tokens in an order that nobody arranged them in.
        TOKENS,
        /// Running sums.
        LANES,
        /// Keys of one page.
        KEYS,
        /// Values of one page.
        VALUES,
        /// Keys before they are laid out.
        ROOM,
        /// Scores of one page.
        SCORES,
        /// Maxima and sums of attention.
        STATE
    }

    /// An empty one.
    public Scratch() {}

    /// Room for so many numbers, or more. What is in it is left over from the last use.
    public float[] of(Use use, int size) {
        var room = rooms.get(use);
        if (room == null || room.length < size) {
            room = new float[size];
            rooms.put(use, room);
        }
        return room;
    }

    /// Room for one row of weights. Made when it is asked for: where the Vector API is missing there is none.
    CodedRow codedRow() {
        var row = codedRow == null ? new CodedRow() : codedRow;
        codedRow = row;
        return row;
    }

    /// Room for so many bytes, or more, that begins at a line of the processor's cache.
    MemorySegment aligned(Use use, long bytes) {
        var room = alignedRooms.get(use);
        if (room == null || room.byteSize() < bytes) {
            room = Arena.ofAuto().allocate(bytes, CACHE_LINE);
            alignedRooms.put(use, room);
        }
        return room;
    }
}
