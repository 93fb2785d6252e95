package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// IEEE 754 half precision, rounded to the nearest, ties to even. Above 65,504 lies infinity.
record F16Codec() implements BlockCodec {
    @Override
    public DType type() {
        return DType.F16;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        int count = (int) (blocks.byteSize() / Short.BYTES);
        for (int i = 0; i < count; i++) {
            into[at + i] = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, 2L * i));
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        int count = (int) (blocks.byteSize() / Short.BYTES);
        for (int i = 0; i < count; i++) {
            blocks.set(LittleEndian.SHORT, 2L * i, Float.floatToFloat16(from[at + i]));
        }
    }
}
