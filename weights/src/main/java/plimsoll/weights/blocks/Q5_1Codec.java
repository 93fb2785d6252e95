package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// 32 weights in 24 bytes: a scale `d` and a minimum `m` in F16, the fifth bits in a word, then a nibble each,
/// together a number `n` up to 31; `w = d n + m`.
record Q5_1Codec() implements BlockCodec {
    private static final int BYTES = 24;
    private static final int LARGEST = 31;

    @Override
    public DType type() {
        return DType.Q5_1;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += Nibbles.COUNT) {
            float d = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block));
            float m = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block + 2));
            int fifths = blocks.get(LittleEndian.INT, block + 4);
            for (int j = 0; j < Nibbles.COUNT; j++) {
                int n = Nibbles.get(blocks, block + 8, j) | (((fifths >>> j) & 1) << 4);
                into[at + j] = d * n + m;
            }
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        var numbers = new int[Nibbles.COUNT];
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += Nibbles.COUNT) {
            var range = Range.of(from, at, Nibbles.COUNT);
            float d = range.width() / LARGEST;
            float inverse = Rounding.inverse(d);
            for (int j = 0; j < Nibbles.COUNT; j++) {
                numbers[j] = Math.min(LARGEST, (int) ((from[at + j] - range.least()) * inverse + 0.5f));
            }
            blocks.set(LittleEndian.SHORT, block, Float.floatToFloat16(d));
            blocks.set(LittleEndian.SHORT, block + 2, Float.floatToFloat16(range.least()));
            blocks.set(LittleEndian.INT, block + 4, Nibbles.fifthBits(numbers));
            Nibbles.put(numbers, blocks, block + 8);
        }
    }
}
