package plimsoll.engine.quantised;

import java.lang.foreign.MemorySegment;

/// A number format whose weights take many steps to read: it writes a [CodedRow] first, and reads that.
///
/// Each of them says itself that one follows the other. Said here for all of them, the compiler takes the steps of all
/// into one piece of code, which is more than it keeps in registers.
interface CodedFormat extends RowFormat {
    @Override
    default void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        unpack(weights, from, count, out, at, new CodedRow());
    }

    @Override
    void unpack(MemorySegment weights, long from, int count, float[] out, int at, CodedRow room);

    @Override
    default boolean fuses(int count) {
        return Lanes.fuses(count);
    }

    @Override
    float dot(MemorySegment weights, long from, int count, MemorySegment x, CodedRow room);
}
