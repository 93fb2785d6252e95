package plimsoll.domain.xet;

import static plimsoll.domain.xet.Blake3Kernel.LEAF_BYTES;
import static plimsoll.domain.xet.Blake3Kernel.VALUE_WORDS;

import java.util.Objects;

/// BLAKE3 in keyed mode, of inputs that lie in memory whole. The tree is here; the arithmetic is the kernel's.
///
/// Stateless: any number of threads may use one.
public final class Blake3 {
    /// How many bytes a key has.
    public static final int KEY_BYTES = 32;

    private final Blake3Kernel kernel;

    /// @param kernel what computes
    public Blake3(Blake3Kernel kernel) {
        this.kernel = kernel;
    }

    /// The keyed hash of a stretch of bytes.
    public XetHash hash(Blake3Key key, byte[] bytes, int from, int sizeBytes) {
        Objects.checkFromIndexSize(from, sizeBytes, bytes.length);
        var words = key.words();
        if (sizeBytes <= LEAF_BYTES) {
            var value = new int[VALUE_WORDS];
            ScalarBlake3.leaf(words, bytes, from, sizeBytes, 0, ScalarBlake3.ROOT, value, 0);
            return name(value);
        }
        int whole = sizeBytes / LEAF_BYTES;
        int rest = sizeBytes % LEAF_BYTES;
        int count = whole + (rest > 0 ? 1 : 0);
        var values = new int[VALUE_WORDS * count];
        kernel.leaves(words, bytes, from, whole, values);
        if (rest > 0) {
            ScalarBlake3.leaf(words, bytes, from + whole * LEAF_BYTES, rest, whole, 0, values, VALUE_WORDS * whole);
        }
        return root(words, values, count);
    }

    // The left half of BLAKE3's tree is always full, so that joining neighbours level by level, an odd one going up as
    // it is, gives the same tree as cutting from the top.
    private XetHash root(int[] key, int[] values, int leaves) {
        int count = leaves;
        while (count > 2) {
            int pairs = count / 2;
            kernel.parents(key, values, pairs);
            if (count % 2 == 1) {
                System.arraycopy(values, VALUE_WORDS * (count - 1), values, VALUE_WORDS * pairs, VALUE_WORDS);
            }
            count = pairs + count % 2;
        }
        var value = new int[VALUE_WORDS];
        ScalarBlake3.root(key, values, value);
        return name(value);
    }

    private static XetHash name(int[] words) {
        return new XetHash(word(words, 0), word(words, 2), word(words, 4), word(words, 6));
    }

    private static long word(int[] words, int at) {
        return (words[at] & 0xFFFFFFFFL) | ((long) words[at + 1] << Integer.SIZE);
    }
}
