package plimsoll.engine.tokenizer;

import java.util.Arrays;

/// Which two neighbours become one, and in which order: lowest rank first, leftmost first among equals.
///
/// A word of n symbols takes O(n log n), whatever it is made of. Filled by one thread; then read by any number.
final class PairMerges {
    /// Up to here looking through all neighbours is quicker than keeping them in a heap.
    private static final int SHORT = 32;

    private static final int NONE = -1;
    private static final int NO_RANK = Integer.MAX_VALUE;

    private long[] pairs = new long[1 << 10];
    private int[] ranks = filled(1 << 10);
    private int[] results = new int[1 << 10];
    private int size;

    private static int[] filled(int room) {
        var ranks = new int[room];
        Arrays.fill(ranks, NO_RANK);
        return ranks;
    }

    /// Adds a pair of symbols, none of them negative. Of a pair that comes twice the lower rank counts.
    void put(int left, int right, int rank, int result) {
        if (2 * size >= ranks.length) {
            grow();
        }
        long pair = pair(left, right);
        int slot = slot(pair);
        if (rank < ranks[slot]) {
            size += ranks[slot] == NO_RANK ? 1 : 0;
            pairs[slot] = pair;
            ranks[slot] = rank;
            results[slot] = result;
        }
    }

    private void grow() {
        long[] oldPairs = pairs;
        int[] oldRanks = ranks;
        int[] oldResults = results;
        pairs = new long[2 * oldPairs.length];
        ranks = filled(2 * oldPairs.length);
        results = new int[2 * oldPairs.length];
        for (int i = 0; i < oldRanks.length; i++) {
            if (oldRanks[i] != NO_RANK) {
                int slot = slot(oldPairs[i]);
                pairs[slot] = oldPairs[i];
                ranks[slot] = oldRanks[i];
                results[slot] = oldResults[i];
            }
        }
    }

    private static long pair(int left, int right) {
        return ((long) left << 32) | (right & 0xFFFF_FFFFL);
    }

    private int slot(long pair) {
        // The golden ratio spreads neighbouring ids over the table.
        int slot = (int) ((pair * 0x9E3779B97F4A7C15L) >>> 33) & (pairs.length - 1);
        while (ranks[slot] != NO_RANK && pairs[slot] != pair) {
            slot = (slot + 1) & (pairs.length - 1);
        }
        return slot;
    }

    private int rank(int left, int right) {
        return left < 0 || right < 0 ? NO_RANK : ranks[slot(pair(left, right))];
    }

    /// Merges in place.
    ///
    /// @param symbols the first `count` are a word; negative ones never merge
    /// @return how many are left, at the front of `symbols`
    int merge(int[] symbols, int count) {
        return count <= SHORT ? mergeShort(symbols, count) : mergeLong(symbols, count);
    }

    private int mergeShort(int[] symbols, int count) {
        var pairRanks = new int[SHORT];
        for (int i = 0; i + 1 < count; i++) {
            pairRanks[i] = rank(symbols[i], symbols[i + 1]);
        }
        int left = count;
        while (true) {
            int best = 0;
            int lowest = NO_RANK;
            for (int i = 0; i + 1 < left; i++) {
                if (pairRanks[i] < lowest) {
                    lowest = pairRanks[i];
                    best = i;
                }
            }
            if (lowest == NO_RANK) {
                return left;
            }
            symbols[best] = results[slot(pair(symbols[best], symbols[best + 1]))];
            left--;
            System.arraycopy(symbols, best + 2, symbols, best + 1, left - best - 1);
            System.arraycopy(pairRanks, best + 1, pairRanks, best, left - best - 1);
            if (best > 0) {
                pairRanks[best - 1] = rank(symbols[best - 1], symbols[best]);
            }
            if (best + 1 < left) {
                pairRanks[best] = rank(symbols[best], symbols[best + 1]);
            }
        }
    }

    // A candidate is its rank above its place, so that the smallest is the one to do next. It is stale when the two
    // symbols at its place have another rank by now; the rank names the pair.
    private int mergeLong(int[] symbols, int count) {
        var next = new int[count];
        var previous = new int[count];
        var gone = new boolean[count];
        var candidates = new LongHeap(count);
        for (int i = 0; i < count; i++) {
            previous[i] = i - 1;
            next[i] = i + 1 < count ? i + 1 : NONE;
            offer(candidates, symbols, i, next[i]);
        }
        while (!candidates.isEmpty()) {
            long top = candidates.poll();
            int at = (int) top;
            int right = gone[at] ? NONE : next[at];
            if (right == NONE || rank(symbols[at], symbols[right]) != (int) (top >>> 32)) {
                continue;
            }
            symbols[at] = results[slot(pair(symbols[at], symbols[right]))];
            gone[right] = true;
            next[at] = next[right];
            if (next[at] != NONE) {
                previous[next[at]] = at;
            }
            offer(candidates, symbols, previous[at], at);
            offer(candidates, symbols, at, next[at]);
        }
        int left = 0;
        for (int i = 0; i != NONE; i = next[i]) {
            symbols[left++] = symbols[i];
        }
        return left;
    }

    private void offer(LongHeap candidates, int[] symbols, int left, int right) {
        if (left != NONE && right != NONE) {
            int rank = rank(symbols[left], symbols[right]);
            if (rank != NO_RANK) {
                candidates.add(((long) rank << 32) | left);
            }
        }
    }
}
