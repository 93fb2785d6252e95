package plimsoll.domain.xet;

/// An LZ4 block that may copy from what the blocks before it gave (lz4_Block_format.md). Libraries of Java decompress
/// only blocks that stand alone; these are rare enough to be read plainly.
final class LinkedBlock {
    private static final int LEAST_MATCH = 4;
    private static final int LONG = 15;

    private final byte[] block;
    private final int end;
    private final byte[] out;
    private final int outStart;
    private final int outEnd;
    private int at;
    private int outAt;

    private LinkedBlock(byte[] block, int from, int sizeBytes, byte[] out, int outStart, int outAt, int outEnd) {
        this.outStart = outStart;
        this.block = block;
        this.at = from;
        this.end = from + sizeBytes;
        this.out = out;
        this.outAt = outAt;
        this.outEnd = outEnd;
    }

    /// Decompresses a block; what lies in `out` from `outStart` to before `outAt` may be copied from.
    ///
    /// @return how many bytes it held
    static int decompress(byte[] block, int from, int sizeBytes, byte[] out, int outStart, int outAt, int outEnd)
            throws MalformedXet {
        var reader = new LinkedBlock(block, from, sizeBytes, out, outStart, outAt, outEnd);
        reader.sequences();
        return reader.outAt - outAt;
    }

    // Ends with literals, as the format demands.
    private void sequences() throws MalformedXet {
        while (true) {
            int token = next();
            literals(length(token >>> 4));
            if (at == end) {
                return;
            }
            int distance = next() | (next() << 8);
            copy(distance, LEAST_MATCH + length(token & LONG));
        }
    }

    private int length(int nibble) throws MalformedXet {
        int length = nibble;
        if (nibble == LONG) {
            int more;
            do {
                more = next();
                length += more;
            } while (more == 0xFF);
        }
        return length;
    }

    private void literals(int count) throws MalformedXet {
        if (count > end - at || count > outEnd - outAt) {
            throw malformed();
        }
        System.arraycopy(block, at, out, outAt, count);
        at += count;
        outAt += count;
    }

    // Byte by byte: a match may run into what it writes.
    private void copy(int distance, int count) throws MalformedXet {
        if (distance == 0 || distance > outAt - outStart || count > outEnd - outAt) {
            throw malformed();
        }
        for (int i = 0; i < count; i++, outAt++) {
            out[outAt] = out[outAt - distance];
        }
    }

    private int next() throws MalformedXet {
        if (at == end) {
            throw malformed();
        }
        return block[at++] & 0xFF;
    }

    private static MalformedXet malformed() {
        return new MalformedXet("a malformed LZ4 block");
    }
}
