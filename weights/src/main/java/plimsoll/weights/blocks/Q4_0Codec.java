package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// 32 weights in 18 bytes: a scale `d` in F16, then a nibble `n` each; `w = d (n - 8)`.
record Q4_0Codec() implements BlockCodec {
    private static final int BYTES = 18;

    @Override
    public DType type() {
        return DType.Q4_0;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += Nibbles.COUNT) {
            float d = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block));
            for (int j = 0; j < Nibbles.COUNT; j++) {
                into[at + j] = d * (Nibbles.get(blocks, block + 2, j) - 8);
            }
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        var nibbles = new int[Nibbles.COUNT];
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += Nibbles.COUNT) {
            // The weight of largest magnitude becomes -8, the one level that has no opposite.
            float d = Rounding.largest(from, at, Nibbles.COUNT) / -8;
            float inverse = Rounding.inverse(d);
            for (int j = 0; j < Nibbles.COUNT; j++) {
                nibbles[j] = Math.min(15, (int) (from[at + j] * inverse + 8.5f));
            }
            blocks.set(LittleEndian.SHORT, block, Float.floatToFloat16(d));
            Nibbles.put(nibbles, blocks, block + 2);
        }
    }
}
