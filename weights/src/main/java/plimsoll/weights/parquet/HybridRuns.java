package plimsoll.weights.parquet;

/// Numbers of few bits, some of them repeated, some packed in eights (parquet-format, Encodings.md, RLE).
final class HybridRuns {
    private final byte[] bytes;
    private final int end;
    private final int width;
    private int at;
    private int left;
    private boolean packed;
    private int value;
    private long bit;

    HybridRuns(byte[] bytes, int from, int to, int width) throws MalformedParquet {
        if (width < 0 || width > 32) {
            throw new MalformedParquet("numbers of a page are too wide");
        }
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.width = width;
    }

    int next() throws MalformedParquet {
        if (width == 0) {
            return 0;
        }
        if (left == 0) {
            run();
        }
        left--;
        if (!packed) {
            return value;
        }
        int packedValue = bits(bytes, bit, width, end);
        bit += width;
        return packedValue;
    }

    private void run() throws MalformedParquet {
        long head = 0;
        int shift = 0;
        int one;
        do {
            if (at >= end || shift > 28) {
                throw new MalformedParquet("numbers of a page are cut off");
            }
            one = bytes[at++] & 0xff;
            head |= (long) (one & 127) << shift;
            shift += 7;
        } while (one >= 128);
        packed = (head & 1) != 0;
        long count = head >> 1;
        if (packed) {
            bit = at * 8L;
            long size = count * width;
            // The last group may be cut short.
            at = (int) Math.min(end, at + size);
            count *= 8;
        } else {
            int size = (width + 7) / 8;
            if (at + size > end) {
                throw new MalformedParquet("numbers of a page are cut off");
            }
            value = bits(bytes, at * 8L, size * 8, end);
            at += size;
        }
        if (count <= 0 || count > Integer.MAX_VALUE) {
            throw new MalformedParquet("a run of a page has no length");
        }
        left = (int) count;
    }

    static int bits(byte[] bytes, long from, int count, int end) {
        long bits = 0;
        long first = from / 8;
        for (int i = 0; i < 5; i++) {
            long place = first + i;
            bits |= place < end ? (bytes[(int) place] & 0xffL) << (8 * i) : 0;
        }
        return (int) ((bits >> (from % 8)) & ((1L << count) - 1));
    }
}
