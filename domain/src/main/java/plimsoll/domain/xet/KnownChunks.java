package plimsoll.domain.xet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Chunks by name, and where each is: in which xorb, as the how manieth. Of a chunk that is in several places the first
/// one told counts. Some 130 bytes for each chunk. Not for more than one thread.
public final class KnownChunks {
    /// What a chunk has that is nowhere.
    static final long NOWHERE = -1;

    private static final long NUMBER = (1L << Integer.SIZE) - 1;

    private final List<XetHash> xorbs = new ArrayList<>();
    private final Map<XetHash, Integer> ordinals = new HashMap<>();
    private final Map<XetHash, Long> spots = new HashMap<>();

    /// None yet.
    public KnownChunks() {}

    /// Tells of chunks of a xorb that follow each other.
    ///
    /// @param first the number of the first of them
    /// @param chunks their names
    public void add(XetHash xorb, int first, List<XetHash> chunks) {
        int ordinal = ordinals.computeIfAbsent(xorb, _ -> begin());
        name(ordinal, xorb);
        for (int i = 0; i < chunks.size(); i++) {
            put(chunks.get(i), ordinal, first + i);
        }
    }

    /// How many chunks are known.
    public int count() {
        return spots.size();
    }

    /// Begins a xorb whose name nobody knows yet.
    ///
    /// @return its ordinal here
    int begin() {
        xorbs.add(XetHash.ZERO);
        return xorbs.size() - 1;
    }

    void name(int ordinal, XetHash xorb) {
        xorbs.set(ordinal, xorb);
    }

    void put(XetHash chunk, int ordinal, int number) {
        spots.putIfAbsent(chunk, spot(ordinal, number));
    }

    /// Where a chunk is: one more is the place of the chunk behind it.
    long spot(XetHash chunk) {
        return spots.getOrDefault(chunk, NOWHERE);
    }

    static long spot(int ordinal, int number) {
        return ((long) ordinal << Integer.SIZE) | number;
    }

    static int number(long spot) {
        return (int) (spot & NUMBER);
    }

    XetHash xorb(long spot) {
        return xorbs.get((int) (spot >>> Integer.SIZE));
    }
}
