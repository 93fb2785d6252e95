package plimsoll.domain.xet;

/// LZ4 as far as it goes without a library: reads any block, finds nothing to compress but runs of one byte.
final class LiteralLz4 implements Lz4 {
    @Override
    public int decompress(byte[] block, int from, int sizeBytes, byte[] out, int at, int end) {
        try {
            return LinkedBlock.decompress(block, from, sizeBytes, out, at, at, end);
        } catch (MalformedXet malformed) {
            return -1;
        }
    }

    /// A literal, a match of everything but the last five bytes, and those.
    @Override
    public int compress(byte[] raw, int from, int sizeBytes, byte[] out, int at, int end) {
        for (int i = 1; i < sizeBytes; i++) {
            if (raw[from + i] != raw[from]) {
                return -1;
            }
        }
        int length = sizeBytes - 6 - 4;
        int size = 1 + 1 + 2 + (length >= 15 ? (length - 15) / 255 + 1 : 0) + 1 + 5;
        if (length < 0 || size > end - at) {
            return -1;
        }
        int to = at;
        out[to++] = (byte) (0x10 | Math.min(length, 15));
        out[to++] = raw[from];
        out[to++] = 1;
        out[to++] = 0;
        if (length >= 15) {
            int rest = length - 15;
            for (; rest >= 255; rest -= 255) {
                out[to++] = (byte) 255;
            }
            out[to++] = (byte) rest;
        }
        out[to++] = 0x50;
        for (int i = 0; i < 5; i++) {
            out[to++] = raw[from];
        }
        return to - at;
    }
}
