package plimsoll.engine.quantised;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.VectorOperators;

/// Q4_K: 256 weights in eight sub-blocks of 32. Two F16 factors, [SixBitScales], 128 bytes of nibbles: 32 bytes hold
/// two sub-blocks, the even one low. Weight = scale x nibble - minimum.
final class FourBitsOf256 implements CodedFormat {
    private static final int BLOCK_BYTES = 144;

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
            var words = CodedRow.words(weights, from + (long) BLOCK_BYTES * (turn / 4) + 16 + 32L * (turn % 4));
            into.write(words.and(CodedRow.NIBBLES), 64 * turn);
            into.write(words.lanewise(VectorOperators.LSHR, 4).and(CodedRow.NIBBLES), 64 * turn + 32);
        }
    }
}
