package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Eight scales and eight minima of six bits each in twelve bytes, as Q4_K and Q5_K keep them. The first four of each
/// have a byte to themselves; of the others four bits share a byte, and two more sit above those of the first four.
final class SubBlockScales {
    /// Of scales, and of minima.
    static final int COUNT = 8;

    /// The greatest number of six bits.
    static final int LARGEST = 63;

    private static final int HALF = COUNT / 2;

    private SubBlockScales() {}

    static int scale(MemorySegment blocks, long at, int index) {
        return index < HALF
                ? bits(blocks, at + index) & LARGEST
                : (bits(blocks, at + index + HALF) & 15) | (bits(blocks, at + index - HALF) >>> 6 << 4);
    }

    static int minimum(MemorySegment blocks, long at, int index) {
        return index < HALF
                ? bits(blocks, at + index + HALF) & LARGEST
                : (bits(blocks, at + index + HALF) >>> 4) | (bits(blocks, at + index) >>> 6 << 4);
    }

    static void put(int[] scales, int[] minima, MemorySegment blocks, long at) {
        for (int i = 0; i < HALF; i++) {
            int laterScale = scales[i + HALF];
            int laterMinimum = minima[i + HALF];
            blocks.set(ValueLayout.JAVA_BYTE, at + i, (byte) (scales[i] | (laterScale >>> 4 << 6)));
            blocks.set(ValueLayout.JAVA_BYTE, at + HALF + i, (byte) (minima[i] | (laterMinimum >>> 4 << 6)));
            blocks.set(ValueLayout.JAVA_BYTE, at + COUNT + i, (byte) ((laterScale & 15) | ((laterMinimum & 15) << 4)));
        }
    }

    private static int bits(MemorySegment blocks, long at) {
        return blocks.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }
}
