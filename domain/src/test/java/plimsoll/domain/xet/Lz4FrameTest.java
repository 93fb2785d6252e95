package plimsoll.domain.xet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Frames put together by hand, by the format's own description.
class Lz4FrameTest {
    private static final int INDEPENDENT = 0x60;
    private static final int LINKED = 0x40;
    private static final int BLOCK_CHECKSUM = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;

    private static final byte[] TEXT = "abcdabcdabcdabcdabcd....".getBytes(StandardCharsets.US_ASCII);

    private final Lz4 lz4 = new LiteralLz4();

    @Test
    void checksumsAreThoseOfTheSpecification() {
        assertEquals(0x02CC5D05, Xxh32.hash(new byte[0], 0, 0));
        assertEquals(0x550D7456, Xxh32.hash(new byte[] {'a'}, 0, 1));
        assertEquals(0x32D153FF, Xxh32.hash("abc".getBytes(StandardCharsets.US_ASCII), 0, 3));
        var sentence = "Nobody inspects the spammish repetition".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0xE2293B2F, Xxh32.hash(sentence, 0, sentence.length));
    }

    @Test
    void framesOfEveryKindAreRead() throws MalformedXet {
        var one = List.of(compressed());
        for (int flags : new int[] {
            INDEPENDENT,
            LINKED,
            INDEPENDENT | BLOCK_CHECKSUM,
            LINKED | CONTENT_SIZE,
            INDEPENDENT | BLOCK_CHECKSUM | CONTENT_SIZE | CONTENT_CHECKSUM
        }) {
            assertArrayEquals(TEXT, read(frame(flags, one), TEXT.length), "flags " + flags);
            assertArrayEquals(TEXT, read(frame(flags, List.of(stored(TEXT))), TEXT.length), "flags " + flags);
        }
    }

    /// The second block is nothing but a match of what the first one gave.
    @Test
    void linkedBlocksCopyFromThoseBeforeThem() throws MalformedXet {
        var blocks = List.of(stored("abcd".getBytes(StandardCharsets.US_ASCII)), block("0b0400" + "402e2e2e2e", 0));
        assertArrayEquals(expected("abcdabcdabcdabcdabc...."), read(frame(LINKED, blocks), 23));
        assertEquals(
                "an LZ4 frame that has a malformed block, or holds more bytes than the chunk",
                refused(frame(INDEPENDENT, blocks), 23, new StrictLz4()));
    }

    @Test
    void matchesBeforeTheFrameAreRefused() {
        assertEquals("a malformed LZ4 block", refusedLinked("0b0500" + "402e2e2e2e"));
        assertEquals("a malformed LZ4 block", refusedLinked("0b0000" + "402e2e2e2e"));
        assertEquals("a malformed LZ4 block", refusedLinked("0b04"));
        assertEquals("a malformed LZ4 block", refusedLinked("ff"));
        assertEquals("a malformed LZ4 block", refusedLinked("0fffffff0400" + "402e2e2e2e"));
    }

    @Test
    void aFrameThatEndsAnywhereElseIsRefused() throws MalformedXet {
        var frame = frame(INDEPENDENT | BLOCK_CHECKSUM | CONTENT_SIZE | CONTENT_CHECKSUM, List.of(compressed()));
        for (int size = 0; size < frame.length; size++) {
            var part = Arrays.copyOf(frame, size);
            assertThrows(MalformedXet.class, () -> read(part, TEXT.length), "cut to " + size);
        }
        assertEquals(
                "an LZ4 frame that is followed by something",
                refused(Arrays.copyOf(frame, frame.length + 1), TEXT.length, lz4));
    }

    @Test
    void anyByteOfTheFramingMatters() throws MalformedXet {
        var frame = frame(INDEPENDENT | BLOCK_CHECKSUM | CONTENT_SIZE | CONTENT_CHECKSUM, List.of(stored(TEXT)));
        for (int at = 0; at < frame.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                var other = frame.clone();
                other[at] ^= (byte) (1 << bit);
                assertThrows(MalformedXet.class, () -> read(other, TEXT.length), "byte " + at);
            }
        }
    }

    @Test
    void moreOrFewerBytesThanTheChunkHasAreRefused() {
        var frame = frame(LINKED, List.of(compressed()));
        assertEquals(
                "an LZ4 frame that has a malformed block, or holds more bytes than the chunk",
                refused(frame, TEXT.length - 1, lz4));
        assertEquals("an LZ4 frame that holds fewer bytes than the chunk", refused(frame, TEXT.length + 1, lz4));
        var stored = frame(LINKED, List.of(stored(TEXT)));
        assertEquals("an LZ4 frame that holds more bytes than the chunk", refused(stored, TEXT.length - 1, lz4));
    }

    @Test
    void dictionariesAndOtherVersionsAreRefused() {
        var blocks = List.of(stored(TEXT));
        assertEquals(
                "an LZ4 frame that needs a dictionary, or uses a reserved flag",
                refused(frame(INDEPENDENT | 1, blocks), TEXT.length, lz4));
        assertEquals("an LZ4 frame that has another version", refused(frame(0x20, blocks), TEXT.length, lz4));
    }

    @Test
    void whatWeWriteIsReadAndNeverLonger() throws MalformedXet {
        for (int size : new int[] {1, 10, 26, 27, 40, 1000, 131072}) {
            var raw = new byte[size];
            Arrays.fill(raw, (byte) 9);
            var out = new byte[Chunker.MAX_BYTES];
            int written = Lz4Frame.write(lz4, raw, 0, size, out);
            if (size > 26) {
                assertArrayEquals(raw, read(Arrays.copyOf(out, written), size), "of " + size);
            } else {
                assertEquals(-1, written, "of " + size);
            }
        }
    }

    private String refusedLinked(String block) {
        return refused(
                frame(LINKED, List.of(stored("abcd".getBytes(StandardCharsets.US_ASCII)), block(block, 0))), 23, lz4);
    }

    private static String refused(byte[] frame, int rawBytes, Lz4 lz4) {
        var out = new byte[Chunker.MAX_BYTES];
        return String.valueOf(
                assertThrows(MalformedXet.class, () -> Lz4Frame.read(lz4, frame, 0, frame.length, out, 0, rawBytes))
                        .getMessage());
    }

    private byte[] read(byte[] frame, int rawBytes) throws MalformedXet {
        var out = new byte[Chunker.MAX_BYTES];
        Lz4Frame.read(lz4, frame, 0, frame.length, out, 0, rawBytes);
        return Arrays.copyOf(out, rawBytes);
    }

    private static byte[] expected(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// [#TEXT]: four literals, a match of sixteen, four literals.
    private static byte[] compressed() {
        return block("4c616263640400" + "402e2e2e2e", 0);
    }

    private static byte[] stored(byte[] raw) {
        return block(HexFormat.of().formatHex(raw), 0x80000000);
    }

    /// A block with its size before it.
    private static byte[] block(String hex, int stored) {
        var content = HexFormat.of().parseHex(hex);
        var out = new ByteArrayOutputStream();
        putInt(content.length | stored, out);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] frame(int flags, List<byte[]> blocks) {
        var out = new ByteArrayOutputStream();
        putInt(0x184D2204, out);
        var descriptor = new ByteArrayOutputStream();
        descriptor.write(flags);
        descriptor.write(0x40);
        if ((flags & CONTENT_SIZE) != 0) {
            putInt(TEXT.length, descriptor);
            putInt(0, descriptor);
        }
        out.writeBytes(descriptor.toByteArray());
        out.write(Xxh32.hash(descriptor.toByteArray(), 0, descriptor.size()) >>> 8);
        for (var block : blocks) {
            out.writeBytes(block);
            if ((flags & BLOCK_CHECKSUM) != 0) {
                putInt(Xxh32.hash(block, 4, block.length - 4), out);
            }
        }
        putInt(0, out);
        if ((flags & CONTENT_CHECKSUM) != 0) {
            putInt(Xxh32.hash(TEXT, 0, TEXT.length), out);
        }
        return out.toByteArray();
    }

    private static void putInt(int value, ByteArrayOutputStream out) {
        for (int i = 0; i < 4; i++) {
            out.write(value >>> (8 * i));
        }
    }

    /// Refuses what refers to anything before a block, as libraries do.
    private static final class StrictLz4 implements Lz4 {
        private final Lz4 any = new LiteralLz4();

        @Override
        public int decompress(byte[] block, int from, int sizeBytes, byte[] out, int at, int end) {
            return any.decompress(block, from, sizeBytes, new byte[end - at], 0, end - at);
        }

        @Override
        public int compress(byte[] raw, int from, int sizeBytes, byte[] out, int at, int end) {
            return -1;
        }
    }
}
