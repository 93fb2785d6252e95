package plimsoll.weights.parquet;

/// Whole numbers as differences, packed in small blocks (parquet-format, DELTA_BINARY_PACKED).
final class DeltaNumbers {
    private static final int MOST_BLOCK = 1 << 16;

    private final byte[] bytes;
    private final int end;
    private int at;

    DeltaNumbers(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /// Where they end.
    int at() {
        return at;
    }

    private long unsigned() throws MalformedParquet {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                break;
            }
            int one = bytes[at++] & 0xff;
            value |= (long) (one & 127) << shift;
            if (one < 128) {
                return value;
            }
        }
        throw cut();
    }

    private static MalformedParquet cut() {
        return new MalformedParquet("differences of a page are cut off");
    }

    private long signed() throws MalformedParquet {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /// Reads all of them.
    ///
    /// @param most as many as there may be
    long[] read(int most) throws MalformedParquet {
        long block = unsigned();
        long minis = unsigned();
        long total = unsigned();
        long last = signed();
        if (block <= 0
                || block > MOST_BLOCK
                || minis <= 0
                || minis > block
                || block % minis != 0
                || total < 0
                || total > most) {
            throw new MalformedParquet("differences of a page are not as they should be");
        }
        int each = (int) (block / minis);
        var values = new long[(int) total];
        int done = 0;
        if (total > 0) {
            values[done++] = last;
        }
        while (done < total) {
            long least = signed();
            int widths = at;
            at += (int) minis;
            for (int mini = 0; mini < minis && done < total; mini++) {
                int width = widths + mini < end ? bytes[widths + mini] : 0;
                if (width < 0 || width > Long.SIZE || at + (long) each * width / 8 > end) {
                    throw cut();
                }
                for (int i = 0; i < each && done < total; i++) {
                    last += least + packed(at * 8L + (long) i * width, width);
                    values[done++] = last;
                }
                at += (int) ((long) each * width / 8);
            }
        }
        return values;
    }

    private long packed(long from, int width) {
        if (width <= 32) {
            return HybridRuns.bits(bytes, from, width, end) & 0xffffffffL;
        }
        long low = HybridRuns.bits(bytes, from, 32, end) & 0xffffffffL;
        long high = HybridRuns.bits(bytes, from + 32, width - 32, end) & 0xffffffffL;
        return low | (high << 32);
    }
}
