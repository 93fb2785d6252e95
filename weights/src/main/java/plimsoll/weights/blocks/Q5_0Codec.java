package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// 32 weights in 22 bytes: a scale `d` in F16, the fifth bits in a word, then a nibble each, together a number `n` up
/// to 31; `w = d (n - 16)`.
record Q5_0Codec() implements BlockCodec {
    private static final int BYTES = 22;

    @Override
    public DType type() {
        return DType.Q5_0;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += Nibbles.COUNT) {
            float d = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block));
            int fifths = blocks.get(LittleEndian.INT, block + 2);
            for (int j = 0; j < Nibbles.COUNT; j++) {
                int n = Nibbles.get(blocks, block + 6, j) | (((fifths >>> j) & 1) << 4);
                into[at + j] = d * (n - 16);
            }
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        var numbers = new int[Nibbles.COUNT];
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += Nibbles.COUNT) {
            float d = Rounding.largest(from, at, Nibbles.COUNT) / -16;
            float inverse = Rounding.inverse(d);
            for (int j = 0; j < Nibbles.COUNT; j++) {
                numbers[j] = Math.min(31, (int) (from[at + j] * inverse + 16.5f));
            }
            blocks.set(LittleEndian.SHORT, block, Float.floatToFloat16(d));
            blocks.set(LittleEndian.INT, block + 2, Nibbles.fifthBits(numbers));
            Nibbles.put(numbers, blocks, block + 6);
        }
    }
}
