package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// 32 half-bytes in 16 bytes: the low halves are the first 16, the high halves the others.
final class Nibbles {
    static final int COUNT = 32;
    private static final int HALF = COUNT / 2;

    private Nibbles() {}

    static int get(MemorySegment blocks, long at, int index) {
        int both = blocks.get(ValueLayout.JAVA_BYTE, at + index % HALF);
        return (index < HALF ? both : both >>> 4) & 15;
    }

    /// The lowest four bits of each.
    static void put(int[] numbers, MemorySegment blocks, long at) {
        for (int j = 0; j < HALF; j++) {
            int both = (numbers[j] & 15) | ((numbers[j + HALF] & 15) << 4);
            blocks.set(ValueLayout.JAVA_BYTE, at + j, (byte) both);
        }
    }

    /// The fifth bit of each, as a word in which bit j is that of number j.
    static int fifthBits(int[] numbers) {
        int bits = 0;
        for (int j = 0; j < COUNT; j++) {
            bits |= ((numbers[j] >>> 4) & 1) << j;
        }
        return bits;
    }
}
