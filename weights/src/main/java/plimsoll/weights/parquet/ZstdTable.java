package plimsoll.weights.parquet;

/// A table of finite state entropy (RFC 8878, section 4.1.1): each state stands for a symbol, and tells which state
/// follows.
final class ZstdTable {
    final int log;
    private final byte[] symbols;
    private final byte[] bits;
    private final short[] bases;

    private ZstdTable(int log) {
        this.log = log;
        symbols = new byte[1 << log];
        bits = new byte[1 << log];
        bases = new short[1 << log];
    }

    int symbol(int state) {
        return symbols[state];
    }

    int next(int state, ZstdBits from) {
        return (bases[state] & 0xffff) + from.read(bits[state]);
    }

    /// The one that has a single symbol.
    static ZstdTable of(int symbol) {
        var table = new ZstdTable(0);
        table.symbols[0] = (byte) symbol;
        return table;
    }

    /// Of counts that add up to the size of the table; -1 is less than one.
    static ZstdTable of(int log, int... counts) throws MalformedParquet {
        var table = new ZstdTable(log);
        int size = 1 << log;
        int high = size;
        var next = new int[counts.length];
        for (int symbol = 0; symbol < counts.length; symbol++) {
            next[symbol] = Math.max(1, counts[symbol]);
            if (counts[symbol] == -1) {
                if (high == 0) {
                    throw Zstandard.broken();
                }
                table.symbols[--high] = (byte) symbol;
            }
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            for (int i = 0; i < counts[symbol]; i++) {
                table.symbols[at] = (byte) symbol;
                do {
                    at = (at + step) & (size - 1);
                } while (at >= high);
            }
        }
        if (at != 0) {
            throw Zstandard.broken();
        }
        for (int state = 0; state < size; state++) {
            int count = next[table.symbols[state]]++;
            int width = log - (31 - Integer.numberOfLeadingZeros(count));
            table.bits[state] = (byte) width;
            table.bases[state] = (short) ((count << width) - size);
        }
        return table;
    }

    /// One that is described in front of what it is for.
    ///
    /// @param place where the description begins; then, where it ends
    static ZstdTable read(byte[] in, int[] place, int end, int mostLog, int symbols) throws MalformedParquet {
        long at = place[0] * 8L;
        int log = 5 + bitsAt(in, at, 4, end);
        at += 4;
        if (log > mostLog) {
            throw Zstandard.broken();
        }
        var counts = new int[symbols];
        int remaining = (1 << log) + 1;
        int symbol = 0;
        while (remaining > 1 && symbol < symbols) {
            int width = 32 - Integer.numberOfLeadingZeros(remaining);
            int value = bitsAt(in, at, width, end);
            int few = (1 << width) - 1 - remaining;
            int low = value & ((1 << (width - 1)) - 1);
            if (low < few) {
                value = low;
                at += width - 1;
            } else {
                value -= value >= 1 << (width - 1) ? few : 0;
                at += width;
            }
            counts[symbol++] = value - 1;
            remaining -= value == 0 ? 1 : value - 1;
            if (value == 1) {
                int more;
                do {
                    more = bitsAt(in, at, 2, end);
                    at += 2;
                    symbol += more;
                } while (more == 3);
            }
        }
        if (remaining != 1 || symbol > symbols) {
            throw Zstandard.broken();
        }
        place[0] = (int) ((at + 7) / 8);
        return of(log, counts);
    }

    private static int bitsAt(byte[] in, long at, int count, int end) throws MalformedParquet {
        if (at + count > end * 8L + 8) {
            throw Zstandard.broken();
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            long bit = at + i;
            int one = bit / 8 < end ? (in[(int) (bit / 8)] >> (bit % 8)) & 1 : 0;
            value |= one << i;
        }
        return value;
    }
}
