package plimsoll.domain.xet;

/// xxHash of 32 bits with seed 0 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md): the checksum of LZ4's frames.
final class Xxh32 {
    private static final int PRIME_1 = 0x9E3779B1;
    private static final int PRIME_2 = 0x85EBCA77;
    private static final int PRIME_3 = 0xC2B2AE3D;
    private static final int PRIME_4 = 0x27D4EB2F;
    private static final int PRIME_5 = 0x165667B1;
    private static final int PRIME_1_AND_2 = 0x24234428;
    private static final int PRIME_1_NEGATED = 0x61C8864F;
    private static final int STRIPE_BYTES = 16;

    private Xxh32() {}

    static int hash(byte[] bytes, int from, int sizeBytes) {
        int at = from;
        int end = from + sizeBytes;
        int sum = PRIME_5;
        if (sizeBytes >= STRIPE_BYTES) {
            int[] lanes = {PRIME_1_AND_2, PRIME_2, 0, PRIME_1_NEGATED};
            for (; at <= end - STRIPE_BYTES; at += STRIPE_BYTES) {
                for (int lane = 0; lane < lanes.length; lane++) {
                    int mixed = lanes[lane] + ScalarBlake3.word(bytes, at + Integer.BYTES * lane) * PRIME_2;
                    lanes[lane] = Integer.rotateLeft(mixed, 13) * PRIME_1;
                }
            }
            sum = Integer.rotateLeft(lanes[0], 1)
                    + Integer.rotateLeft(lanes[1], 7)
                    + Integer.rotateLeft(lanes[2], 12)
                    + Integer.rotateLeft(lanes[3], 18);
        }
        return finish(bytes, at, end, sum + sizeBytes);
    }

    private static int finish(byte[] bytes, int from, int end, int begun) {
        int sum = begun;
        int at = from;
        for (; at <= end - Integer.BYTES; at += Integer.BYTES) {
            sum = Integer.rotateLeft(sum + ScalarBlake3.word(bytes, at) * PRIME_3, 17) * PRIME_4;
        }
        for (; at < end; at++) {
            sum = Integer.rotateLeft(sum + (bytes[at] & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        sum = (sum ^ (sum >>> 15)) * PRIME_2;
        sum = (sum ^ (sum >>> 13)) * PRIME_3;
        return sum ^ (sum >>> 16);
    }
}
