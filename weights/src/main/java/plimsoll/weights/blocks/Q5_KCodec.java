package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import plimsoll.weights.blocks.Q4_KCodec.SharedNibbles;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// 256 weights in 176 bytes: as Q4_K, with the fifth bits in 32 bytes before the nibbles: bit s of byte j belongs to
/// weight j of sub-block s.
record Q5_KCodec() implements BlockCodec {
    private static final int BYTES = 176;
    private static final int LARGEST = 31;
    private static final int FIFTHS = AffineBlock.LEVELS;
    private static final int NIBBLES = FIFTHS + 32;

    @Override
    public DType type() {
        return DType.Q5_K;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += AffineBlock.WEIGHTS) {
            float d = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block));
            float dMin = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block + AffineBlock.D_MIN));
            for (int s = 0; s < SubBlockScales.COUNT; s++) {
                float step = d * SubBlockScales.scale(blocks, block + AffineBlock.SCALES, s);
                float off = dMin * SubBlockScales.minimum(blocks, block + AffineBlock.SCALES, s);
                for (int j = 0; j < 32; j++) {
                    int fifth = (blocks.get(ValueLayout.JAVA_BYTE, block + FIFTHS + j) >>> s) & 1;
                    into[at + 32 * s + j] =
                            step * (SharedNibbles.get(blocks, block + NIBBLES, s, j) | (fifth << 4)) - off;
                }
            }
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        var affine = new AffineBlock(LARGEST, new AffineFit(LARGEST, -0.5f, 15));
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += AffineBlock.WEIGHTS) {
            var levels = affine.encode(from, at, blocks, block);
            SharedNibbles.put(levels, blocks, block + NIBBLES);
            for (int j = 0; j < 32; j++) {
                blocks.set(ValueLayout.JAVA_BYTE, block + FIFTHS + j, (byte) fifths(levels, j));
            }
        }
    }

    private static int fifths(int[] levels, int j) {
        int bits = 0;
        for (int s = 0; s < SubBlockScales.COUNT; s++) {
            bits |= ((levels[32 * s + j] >>> 4) & 1) << s;
        }
        return bits;
    }
}
