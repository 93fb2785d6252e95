package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// 32 weights in 20 bytes: a scale `d` and a minimum `m` in F16, then a nibble `n` each; `w = d n + m`.
record Q4_1Codec() implements BlockCodec {
    private static final int BYTES = 20;
    private static final int LARGEST = 15;

    @Override
    public DType type() {
        return DType.Q4_1;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += Nibbles.COUNT) {
            float d = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block));
            float m = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block + 2));
            for (int j = 0; j < Nibbles.COUNT; j++) {
                into[at + j] = d * Nibbles.get(blocks, block + 4, j) + m;
            }
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        var nibbles = new int[Nibbles.COUNT];
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += Nibbles.COUNT) {
            var range = Range.of(from, at, Nibbles.COUNT);
            float d = range.width() / LARGEST;
            float inverse = Rounding.inverse(d);
            for (int j = 0; j < Nibbles.COUNT; j++) {
                nibbles[j] = Math.min(LARGEST, (int) ((from[at + j] - range.least()) * inverse + 0.5f));
            }
            blocks.set(LittleEndian.SHORT, block, Float.floatToFloat16(d));
            blocks.set(LittleEndian.SHORT, block + 2, Float.floatToFloat16(range.least()));
            Nibbles.put(nibbles, blocks, block + 4);
        }
    }
}
