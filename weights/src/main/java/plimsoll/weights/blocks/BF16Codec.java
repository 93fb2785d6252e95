package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// The upper half of an F32, rounded to the nearest, ties to even.
record BF16Codec() implements BlockCodec {
    private static final int QUIET = 0x40;

    @Override
    public DType type() {
        return DType.BF16;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        int count = (int) (blocks.byteSize() / Short.BYTES);
        for (int i = 0; i < count; i++) {
            into[at + i] = Float.intBitsToFloat(blocks.get(LittleEndian.SHORT, 2L * i) << 16);
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        int count = (int) (blocks.byteSize() / Short.BYTES);
        for (int i = 0; i < count; i++) {
            blocks.set(LittleEndian.SHORT, 2L * i, rounded(from[at + i]));
        }
    }

    private static short rounded(float number) {
        int bits = Float.floatToRawIntBits(number);
        // Rounding could carry a NaN into infinity or zero.
        return Float.isNaN(number)
                ? (short) ((bits >>> 16) | QUIET)
                : (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }
}
