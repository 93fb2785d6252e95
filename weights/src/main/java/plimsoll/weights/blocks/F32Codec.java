package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// Floats as they are.
record F32Codec() implements BlockCodec {
    @Override
    public DType type() {
        return DType.F32;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        MemorySegment.copy(blocks, LittleEndian.FLOAT, 0, into, at, (int) (blocks.byteSize() / Float.BYTES));
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        MemorySegment.copy(from, at, blocks, LittleEndian.FLOAT, 0, (int) (blocks.byteSize() / Float.BYTES));
    }
}
