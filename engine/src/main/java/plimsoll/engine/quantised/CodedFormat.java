package plimsoll.engine.quantised;

import java.lang.foreign.MemorySegment;

/// A number format whose weights take many steps to read: it writes a [CodedRow], and the rest follows from that.
interface CodedFormat extends RowFormat {
    /// Writes weights as codes, scales and shifts.
    ///
    /// @param from where the first block begins, in bytes from the start of `weights`
    /// @param count how many, whole blocks
    void code(MemorySegment weights, long from, int count, CodedRow into);

    @Override
    default void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        unpack(weights, from, count, out, at, new CodedRow());
    }

    @Override
    default void unpack(MemorySegment weights, long from, int count, float[] out, int at, CodedRow room) {
        code(weights, from, count, room);
        room.unpack(count, out, at);
    }

    @Override
    default boolean fuses(int count) {
        return Lanes.fuses(count);
    }

    @Override
    default float dot(MemorySegment weights, long from, int count, float[] x, int xFrom, CodedRow room) {
        code(weights, from, count, room);
        return room.dot(x, xFrom, count);
    }
}
