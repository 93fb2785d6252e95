package plimsoll.weights.parquet;

import java.util.Arrays;

/// A Huffman code of literals (RFC 8878, section 4.2.1).
final class ZstdHuffman {
    private static final int MOST_BITS = 11;
    private static final int MOST_SYMBOLS = 256;

    private final int log;
    private final byte[] symbols;
    private final byte[] bits;

    private ZstdHuffman(int[] weights, int count) throws MalformedParquet {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] > 0 ? 1 << (weights[i] - 1) : 0;
        }
        log = 32 - Integer.numberOfLeadingZeros(sum);
        int rest = (1 << log) - sum;
        if (sum == 0 || log > MOST_BITS || Integer.bitCount(rest) != 1 || count >= MOST_SYMBOLS) {
            throw Zstandard.broken();
        }
        weights[count] = 32 - Integer.numberOfLeadingZeros(rest); // the last symbol's weight makes the sum whole
        symbols = new byte[1 << log];
        bits = new byte[1 << log];
        int at = 0;
        for (int weight = 1; weight <= log; weight++) {
            for (int symbol = 0; symbol <= count; symbol++) {
                if (weights[symbol] == weight) {
                    int width = 1 << (weight - 1);
                    if (at + width > symbols.length) {
                        throw Zstandard.broken();
                    }
                    Arrays.fill(symbols, at, at + width, (byte) symbol);
                    Arrays.fill(bits, at, at + width, (byte) (log + 1 - weight));
                    at += width;
                }
            }
        }
    }

    /// Reads its description.
    ///
    /// @param place where it begins; then, where it ends
    static ZstdHuffman read(byte[] in, int[] place, int end) throws MalformedParquet {
        if (place[0] >= end) {
            throw Zstandard.broken();
        }
        int head = in[place[0]++] & 0xff;
        var weights = new int[MOST_SYMBOLS];
        if (head >= 128) {
            int count = head - 127;
            if (place[0] + (count + 1) / 2 > end) {
                throw Zstandard.broken();
            }
            for (int i = 0; i < count; i++) {
                int two = in[place[0] + i / 2] & 0xff;
                weights[i] = i % 2 == 0 ? two >> 4 : two & 15;
            }
            place[0] += (count + 1) / 2;
            return new ZstdHuffman(weights, count);
        }
        int last = place[0] + head;
        if (last > end) {
            throw Zstandard.broken();
        }
        var table = ZstdTable.read(in, place, last, 6, 13);
        var bits = new ZstdBits(in, place[0], last);
        place[0] = last;
        return new ZstdHuffman(weights, compressed(weights, table, bits));
    }

    // Two states take turns; who comes to the end of the bits first leaves the last word to the other.
    private static int compressed(int[] weights, ZstdTable table, ZstdBits bits) throws MalformedParquet {
        int one = bits.read(table.log);
        int other = bits.read(table.log);
        int count = 0;
        while (count < MOST_SYMBOLS - 2) {
            weights[count++] = table.symbol(one);
            one = table.next(one, bits);
            if (bits.left() < 0) {
                weights[count++] = table.symbol(other);
                return count;
            }
            int swapped = one;
            one = other;
            other = swapped;
        }
        throw Zstandard.broken();
    }

    /// Decodes a stream that gives exactly so many symbols.
    void decode(byte[] in, int from, int to, byte[] out, int at, int count) throws MalformedParquet {
        var stream = new ZstdBits(in, from, to);
        for (int i = 0; i < count; i++) {
            int code = stream.peek(log);
            out[at + i] = symbols[code];
            stream.skip(bits[code]);
        }
        if (stream.left() != 0) {
            throw Zstandard.broken();
        }
    }
}
