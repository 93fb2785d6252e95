package plimsoll.domain.xet;

/// The arithmetic of BLAKE3 where there is much of it: a chaining value (eight words) for each of many kibibytes, and
/// for each of many pairs. [ScalarBlake3] is the one to read; machines with vectors have one of their own, and a test
/// holds the two together.
///
/// Stateless: any number of threads may use one.
public interface Blake3Kernel {
    /// What one leaf of BLAKE3's tree covers.
    int LEAF_BYTES = 1024;

    /// Words of a chaining value.
    int VALUE_WORDS = 8;

    /// Which one this is, for the log.
    String description();

    /// The chaining values of whole leaves that follow each other, the first of them leaf 0.
    ///
    /// @param key eight words, not changed
    /// @param from where the first leaf begins in `bytes`
    /// @param count how many leaves, 0 and more
    /// @param values gets eight words for each leaf
    void leaves(int[] key, byte[] bytes, int from, int count, int[] values);

    /// Replaces pairs of chaining values by their parents': words 16i to 16i+15 become words 8i to 8i+7.
    ///
    /// @param key eight words, not changed
    /// @param count how many pairs, 0 and more
    void parents(int[] key, int[] values, int count);
}
