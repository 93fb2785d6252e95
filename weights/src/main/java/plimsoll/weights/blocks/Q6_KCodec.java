package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;

/// 256 weights in 210 bytes: the lower four bits of each (128 bytes), the upper two (64), for each of sixteen
/// sub-blocks of 16 a signed scale of eight bits, then `d` in F16; `w = d scale (n - 32)`. Each half of the block is
/// four groups of 32: two groups share 32 bytes of nibbles, and all four the 32 bytes of upper bits.
record Q6_KCodec() implements BlockCodec {
    private static final int BYTES = 210;
    private static final int WEIGHTS = 256;
    private static final int SUB_BLOCKS = WEIGHTS / SymmetricFit.COUNT;
    private static final int UPPER = 128;
    private static final int SCALES = UPPER + 64;
    private static final int D = SCALES + SUB_BLOCKS;
    private static final int GROUP = 32;
    private static final int HALF = 4 * GROUP;

    @Override
    public DType type() {
        return DType.Q6_K;
    }

    @Override
    public void decode(MemorySegment blocks, float[] into, int at) {
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += WEIGHTS) {
            float d = Float.float16ToFloat(blocks.get(LittleEndian.SHORT, block + D));
            for (int s = 0; s < SUB_BLOCKS; s++) {
                float step = d * blocks.get(ValueLayout.JAVA_BYTE, block + SCALES + s);
                for (int i = s * SymmetricFit.COUNT; i < (s + 1) * SymmetricFit.COUNT; i++) {
                    into[at + i] = step * (level(blocks, block, i) - SymmetricFit.LEVELS);
                }
            }
        }
    }

    private static int level(MemorySegment blocks, long block, int i) {
        int half = i / HALF;
        int group = i % HALF / GROUP;
        int j = i % GROUP;
        int lower = blocks.get(ValueLayout.JAVA_BYTE, block + nibble(half, group, j));
        int upper = blocks.get(ValueLayout.JAVA_BYTE, block + upper(half, j));
        return ((lower >>> (group < 2 ? 0 : 4)) & 15) | (((upper >>> (2 * group)) & 3) << 4);
    }

    /// Where the nibble of a weight lies; those of groups two apart share a byte.
    private static int nibble(int half, int group, int j) {
        return 2 * GROUP * half + GROUP * (group & 1) + j;
    }

    /// Where the upper bits of a weight lie.
    private static int upper(int half, int j) {
        return UPPER + GROUP * half + j;
    }

    @Override
    public void encode(float[] from, int at, MemorySegment blocks) {
        var scales = new float[SUB_BLOCKS];
        var levels = new int[WEIGHTS];
        for (long block = 0; block < blocks.byteSize(); block += BYTES, at += WEIGHTS) {
            for (int s = 0; s < SUB_BLOCKS; s++) {
                scales[s] = SymmetricFit.scale(from, at + s * SymmetricFit.COUNT);
            }
            encodeBlock(from, at, scales, levels, blocks.asSlice(block, BYTES));
        }
    }

    private static void encodeBlock(float[] x, int at, float[] scales, int[] levels, MemorySegment block) {
        float largest = Rounding.largest(scales, 0, SUB_BLOCKS);
        if (Math.abs(largest) < SymmetricFit.NOTHING) {
            block.fill((byte) 0);
            return;
        }
        float inverse = -128 / largest;
        short d = Float.floatToFloat16(1 / inverse);
        block.set(LittleEndian.SHORT, D, d);
        for (int s = 0; s < SUB_BLOCKS; s++) {
            byte scale = (byte) Math.min(127, Rounding.halfEven(inverse * scales[s]));
            block.set(ValueLayout.JAVA_BYTE, SCALES + s, scale);
            float step = Float.float16ToFloat(d) * scale;
            for (int i = s * SymmetricFit.COUNT; i < (s + 1) * SymmetricFit.COUNT; i++) {
                // Under a scale of zero any level reads back as zero.
                levels[i] = step == 0
                        ? SymmetricFit.LEVELS
                        : SymmetricFit.LEVELS
                                + Math.clamp(
                                        Rounding.halfEven(x[at + i] / step),
                                        -SymmetricFit.LEVELS,
                                        SymmetricFit.LEVELS - 1);
            }
        }
        putLevels(levels, block);
    }

    private static void putLevels(int[] levels, MemorySegment block) {
        for (int half = 0; half < 2; half++) {
            for (int j = 0; j < GROUP; j++) {
                int upper = 0;
                for (int group = 0; group < 4; group++) {
                    upper |= (levels[HALF * half + GROUP * group + j] >>> 4) << (2 * group);
                }
                block.set(ValueLayout.JAVA_BYTE, upper(half, j), (byte) upper);
                for (int group = 0; group < 2; group++) {
                    int i = HALF * half + GROUP * group + j;
                    int lower = (levels[i] & 15) | ((levels[i + 2 * GROUP] & 15) << 4);
                    block.set(ValueLayout.JAVA_BYTE, nibble(half, group, j), (byte) lower);
                }
            }
        }
    }
}
