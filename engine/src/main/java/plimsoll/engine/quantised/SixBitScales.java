package plimsoll.engine.quantised;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.LittleEndian;

/// The eight scales and eight minimums of a Q4_K or Q5_K block, six bits each, packed into twelve bytes: the first
/// four of each in the low six bits of bytes 0 to 7; of the last four the low nibbles in bytes 8 to 11 and the upper
/// two bits in the top of bytes 0 to 7.
final class SixBitScales {
    private static final int SIX = 0x3f3f3f3f;
    private static final int LOW_FOUR = 0x0f0f0f0f;
    private static final int UPPER_TWO = 0x30303030;

    private SixBitScales() {}

    /// The scales, number s in byte s.
    static long scales(MemorySegment from, long at) {
        int first = from.get(LittleEndian.INT, at);
        int last = (from.get(LittleEndian.INT, at + 8) & LOW_FOUR) | (first >>> 2 & UPPER_TWO);
        return (first & SIX) | (long) last << 32;
    }

    /// The minimums, number s in byte s.
    static long minimums(MemorySegment from, long at) {
        int first = from.get(LittleEndian.INT, at + 4);
        int last = (from.get(LittleEndian.INT, at + 8) >>> 4 & LOW_FOUR) | (first >>> 2 & UPPER_TWO);
        return (first & SIX) | (long) last << 32;
    }

    static float at(long packed, int number) {
        return (packed >>> (8 * number)) & 63;
    }

    /// Writes what the numbers of each sub-block are multiplied by, and what is added then. A block begins with the two
    /// factors.
    static void write(MemorySegment from, long at, int blockBytes, int count, CodedRow into) {
        long block = at;
        for (int group = 0; group < count / CodedRow.GROUP; group += 16, block += blockBytes) {
            float scale = Lanes.half(from, block);
            float minus = -Lanes.half(from, block + 2);
            long scales = scales(from, block + 4);
            long minimums = minimums(from, block + 4);
            for (int s = 0; s < 8; s++) {
                into.scaleTwo(group + 2 * s, scale * at(scales, s), minus * at(minimums, s));
            }
        }
    }
}
