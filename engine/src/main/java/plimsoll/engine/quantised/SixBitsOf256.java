package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.CodedRow.shifted;
import static plimsoll.engine.quantised.Lanes.half;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.VectorOperators;

/// Q6_K: 256 weights in two halves of four groups of 32: 128 bytes of low nibbles, 64 bytes of upper bit pairs, a
/// signed scale for every 16 weights, an F16 factor at the end. Weight = factor x scale x (n - 32).
final class SixBitsOf256 implements CodedFormat {
    private static final int BLOCK_BYTES = 210;
    private static final int PAIRS = 128;
    private static final int SCALES = 192;
    private static final int FACTOR = 208;
    private static final int MIDDLE = 32;

    /// The two lowest bits of each byte of four.
    private static final int LOWEST = 0x03030303;

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
        for (int group = 0; group < count / CodedRow.GROUP; group++) {
            long block = from + (long) BLOCK_BYTES * (group / 16);
            float scale =
                    half(weights, block + FACTOR) * weights.get(ValueLayout.JAVA_BYTE, block + SCALES + group % 16);
            into.scales[group] = scale;
            into.shifts[group] = -MIDDLE * scale;
        }
        // Two groups of 32 a turn: the low or the high nibbles of 64 bytes, and two bits of 32 bytes each.
        for (int turn = 0; turn < count / 64; turn++) {
            int half = turn / 2 % 2;
            long block = from + (long) BLOCK_BYTES * (turn / 4);
            var pairs = shifted(CodedRow.words(weights, block + PAIRS + 32L * half), 4 * (turn % 2));
            var first = shifted(CodedRow.words(weights, block + 64L * half), 4 * (turn % 2));
            var second = shifted(CodedRow.words(weights, block + 64L * half + 32), 4 * (turn % 2));
            var low = pairs.and(LOWEST).lanewise(VectorOperators.LSHL, 4);
            into.write(first.and(CodedRow.NIBBLES).or(low), 64 * turn);
            var high = pairs.and(LOWEST << 2).lanewise(VectorOperators.LSHL, 2);
            into.write(second.and(CodedRow.NIBBLES).or(high), 64 * turn + 32);
        }
    }
}
