package plimsoll.engine.training;

/// Numbers from a seed, the same on every machine: xorshift64 with the shifts 13, 7 and 17 (Marsaglia 2003), its state
/// begun by one round of splitmix64, so that neighbouring seeds have nothing in common. One thread.
final class Randomness {
    private long state;
    private double spare;
    private boolean hasSpare;

    Randomness(long seed, long stream) {
        long mixed = seed * 0x9E3779B97F4A7C15L + (stream + 1) * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        state = mixed == 0 ? 1 : mixed;
    }

    private long next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state;
    }

    /// In [0, 1), from the top 53 bits.
    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /// In [0, bound).
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /// With mean 0 and deviation 1, by Box and Muller.
    double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        double angle = 2 * StrictMath.PI * uniform();
        spare = radius * StrictMath.sin(angle);
        hasSpare = true;
        return radius * StrictMath.cos(angle);
    }
}
