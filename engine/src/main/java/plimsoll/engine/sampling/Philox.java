package plimsoll.engine.sampling;

/// Random numbers by position: Philox4x32-10 (Salmon et al., 2011). The n-th number of a seed is computed from n alone,
/// so what a sequence draws does not depend on what else is being drawn.
public final class Philox {
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final long LOW = 0xFFFFFFFFL;

    private Philox() {}

    /// A number in [0, 1), by 53 bits.
    public static double uniform(long seed, long counter) {
        return (bits(seed, counter) >>> 11) * 0x1p-53;
    }

    /// The first 64 of the 128 bits for a key and a counter.
    public static long bits(long key, long counter) {
        var block = block(new int[] {(int) counter, (int) (counter >>> 32), 0, 0}, (int) key, (int) (key >>> 32));
        return (block[0] & LOW) | (long) block[1] << 32;
    }

    static int[] block(int[] counter, int key0, int key1) {
        int c0 = counter[0];
        int c1 = counter[1];
        int c2 = counter[2];
        int c3 = counter[3];
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & LOW);
            long product1 = MULTIPLIER_1 * (c2 & LOW);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return new int[] {c0, c1, c2, c3};
    }
}
