package plimsoll.app.mini;

import java.util.List;

/// Chance that falls the same way everywhere: Marsaglia's xorshift64 (13, 7, 17), its state multiplied on the way out.
/// For one thread.
final class Dice {
    private long state;

    Dice(long seed) {
        state = Fingerprint.of("dice " + seed) | 1;
    }

    private long next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state * 0x2545F4914F6CDD1DL;
    }

    /// A number from 0 on, below `bound`. The bias of a remainder of 31 bits is too small to matter for text.
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /// True once in `times`.
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    <T> void shuffle(List<T> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            int j = below(i + 1);
            items.set(j, items.set(i, items.get(j)));
        }
    }
}
