package plimsoll.domain.xet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What older clients append to a xorb: what its chunks say already. It is compared and not kept. The layouts are
/// xet-core's versions 0 and 1.
final class XorbFooter {
    private static final byte[] HASHES = "XBLBHSH".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BOUNDS = "XBLBBND".getBytes(StandardCharsets.US_ASCII);

    /// Reserved in both versions: clients may write anything there.
    private static final int RESERVED_BYTES = 16;

    private static final int LENGTH_BYTES = 4;

    private XorbFooter() {}

    /// Compares what follows the mark and the version with what should.
    static void check(InputStream rest, int version, Xorb xorb) throws IOException {
        if (version > 1) {
            throw new MalformedXet("a xorb footer of the unknown version " + version);
        }
        var expected = version == 0 ? first(xorb) : second(xorb);
        int marked = StoredChunks.FOOTER_MARK.length + 1;
        var found = Arrays.copyOf(expected, marked + expected.length);
        int read = rest.readNBytes(found, marked, expected.length - marked + 1);
        int reserved = expected.length - LENGTH_BYTES - RESERVED_BYTES;
        boolean same = read == expected.length - marked
                && Arrays.equals(found, 0, reserved, expected, 0, reserved)
                && Arrays.equals(
                        found,
                        reserved + RESERVED_BYTES,
                        expected.length,
                        expected,
                        reserved + RESERVED_BYTES,
                        expected.length);
        if (!same) {
            throw new MalformedXet("a xorb footer that does not fit the chunks before it");
        }
    }

    /// Version 0, mark and length included.
    static byte[] first(Xorb xorb) {
        int count = xorb.chunks().size();
        int length = 60 + 36 * count;
        var footer = begin(length, 0, xorb).putInt(count);
        putEnds(footer, xorb);
        putNames(footer, xorb);
        return end(footer, length);
    }

    /// Version 1, mark and length included.
    static byte[] second(Xorb xorb) {
        int count = xorb.chunks().size();
        int length = 92 + 40 * count;
        var footer = begin(length, 1, xorb).put(HASHES).put((byte) 0).putInt(count);
        putNames(footer, xorb);
        footer.put(BOUNDS).put((byte) 1).putInt(count);
        putEnds(footer, xorb);
        int rawEnd = 0;
        for (var chunk : xorb.chunks()) {
            rawEnd += chunk.rawBytes();
            footer.putInt(rawEnd);
        }
        footer.putInt(count).putInt(52 + 40 * count).putInt(40 + 8 * count);
        return end(footer, length);
    }

    private static ByteBuffer begin(int length, int version, Xorb xorb) {
        return ByteBuffer.allocate(length + LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(StoredChunks.FOOTER_MARK)
                .put((byte) version)
                .put(xorb.name().toBytes());
    }

    private static void putNames(ByteBuffer footer, Xorb xorb) {
        xorb.chunks().forEach(chunk -> footer.put(chunk.name().toBytes()));
    }

    private static void putEnds(ByteBuffer footer, Xorb xorb) {
        xorb.chunks().forEach(chunk -> footer.putInt(chunk.endOffset()));
    }

    private static byte[] end(ByteBuffer footer, int length) {
        footer.put(new byte[RESERVED_BYTES]).putInt(length).flip();
        var bytes = new byte[footer.remaining()];
        footer.get(bytes);
        return bytes;
    }
}
