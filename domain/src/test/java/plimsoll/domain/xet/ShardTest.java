package plimsoll.domain.xet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;

class ShardTest {
    private static final int HEADER = 48;
    private static final int FILE = HEADER;
    private static final int TERM = FILE + 48;
    private static final int FIRST_BOOKEND = FILE + 6 * 48;
    private static final int XORB = FIRST_BOOKEND + 48;
    private static final int CHUNK = XORB + 48;
    private static final int SECOND_BOOKEND = XORB + 3 * 48;
    private static final int FOOTER = SECOND_BOOKEND + 48;

    /// One file of two terms, with everything; one xorb of two chunks.
    static Shard aShard(Optional<ShardFooter> footer) {
        var file = new FileRecipe(
                hash(1),
                List.of(new Term(hash(2), 0, 2, 300), new Term(hash(3), 7, 8, 100)),
                List.of(hash(4), hash(5)),
                Optional.of(Sha256.ofUtf8("the file")));
        var xorb = new XorbListing(
                hash(2), List.of(new XorbListing.Chunk(hash(6), 200), new XorbListing.Chunk(hash(7), 100)), 250);
        return new Shard(List.of(file), List.of(xorb), footer);
    }

    static final Optional<ShardFooter> FOOTED = Optional.of(new ShardFooter(hash(8), 1_000, 2_000));

    @Test
    void whatIsWrittenIsRead() throws IOException {
        for (var footer : List.of(Optional.<ShardFooter>empty(), FOOTED)) {
            var shard = aShard(footer);
            assertEquals(new ShardReading.Sound(shard), read(bytes(shard)));
        }
        var bucket = new Shard(
                List.of(new FileRecipe(hash(1), List.of(new Term(hash(2), 0, 1, 1)), List.of(), Optional.empty())),
                List.of(),
                Optional.empty());
        assertEquals(new ShardReading.Sound(bucket), read(bytes(bucket)));
    }

    @Test
    void theSha256StandsInTheFormThatPrintsAsItself() throws IOException {
        var bytes = bytes(aShard(Optional.empty()));
        var stored = XetHash.of(bytes, FIRST_BOOKEND - 48);
        assertEquals(Sha256.ofUtf8("the file").hex(), stored.toString());
        assertEquals(
                Sha256.ofUtf8("the file").hex().substring(14, 16),
                HexFormat.of().formatHex(bytes, FIRST_BOOKEND - 48, FIRST_BOOKEND - 47));
    }

    /// That client reads xorbs from +16 up to +24, which the specification reserves.
    @Test
    void aFooterTellsTheScriptClientWhereXorbsEnd() throws IOException {
        var bytes = ByteBuffer.wrap(bytes(aShard(FOOTED))).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(FOOTER + ShardFooter.BYTES, bytes.capacity());
        assertEquals(1, bytes.getLong(FOOTER));
        assertEquals(XORB, bytes.getLong(FOOTER + 16));
        assertEquals(FOOTER, bytes.getLong(FOOTER + 24));
        assertEquals(2_000, bytes.getLong(FOOTER + 112));
        assertEquals(FOOTER, bytes.getLong(FOOTER + 192));
    }

    @Test
    void whatIsReservedIsNotLookedAt() throws IOException {
        var bytes = bytes(aShard(FOOTED));
        Arrays.fill(bytes, FILE + 40, FILE + 48, (byte) 7);
        Arrays.fill(bytes, CHUNK + 40, CHUNK + 48, (byte) 7);
        Arrays.fill(bytes, FOOTER + 8, FOOTER + 72, (byte) 7);
        assertEquals(new ShardReading.Sound(aShard(FOOTED)), read(bytes));
    }

    @Test
    void aShardThatEndsAnywhereElseIsRefused() throws IOException {
        var bytes = bytes(aShard(FOOTED));
        for (int size = 0; size < bytes.length; size++) {
            assertEquals("a shard that ends too early", refused(Arrays.copyOf(bytes, size)), "cut to " + size);
        }
        assertEquals("a shard that is followed by something", refused(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void numbersThatCannotBeAreRefused() throws IOException {
        refuses(0, 1, "bytes that do not begin as a shard does");
        refuses(32, 3, "a shard of another version than 2");
        refuses(40, 199, "a shard with a footer of another size");
        refuses(FILE + 32, 0xC0000001, "a file with unknown flags");
        refuses(FILE + 36, -1, "a file of more terms than fit into a shard");
        refuses(FILE + 36, 1_000_000_000, "a term of chunks that no xorb has");
        refuses(TERM + 32, 1, "a term with unknown flags");
        refuses(TERM + 36, 0, "a term of a size that no xorb holds");
        refuses(TERM + 36, Term.MAX_RAW_BYTES + 1, "a term of a size that no xorb holds");
        refuses(TERM + 40, 2, "a term of chunks that no xorb has");
        refuses(TERM + 40, -1, "a term of chunks that no xorb has");
        refuses(TERM + 44, 8193, "a term of chunks that no xorb has");
        refuses(XORB + 32, 1, "a xorb with unknown flags");
        refuses(XORB + 36, 0, "a xorb without chunks, or of more than 8192");
        refuses(XORB + 36, 8193, "a xorb without chunks, or of more than 8192");
        refuses(XORB + 40, 301, "a xorb of another size than its chunks");
        refuses(XORB + 44, Xorb.MAX_BYTES + 1, "a xorb of more than 67174400 bytes");
        refuses(CHUNK + 32, 1, "a xorb whose chunks do not follow each other");
        refuses(CHUNK + 36, 0, "a chunk of a size that no chunk has");
        refuses(CHUNK + 36, 131073, "a chunk of a size that no chunk has");
        refuses(FOOTER, 2, "a shard footer of another version");
    }

    @Test
    void aMissingBookendIsNotOverlooked() throws IOException {
        var bytes = bytes(aShard(Optional.empty()));
        var without = new byte[bytes.length - 48];
        System.arraycopy(bytes, 0, without, 0, FIRST_BOOKEND);
        System.arraycopy(bytes, FIRST_BOOKEND + 48, without, FIRST_BOOKEND, without.length - FIRST_BOOKEND);
        assertInstanceOf(ShardReading.Refused.class, read(without));
    }

    @Test
    void writingIsTheSameEachTime() throws IOException {
        assertArrayEquals(bytes(aShard(FOOTED)), bytes(aShard(FOOTED)));
    }

    private static void refuses(int at, int value, String reason) throws IOException {
        var bytes = bytes(aShard(FOOTED));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        assertEquals(reason, refused(bytes), value + " at " + at);
    }

    private static String refused(byte[] bytes) throws IOException {
        return assertInstanceOf(ShardReading.Refused.class, read(bytes)).reason();
    }

    private static ShardReading read(byte[] bytes) throws IOException {
        return ShardReader.read(new ByteArrayInputStream(bytes));
    }

    static byte[] bytes(Shard shard) throws IOException {
        var out = new ByteArrayOutputStream();
        ShardWriter.write(shard, out);
        return out.toByteArray();
    }

    private static XetHash hash(long number) {
        return XetHash.of(XetInputs.noise(number, XetHash.BYTES), 0);
    }
}
