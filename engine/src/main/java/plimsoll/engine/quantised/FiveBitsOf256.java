package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.CodedRow.shifted;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.VectorOperators;

/// Q5_K: as Q4_K, with 32 bytes of fifth bits between scales and nibbles: bit s of byte j belongs to weight j of
/// sub-block s.
final class FiveBitsOf256 implements CodedFormat {
    private static final int BLOCK_BYTES = 176;

    /// The lowest bit of each byte of four.
    private static final int LOWEST = 0x01010101;

    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at, CodedRow room) {
        code(weights, from, count, room);
        room.unpack(count, out, at);
    }

    @Override
    public float dot(MemorySegment weights, long from, int count, MemorySegment x, CodedRow room) {
        code(weights, from, count, room);
        return room.dot(x, count);
    }

    private static void code(MemorySegment weights, long from, int count, CodedRow into) {
        into.reserve(count);
        SixBitScales.write(weights, from, BLOCK_BYTES, count, into);
        for (int turn = 0; turn < count / 64; turn++) {
            long block = from + (long) BLOCK_BYTES * (turn / 4);
            var fifths = shifted(CodedRow.words(weights, block + 16), 2 * (turn % 4));
            var words = CodedRow.words(weights, block + 48 + 32L * (turn % 4));
            var low = fifths.and(LOWEST).lanewise(VectorOperators.LSHL, 4);
            into.write(words.and(CodedRow.NIBBLES).or(low), 64 * turn);
            var high = fifths.and(LOWEST << 1).lanewise(VectorOperators.LSHL, 3);
            into.write(
                    words.lanewise(VectorOperators.LSHR, 4)
                            .and(CodedRow.NIBBLES)
                            .or(high),
                    64 * turn + 32);
        }
    }
}
