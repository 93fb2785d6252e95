package plimsoll.weights.parquet;

/// Bits that were written forwards and are read backwards, from the last byte, whose highest bit ends them (RFC 8878,
/// section 4.1). Beyond the beginning there are noughts.
final class ZstdBits {
    private final byte[] bytes;
    private final int from;
    private long left;

    ZstdBits(byte[] bytes, int from, int to) throws MalformedParquet {
        if (to <= from || bytes[to - 1] == 0) {
            throw Zstandard.broken();
        }
        this.bytes = bytes;
        this.from = from;
        int last = bytes[to - 1] & 0xff;
        left = 8L * (to - from) - Integer.numberOfLeadingZeros(last) + 24 - 1;
    }

    /// The next bits, which may be none.
    int read(int count) {
        int value = peek(count);
        left -= count;
        return value;
    }

    /// The next bits, which stay.
    int peek(int count) {
        long value = 0;
        long low = left - count;
        // A byte at a time; no field has more than 31 bits.
        for (long at = Math.floorDiv(low, 8L); at * 8 < left; at++) {
            long one = at < 0 ? 0 : bytes[from + (int) at] & 0xff;
            long shift = at * 8 - low;
            value |= shift >= 0 ? one << shift : one >> -shift;
        }
        return (int) (value & ((1L << count) - 1));
    }

    void skip(int count) {
        left -= count;
    }

    /// How many bits there are; fewer than none when too many were read.
    long left() {
        return left;
    }
}
