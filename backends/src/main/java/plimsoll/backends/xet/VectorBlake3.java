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
        var state = new int[BLOCK_WORDS * WIDTH];
        for (int leaf = 0; leaf < count; leaf += WIDTH) {
            int here = Math.min(WIDTH, count - leaf);
            begin(key, chain);
            for (int block = 0; block < BLOCKS; block++) {
                for (int lane = 0; lane < here; lane++) {
                    load(bytes, from + (leaf + lane) * LEAF_BYTES + block * BLOCK_BYTES, message, lane);
                }
                compress(chain, message, state, leaf, 1, flags(block));
            }
            store(chain, here, values, leaf * VALUE_WORDS);
        }
    }

    @Override
    public void parents(int[] key, int[] values, int count) {
        var message = new int[BLOCK_WORDS * WIDTH];
        var chain = new int[VALUE_WORDS * WIDTH];
        var state = new int[BLOCK_WORDS * WIDTH];
        for (int pair = 0; pair < count; pair += WIDTH) {
            int here = Math.min(WIDTH, count - pair);
            begin(key, chain);
            for (int lane = 0; lane < here; lane++) {
                for (int word = 0; word < BLOCK_WORDS; word++) {
                    message[word * WIDTH + lane] = values[(pair + lane) * BLOCK_WORDS + word];
                }
            }
            compress(chain, message, state, 0, 0, KEYED_HASH | PARENT);
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

    /// One compression in each lane; `v` is room for the state.
    private static void compress(int[] chain, int[] m, int[] v, int counter, int counterStep, int flags) {
        System.arraycopy(chain, 0, v, 0, chain.length);
        IntVector.broadcast(LANES, 0x6A09E667).intoArray(v, 8 * WIDTH);
        IntVector.broadcast(LANES, 0xBB67AE85).intoArray(v, 9 * WIDTH);
        IntVector.broadcast(LANES, 0x3C6EF372).intoArray(v, 10 * WIDTH);
        IntVector.broadcast(LANES, 0xA54FF53A).intoArray(v, 11 * WIDTH);
        IntVector.broadcast(LANES, counter).addIndex(counterStep).intoArray(v, 12 * WIDTH);
        IntVector.zero(LANES).intoArray(v, 13 * WIDTH);
        IntVector.broadcast(LANES, BLOCK_BYTES).intoArray(v, 14 * WIDTH);
        IntVector.broadcast(LANES, flags).intoArray(v, 15 * WIDTH);
        for (int s = 0; s < ROUNDS * BLOCK_WORDS; s += BLOCK_WORDS) {
            mix(v, m, s);
        }
        for (int at = 0; at < VALUE_WORDS * WIDTH; at += WIDTH) {
            IntVector.fromArray(LANES, v, at)
                    .lanewise(VectorOperators.XOR, IntVector.fromArray(LANES, v, at + VALUE_WORDS * WIDTH))
                    .intoArray(chain, at);
        }
    }

    /// One round: the four columns of the state, then its four diagonals. Between rounds the state is in an
    /// array. With all rounds in one method, the compiler stops inlining and makes an object of each vector:
    /// half the speed of the scalar twin. With a loop over the columns, half a round at a time, it was a
    /// quarter slower than this.
    ///
    /// @param s where the round begins in the schedule
    private static void mix(int[] v, int[] m, int s) {
        var a0 = IntVector.fromArray(LANES, v, 0 * WIDTH);
        var a1 = IntVector.fromArray(LANES, v, 1 * WIDTH);
        var a2 = IntVector.fromArray(LANES, v, 2 * WIDTH);
        var a3 = IntVector.fromArray(LANES, v, 3 * WIDTH);
        var b0 = IntVector.fromArray(LANES, v, 4 * WIDTH);
        var b1 = IntVector.fromArray(LANES, v, 5 * WIDTH);
        var b2 = IntVector.fromArray(LANES, v, 6 * WIDTH);
        var b3 = IntVector.fromArray(LANES, v, 7 * WIDTH);
        var c0 = IntVector.fromArray(LANES, v, 8 * WIDTH);
        var c1 = IntVector.fromArray(LANES, v, 9 * WIDTH);
        var c2 = IntVector.fromArray(LANES, v, 10 * WIDTH);
        var c3 = IntVector.fromArray(LANES, v, 11 * WIDTH);
        var d0 = IntVector.fromArray(LANES, v, 12 * WIDTH);
        var d1 = IntVector.fromArray(LANES, v, 13 * WIDTH);
        var d2 = IntVector.fromArray(LANES, v, 14 * WIDTH);
        var d3 = IntVector.fromArray(LANES, v, 15 * WIDTH);
        a0 = a0.add(b0).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 0]));
        a1 = a1.add(b1).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 2]));
        a2 = a2.add(b2).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 4]));
        a3 = a3.add(b3).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 6]));
        d0 = d0.lanewise(VectorOperators.XOR, a0).lanewise(VectorOperators.ROR, 16);
        d1 = d1.lanewise(VectorOperators.XOR, a1).lanewise(VectorOperators.ROR, 16);
        d2 = d2.lanewise(VectorOperators.XOR, a2).lanewise(VectorOperators.ROR, 16);
        d3 = d3.lanewise(VectorOperators.XOR, a3).lanewise(VectorOperators.ROR, 16);
        c0 = c0.add(d0);
        c1 = c1.add(d1);
        c2 = c2.add(d2);
        c3 = c3.add(d3);
        b0 = b0.lanewise(VectorOperators.XOR, c0).lanewise(VectorOperators.ROR, 12);
        b1 = b1.lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.ROR, 12);
        b2 = b2.lanewise(VectorOperators.XOR, c2).lanewise(VectorOperators.ROR, 12);
        b3 = b3.lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.ROR, 12);
        a0 = a0.add(b0).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 1]));
        a1 = a1.add(b1).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 3]));
        a2 = a2.add(b2).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 5]));
        a3 = a3.add(b3).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 7]));
        d0 = d0.lanewise(VectorOperators.XOR, a0).lanewise(VectorOperators.ROR, 8);
        d1 = d1.lanewise(VectorOperators.XOR, a1).lanewise(VectorOperators.ROR, 8);
        d2 = d2.lanewise(VectorOperators.XOR, a2).lanewise(VectorOperators.ROR, 8);
        d3 = d3.lanewise(VectorOperators.XOR, a3).lanewise(VectorOperators.ROR, 8);
        c0 = c0.add(d0);
        c1 = c1.add(d1);
        c2 = c2.add(d2);
        c3 = c3.add(d3);
        b0 = b0.lanewise(VectorOperators.XOR, c0).lanewise(VectorOperators.ROR, 7);
        b1 = b1.lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.ROR, 7);
        b2 = b2.lanewise(VectorOperators.XOR, c2).lanewise(VectorOperators.ROR, 7);
        b3 = b3.lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.ROR, 7);

        a0 = a0.add(b1).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 8]));
        a1 = a1.add(b2).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 10]));
        a2 = a2.add(b3).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 12]));
        a3 = a3.add(b0).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 14]));
        d3 = d3.lanewise(VectorOperators.XOR, a0).lanewise(VectorOperators.ROR, 16);
        d0 = d0.lanewise(VectorOperators.XOR, a1).lanewise(VectorOperators.ROR, 16);
        d1 = d1.lanewise(VectorOperators.XOR, a2).lanewise(VectorOperators.ROR, 16);
        d2 = d2.lanewise(VectorOperators.XOR, a3).lanewise(VectorOperators.ROR, 16);
        c2 = c2.add(d3);
        c3 = c3.add(d0);
        c0 = c0.add(d1);
        c1 = c1.add(d2);
        b1 = b1.lanewise(VectorOperators.XOR, c2).lanewise(VectorOperators.ROR, 12);
        b2 = b2.lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.ROR, 12);
        b3 = b3.lanewise(VectorOperators.XOR, c0).lanewise(VectorOperators.ROR, 12);
        b0 = b0.lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.ROR, 12);
        a0 = a0.add(b1).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 9]));
        a1 = a1.add(b2).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 11]));
        a2 = a2.add(b3).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 13]));
        a3 = a3.add(b0).add(IntVector.fromArray(LANES, m, SCHEDULE[s + 15]));
        d3 = d3.lanewise(VectorOperators.XOR, a0).lanewise(VectorOperators.ROR, 8);
        d0 = d0.lanewise(VectorOperators.XOR, a1).lanewise(VectorOperators.ROR, 8);
        d1 = d1.lanewise(VectorOperators.XOR, a2).lanewise(VectorOperators.ROR, 8);
        d2 = d2.lanewise(VectorOperators.XOR, a3).lanewise(VectorOperators.ROR, 8);
        c2 = c2.add(d3);
        c3 = c3.add(d0);
        c0 = c0.add(d1);
        c1 = c1.add(d2);
        b1 = b1.lanewise(VectorOperators.XOR, c2).lanewise(VectorOperators.ROR, 7);
        b2 = b2.lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.ROR, 7);
        b3 = b3.lanewise(VectorOperators.XOR, c0).lanewise(VectorOperators.ROR, 7);
        b0 = b0.lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.ROR, 7);
        a0.intoArray(v, 0 * WIDTH);
        a1.intoArray(v, 1 * WIDTH);
        a2.intoArray(v, 2 * WIDTH);
        a3.intoArray(v, 3 * WIDTH);
        b0.intoArray(v, 4 * WIDTH);
        b1.intoArray(v, 5 * WIDTH);
        b2.intoArray(v, 6 * WIDTH);
        b3.intoArray(v, 7 * WIDTH);
        c0.intoArray(v, 8 * WIDTH);
        c1.intoArray(v, 9 * WIDTH);
        c2.intoArray(v, 10 * WIDTH);
        c3.intoArray(v, 11 * WIDTH);
        d0.intoArray(v, 12 * WIDTH);
        d1.intoArray(v, 13 * WIDTH);
        d2.intoArray(v, 14 * WIDTH);
        d3.intoArray(v, 15 * WIDTH);
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
