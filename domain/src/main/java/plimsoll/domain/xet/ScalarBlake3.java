package plimsoll.domain.xet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// BLAKE3's compression, one block at a time, as section 2 of its paper (O'Connor, Aumasson, Neves, Wilcox-O'Hearn,
/// 2020) writes it down.
public final class ScalarBlake3 implements Blake3Kernel {
    static final int CHUNK_START = 1;
    static final int CHUNK_END = 2;
    static final int PARENT = 4;
    static final int ROOT = 8;
    static final int KEYED_HASH = 16;

    private static final int BLOCK_BYTES = 64;
    private static final int BLOCK_WORDS = BLOCK_BYTES / Integer.BYTES;
    private static final int ROUNDS = 7;
    private static final int[] IV = {0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A};
    private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    /// The only one there needs to be.
    public ScalarBlake3() {}

    static int word(byte[] bytes, int at) {
        return (int) WORD.get(bytes, at);
    }

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public void leaves(int[] key, byte[] bytes, int from, int count, int[] values) {
        for (int leaf = 0; leaf < count; leaf++) {
            leaf(key, bytes, from + leaf * LEAF_BYTES, LEAF_BYTES, leaf, 0, values, leaf * VALUE_WORDS);
        }
    }

    @Override
    public void parents(int[] key, int[] values, int count) {
        var block = new int[BLOCK_WORDS];
        for (int pair = 0; pair < count; pair++) {
            System.arraycopy(values, pair * BLOCK_WORDS, block, 0, BLOCK_WORDS);
            compress(key, 0, block, 0, BLOCK_BYTES, KEYED_HASH | PARENT, values, pair * VALUE_WORDS);
        }
    }

    /// The value of one leaf, which the last of an input may leave unfilled.
    ///
    /// @param sizeBytes 0 to 1,024
    /// @param rootOrNot [#ROOT] when the input has no other leaf
    static void leaf(
            int[] key, byte[] bytes, int from, int sizeBytes, int number, int rootOrNot, int[] values, int at) {
        var block = new int[BLOCK_WORDS];
        System.arraycopy(key, 0, values, at, VALUE_WORDS);
        int done = 0;
        do {
            int here = Math.min(BLOCK_BYTES, sizeBytes - done);
            load(bytes, from + done, here, block);
            int flags = KEYED_HASH | (done == 0 ? CHUNK_START : 0);
            done += here;
            flags |= done == sizeBytes ? CHUNK_END | rootOrNot : 0;
            compress(values, at, block, number, here, flags, values, at);
        } while (done < sizeBytes);
    }

    /// The value of the pair at the top.
    static void root(int[] key, int[] pair, int[] value) {
        compress(key, 0, pair, 0, BLOCK_BYTES, KEYED_HASH | PARENT | ROOT, value, 0);
    }

    private static void load(byte[] bytes, int from, int sizeBytes, int[] block) {
        if (sizeBytes == BLOCK_BYTES) {
            for (int i = 0; i < BLOCK_WORDS; i++) {
                block[i] = word(bytes, from + Integer.BYTES * i);
            }
            return;
        }
        var padded = new byte[BLOCK_BYTES];
        System.arraycopy(bytes, from, padded, 0, sizeBytes);
        load(padded, 0, BLOCK_BYTES, block);
    }

    /// One compression; `block` is used up. The counter's upper half is zero: no input here reaches 4 TiB.
    private static void compress(
            int[] chain, int chainAt, int[] block, int counter, int sizeBytes, int flags, int[] out, int at) {
        var v = new int[16];
        System.arraycopy(chain, chainAt, v, 0, 8);
        System.arraycopy(IV, 0, v, 8, 4);
        v[12] = counter;
        v[14] = sizeBytes;
        v[15] = flags;
        for (int round = 0; round < ROUNDS; round++) {
            if (round > 0) {
                permute(block);
            }
            round(v, block);
        }
        for (int i = 0; i < VALUE_WORDS; i++) {
            out[at + i] = v[i] ^ v[i + 8];
        }
    }

    private static void round(int[] v, int[] m) {
        mix(v, 0, 4, 8, 12, m[0], m[1]);
        mix(v, 1, 5, 9, 13, m[2], m[3]);
        mix(v, 2, 6, 10, 14, m[4], m[5]);
        mix(v, 3, 7, 11, 15, m[6], m[7]);
        mix(v, 0, 5, 10, 15, m[8], m[9]);
        mix(v, 1, 6, 11, 12, m[10], m[11]);
        mix(v, 2, 7, 8, 13, m[12], m[13]);
        mix(v, 3, 4, 9, 14, m[14], m[15]);
    }

    private static void mix(int[] v, int a, int b, int c, int d, int x, int y) {
        v[a] += v[b] + x;
        v[d] = Integer.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Integer.rotateRight(v[b] ^ v[c], 12);
        v[a] += v[b] + y;
        v[d] = Integer.rotateRight(v[d] ^ v[a], 8);
        v[c] += v[d];
        v[b] = Integer.rotateRight(v[b] ^ v[c], 7);
    }

    private static void permute(int[] m) {
        var old = m.clone();
        for (int i = 0; i < BLOCK_WORDS; i++) {
            m[i] = old[PERMUTATION[i]];
        }
    }
}
