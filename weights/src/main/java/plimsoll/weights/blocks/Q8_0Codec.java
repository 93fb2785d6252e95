package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// 32 weights in 34 bytes: a scale `d` in F16, then a signed byte `q` each; `w = d q`.
record Q8_0Codec() implements BlockCodec {
    private static final int WEIGHTS = 32;
    private static final int BYTES = 34;
    private static final int LARGEST = 127;

    @Override
    public DType type() {
        return DType.Q8_0;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += WEIGHTS) {
            float d = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block));
            for (int j = 0; j < WEIGHTS; j++) {
                into[at + j] = d * blocks.get(ValueLayout.JAVA_BYTE, block + 2 + j);
            }
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += WEIGHTS) {
            float d = Math.abs(Rounding.largest(from, at, WEIGHTS)) / LARGEST;
            float inverse = Rounding.inverse(d);
            blocks.set(LittleEndian.SHORT, block, Float.floatToFloat16(d));
            for (int j = 0; j < WEIGHTS; j++) {
                blocks.set(ValueLayout.JAVA_BYTE, block + 2 + j, (byte) Rounding.halfAway(from[at + j] * inverse));
            }
        }
    }
}
