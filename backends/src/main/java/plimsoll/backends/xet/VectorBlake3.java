package plimsoll.backends.xet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import plimsoll.domain.xet.Blake3Kernel;

/// BLAKE3 on the Vector API: as many leaves, or pairs, side by side as a vector has lanes. [ScalarBlake3] says what it
/// computes.
///
/// Stateless: any number of threads may use one.
public final class VectorBlake3 implements Blake3Kernel {
    private static final VectorSpecies<Integer> LANES = IntVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();
    private static final int BLOCK_BYTES = 64;
    private static final int BLOCK_WORDS = 16;
    private static final int BLOCKS = LEAF_BYTES / BLOCK_BYTES;
    private static final int ROUNDS = 7;
    private static final int CHUNK_START = 1;
    private static final int CHUNK_END = 2;
    private static final int PARENT = 4;
    private static final int KEYED_HASH = 16;
    private static final VarHandle TWO_WORDS = MethodHandles.byteArrayViewVarHandle(
                    long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int[] SCHEDULE = schedule();

    VectorBlake3() {}

    @Override
    public String description() {
        return "vectors of " + LANES.vectorBitSize() + " bits";
    }

    @Override
    public void leaves(int[] key, byte[] bytes, int from, int count, int[] values) {
        var message = new int[BLOCK_WORDS * WIDTH];
        var chain = new int[VALUE_WORDS * WIDTH];
        for (int leaf = 0; leaf < count; leaf += WIDTH) {
            int here = Math.min(WIDTH, count - leaf);
            begin(key, chain);
            for (int block = 0; block < BLOCKS; block++) {
                for (int lane = 0; lane < here; lane++) {
                    load(bytes, from + (leaf + lane) * LEAF_BYTES + block * BLOCK_BYTES, message, lane);
                }
                compress(chain, message, leaf, 1, flags(block));
            }
            store(chain, here, values, leaf * VALUE_WORDS);
        }
    }

    @Override
    public void parents(int[] key, int[] values, int count) {
        var message = new int[BLOCK_WORDS * WIDTH];
        var chain = new int[VALUE_WORDS * WIDTH];
        for (int pair = 0; pair < count; pair += WIDTH) {
            int here = Math.min(WIDTH, count - pair);
            begin(key, chain);
            for (int lane = 0; lane < here; lane++) {
                for (int word = 0; word < BLOCK_WORDS; word++) {
                    message[word * WIDTH + lane] = values[(pair + lane) * BLOCK_WORDS + word];
                }
            }
            compress(chain, message, 0, 0, KEYED_HASH | PARENT);
            store(chain, here, values, pair * VALUE_WORDS);
        }
    }

    private static int flags(int block) {
        return KEYED_HASH | (block == 0 ? CHUNK_START : 0) | (block == BLOCKS - 1 ? CHUNK_END : 0);
    }

    private static void begin(int[] key, int[] chain) {
        for (int word = 0; word < VALUE_WORDS; word++) {
            IntVector.broadcast(LANES, key[word]).intoArray(chain, word * WIDTH);
        }
    }

    /// Turns one lane's block into a column of the message.
    private static void load(byte[] bytes, int from, int[] message, int lane) {
        for (int word = 0; word < BLOCK_WORDS; word += 2) {
            long two = (long) TWO_WORDS.get(bytes, from + Integer.BYTES * word);
            message[word * WIDTH + lane] = (int) two;
            message[(word + 1) * WIDTH + lane] = (int) (two >>> Integer.SIZE);
        }
    }

    private static void store(int[] chain, int lanes, int[] values, int at) {
        for (int lane = 0; lane < lanes; lane++) {
            for (int word = 0; word < VALUE_WORDS; word++) {
                values[at + lane * VALUE_WORDS + word] = chain[word * WIDTH + lane];
            }
        }
    }

    /// One compression in each lane. The sixteen words of the state stay in registers, or wherever the compiler puts
    /// what does not fit; the message's are read where they are added.
    private static void compress(int[] chain, int[] m, int counter, int counterStep, int flags) {
        var a0 = read(chain, 0);
        var a1 = read(chain, WIDTH);
        var a2 = read(chain, 2 * WIDTH);
        var a3 = read(chain, 3 * WIDTH);
        var b0 = read(chain, 4 * WIDTH);
        var b1 = read(chain, 5 * WIDTH);
        var b2 = read(chain, 6 * WIDTH);
        var b3 = read(chain, 7 * WIDTH);
        var c0 = IntVector.broadcast(LANES, 0x6A09E667);
        var c1 = IntVector.broadcast(LANES, 0xBB67AE85);
        var c2 = IntVector.broadcast(LANES, 0x3C6EF372);
        var c3 = IntVector.broadcast(LANES, 0xA54FF53A);
        var d0 = IntVector.broadcast(LANES, counter).addIndex(counterStep);
        var d1 = IntVector.zero(LANES);
        var d2 = IntVector.broadcast(LANES, BLOCK_BYTES);
        var d3 = IntVector.broadcast(LANES, flags);
        for (int s = 0; s < ROUNDS * BLOCK_WORDS; s += BLOCK_WORDS) {
            a0 = a0.add(b0).add(read(m, SCHEDULE[s]));
            a1 = a1.add(b1).add(read(m, SCHEDULE[s + 2]));
            a2 = a2.add(b2).add(read(m, SCHEDULE[s + 4]));
            a3 = a3.add(b3).add(read(m, SCHEDULE[s + 6]));
            d0 = turn(d0, a0, 16);
            d1 = turn(d1, a1, 16);
            d2 = turn(d2, a2, 16);
            d3 = turn(d3, a3, 16);
            c0 = c0.add(d0);
            c1 = c1.add(d1);
            c2 = c2.add(d2);
            c3 = c3.add(d3);
            b0 = turn(b0, c0, 12);
            b1 = turn(b1, c1, 12);
            b2 = turn(b2, c2, 12);
            b3 = turn(b3, c3, 12);
            a0 = a0.add(b0).add(read(m, SCHEDULE[s + 1]));
            a1 = a1.add(b1).add(read(m, SCHEDULE[s + 3]));
            a2 = a2.add(b2).add(read(m, SCHEDULE[s + 5]));
            a3 = a3.add(b3).add(read(m, SCHEDULE[s + 7]));
            d0 = turn(d0, a0, 8);
            d1 = turn(d1, a1, 8);
            d2 = turn(d2, a2, 8);
            d3 = turn(d3, a3, 8);
            c0 = c0.add(d0);
            c1 = c1.add(d1);
            c2 = c2.add(d2);
            c3 = c3.add(d3);
            b0 = turn(b0, c0, 7);
            b1 = turn(b1, c1, 7);
            b2 = turn(b2, c2, 7);
            b3 = turn(b3, c3, 7);

            a0 = a0.add(b1).add(read(m, SCHEDULE[s + 8]));
            a1 = a1.add(b2).add(read(m, SCHEDULE[s + 10]));
            a2 = a2.add(b3).add(read(m, SCHEDULE[s + 12]));
            a3 = a3.add(b0).add(read(m, SCHEDULE[s + 14]));
            d3 = turn(d3, a0, 16);
            d0 = turn(d0, a1, 16);
            d1 = turn(d1, a2, 16);
            d2 = turn(d2, a3, 16);
            c2 = c2.add(d3);
            c3 = c3.add(d0);
            c0 = c0.add(d1);
            c1 = c1.add(d2);
            b1 = turn(b1, c2, 12);
            b2 = turn(b2, c3, 12);
            b3 = turn(b3, c0, 12);
            b0 = turn(b0, c1, 12);
            a0 = a0.add(b1).add(read(m, SCHEDULE[s + 9]));
            a1 = a1.add(b2).add(read(m, SCHEDULE[s + 11]));
            a2 = a2.add(b3).add(read(m, SCHEDULE[s + 13]));
            a3 = a3.add(b0).add(read(m, SCHEDULE[s + 15]));
            d3 = turn(d3, a0, 8);
            d0 = turn(d0, a1, 8);
            d1 = turn(d1, a2, 8);
            d2 = turn(d2, a3, 8);
            c2 = c2.add(d3);
            c3 = c3.add(d0);
            c0 = c0.add(d1);
            c1 = c1.add(d2);
            b1 = turn(b1, c2, 7);
            b2 = turn(b2, c3, 7);
            b3 = turn(b3, c0, 7);
            b0 = turn(b0, c1, 7);
        }
        join(a0, c0).intoArray(chain, 0);
        join(a1, c1).intoArray(chain, WIDTH);
        join(a2, c2).intoArray(chain, 2 * WIDTH);
        join(a3, c3).intoArray(chain, 3 * WIDTH);
        join(b0, d0).intoArray(chain, 4 * WIDTH);
        join(b1, d1).intoArray(chain, 5 * WIDTH);
        join(b2, d2).intoArray(chain, 6 * WIDTH);
        join(b3, d3).intoArray(chain, 7 * WIDTH);
    }

    private static IntVector read(int[] from, int at) {
        return IntVector.fromArray(LANES, from, at);
    }

    private static IntVector join(IntVector upper, IntVector lower) {
        return upper.lanewise(VectorOperators.XOR, lower);
    }

    private static IntVector turn(IntVector value, IntVector other, int bits) {
        return value.lanewise(VectorOperators.XOR, other).lanewise(VectorOperators.ROR, bits);
    }

    /// Where each round's words lie: every round takes the permutation of the last.
    private static int[] schedule() {
        int[] permutation = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};
        var words = new int[ROUNDS * BLOCK_WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = i < BLOCK_WORDS
                    ? i * WIDTH
                    : words[i / BLOCK_WORDS * BLOCK_WORDS - BLOCK_WORDS + permutation[i % BLOCK_WORDS]];
        }
        return words;
    }
}
