package plimsoll.engine.quantised;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import plimsoll.weights.tensors.DType;

/// Products of weights of four to eight bits with a token that is rounded to eight bits, in scalar steps: what the C
/// kernels do to the bit where they multiply bytes.
///
/// 32 numbers of a token share a scale, their largest size / 127, and are rounded to multiples of it (half to even). A
/// weight is scale x code + offset, so 32 of them with as many numbers are two fused steps: scales x the sum of codes,
/// which is exact, and offset x the sum of the numbers; Q8_0 has no offset, so there it is one. Block k is added to sum
/// k mod 8, and the eight sums are folded by halves. An element depends on its row and its token alone, not on what is
/// computed beside it.
public final class RoundedSums {
    /// Numbers that are rounded together.
    public static final int BLOCK = 32;

    private static final int SUMS = 8;
    private static final int HALF = BLOCK / 2;
    private static final int LARGEST = 127;

    private RoundedSums() {}

    /// Whether weights of this type are multiplied so.
    public static boolean round(DType type) {
        return switch (type) {
            case Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> true;
            default -> false;
        };
    }

    /// A rounded token.
    private static final class Rounded {
        final byte[] codes;
        final float[] scales;

        Rounded(float[] x, int from, int count) {
            codes = new byte[count];
            scales = new float[count / BLOCK];
            for (int block = 0; block < scales.length; block++) {
                int at = from + block * BLOCK;
                float largest = 0;
                for (int i = at; i < at + BLOCK; i++) {
                    largest = Math.max(largest, Math.abs(x[i]));
                }
                scales[block] = largest / LARGEST;
                float by = largest > 0 ? LARGEST / largest : 0;
                for (int i = 0; i < BLOCK; i++) {
                    codes[block * BLOCK + i] = (byte) (int) Math.rint(x[at + i] * by);
                }
            }
        }

        /// What the numbers of half a block add up to, in units of the scale.
        int sum(int half) {
            int sum = 0;
            for (int i = half * HALF; i < (half + 1) * HALF; i++) {
                sum += codes[i];
            }
            return sum;
        }
    }

    /// The dot product of a row of weights with a token.
    ///
    /// @param from where the row begins, in bytes from the start of `weights`
    /// @param count how many, whole blocks of the type
    public static float dot(DType type, MemorySegment weights, long from, float[] x, int xFrom, int count) {
        var token = new Rounded(x, xFrom, count);
        var row = weights.asSlice(from, type.sizeBytes(count)).toArray(ValueLayout.JAVA_BYTE);
        var sums = new float[SUMS];
        for (int block = 0; block < count / BLOCK; block++) {
            int inBlock = block % (type.blockElements() / BLOCK);
            int at = block * BLOCK / type.blockElements() * type.blockBytes();
            sums[block % SUMS] = added(type, row, at, inBlock, token, block, sums[block % SUMS]);
        }
        return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
    }

    /// A sum with 32 products more.
    ///
    /// @param at where the block of the format begins
    /// @param part which 32 of its weights
    private static float added(DType type, byte[] row, int at, int part, Rounded token, int block, float sum) {
        int first = 0;
        int second = 0;
        for (int i = 0; i < HALF; i++) {
            first += code(type, row, at, part * BLOCK + i) * token.codes[block * BLOCK + i];
            second += code(type, row, at, part * BLOCK + HALF + i) * token.codes[block * BLOCK + HALF + i];
        }
        float scale = token.scales[block];
        int sumOfFirst = token.sum(2 * block);
        int sumOfSecond = token.sum(2 * block + 1);
        if (type == DType.Q6_K) {
            float a = half(row, at + 208) * row[at + 192 + 2 * part];
            float b = half(row, at + 208) * row[at + 193 + 2 * part];
            float both = Math.fma(b * scale, second, Math.fma(a * scale, first, sum));
            return Math.fma(-32 * b, scale * sumOfSecond, Math.fma(-32 * a, scale * sumOfFirst, both));
        }
        float w = scale(type, row, at, part);
        float codes = Math.fma(w * scale, first + second, sum);
        return type == DType.Q8_0
                ? codes
                : Math.fma(offset(type, row, at, part, w), scale * (sumOfFirst + sumOfSecond), codes);
    }

    /// Weight i of a block without scale and offset.
    private static int code(DType type, byte[] row, int at, int i) {
        return switch (type) {
            case Q8_0 -> row[at + 2 + i];
            case Q4_0 -> nibble(row, at + 2, i);
            case Q4_1 -> nibble(row, at + 4, i);
            case Q5_0 -> nibble(row, at + 6, i) + 16 * bits(row[at + 2 + i / 8], i % 8, 1);
            case Q5_1 -> nibble(row, at + 8, i) + 16 * bits(row[at + 4 + i / 8], i % 8, 1);
            case Q4_K -> bits(row[at + 16 + i / 64 * 32 + i % 32], i / 32 % 2 * 4, 4);
            case Q5_K ->
                bits(row[at + 48 + i / 64 * 32 + i % 32], i / 32 % 2 * 4, 4)
                        + 16 * bits(row[at + 16 + i % 32], i / 32, 1);
            case Q6_K ->
                bits(row[at + i / 128 * 64 + i % 64], i / 64 % 2 * 4, 4)
                        + 16 * bits(row[at + 128 + i / 128 * 32 + i % 32], i / 32 % 4 * 2, 2);
            default -> throw new IllegalArgumentException("%s is not multiplied as bytes".formatted(type));
        };
    }

    private static int nibble(byte[] row, int at, int i) {
        return bits(row[at + i % HALF], i / HALF * 4, 4);
    }

    private static int bits(byte value, int from, int count) {
        return (value & 0xff) >> from & ((1 << count) - 1);
    }

    private static float half(byte[] row, int at) {
        return Lanes.half(MemorySegment.ofArray(row), at);
    }

    private static float scale(DType type, byte[] row, int at, int part) {
        boolean of256 = type == DType.Q4_K || type == DType.Q5_K;
        return half(row, at)
                * (of256 ? SixBitScales.at(SixBitScales.scales(MemorySegment.ofArray(row), at + 4), part) : 1);
    }

    private static float offset(DType type, byte[] row, int at, int part, float scale) {
        return switch (type) {
            case Q4_K, Q5_K ->
                -half(row, at + 2) * SixBitScales.at(SixBitScales.minimums(MemorySegment.ofArray(row), at + 4), part);
            case Q4_1, Q5_1 -> half(row, at + 2);
            case Q5_0 -> -16 * scale;
            default -> -8 * scale;
        };
    }
}
