package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// 256 weights in 144 bytes: `d` and `dmin` in F16, for each of eight sub-blocks of 32 a scale and a minimum of six
/// bits, then a nibble `n` each; `w = d scale n - dmin minimum`. Two sub-blocks share 32 bytes of nibbles.
record Q4_KCodec() implements BlockCodec {
    private static final int BYTES = 144;
    private static final int LARGEST = 15;

    @Override
    public DType type() {
        return DType.Q4_K;
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
                    into[at + 32 * s + j] = step * SharedNibbles.get(blocks, block + AffineBlock.LEVELS, s, j) - off;
                }
            }
        }
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        var affine = new AffineBlock(LARGEST, new AffineFit(LARGEST, -1, 20));
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += AffineBlock.WEIGHTS) {
            var levels = affine.encode(from, at, blocks, block);
            SharedNibbles.put(levels, blocks, block + AffineBlock.LEVELS);
        }
    }

    /// 256 half-bytes in 128 bytes: of each 64 the first 32 are the low halves and the others the high ones.
    static final class SharedNibbles {
        private SharedNibbles() {}

        static int get(MemorySegment blocks, long at, int subBlock, int index) {
            int both = blocks.get(ValueLayout.JAVA_BYTE, at + 32L * (subBlock / 2) + index);
            return (both >>> (4 * (subBlock & 1))) & 15;
        }

        static void put(int[] levels, MemorySegment blocks, long at) {
            for (int pair = 0; pair < 4; pair++) {
                for (int j = 0; j < 32; j++) {
                    int both = (levels[64 * pair + j] & 15) | ((levels[64 * pair + 32 + j] & 15) << 4);
                    blocks.set(ValueLayout.JAVA_BYTE, at + 32L * pair + j, (byte) both);
                }
            }
        }
    }
}
