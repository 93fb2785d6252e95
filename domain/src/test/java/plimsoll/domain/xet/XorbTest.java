package plimsoll.domain.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;

class XorbTest {
    private static final Hashing HASHING = new Hashing(new ScalarBlake3());
    private static final Lz4 LZ4 = new LiteralLz4();

    private record Written(Bytes content, Xorb xorb) {
        byte[] bytes() {
            return content.toArray();
        }
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        var written = written(new byte[5000], XetInputs.noise(1, 100), new byte[] {7}, new byte[131072]);
        assertEquals(List.of(5000, 100, 1, 131072), sizes(written.xorb()));
        assertTrue(written.bytes().length < 2000, "runs of zeros take hardly any room");
        assertEquals(
                new XorbReading.Sound(written.xorb()),
                read(written.bytes(), written.xorb().name()));
    }

    @Test
    void theChunksComeOutAsTheyWentIn() throws IOException {
        byte[][] raw = {new byte[5000], XetInputs.noise(1, 100), XetInputs.noise(2, 131072)};
        var chunks = new StoredChunks(new ByteArrayInputStream(written(raw).bytes()), LZ4);
        for (var one : raw) {
            assertTrue(chunks.next());
            assertEquals(HASHING.chunk(one, 0, one.length), HASHING.chunk(chunks.bytes(), 0, chunks.sizeBytes()));
        }
        assertFalse(chunks.next());
    }

    @Test
    void aFooterOfEitherVersionIsComparedAndLeftAway() throws IOException {
        var written = written(new byte[5000], XetInputs.noise(1, 100));
        var name = written.xorb().name();
        for (var footer : List.of(XorbFooter.first(written.xorb()), XorbFooter.second(written.xorb()))) {
            assertEquals(new XorbReading.Sound(written.xorb()), read(join(written.bytes(), footer), name));
            for (int at = 0; at < footer.length; at++) {
                var other = footer.clone();
                other[at] ^= 1;
                boolean reserved = at >= footer.length - 20 && at < footer.length - 4;
                var reading = read(join(written.bytes(), other), name);
                assertEquals(reserved, reading instanceof XorbReading.Sound, "byte " + at);
            }
            var longer = Arrays.copyOf(footer, footer.length + 1);
            assertInstanceOf(XorbReading.Refused.class, read(join(written.bytes(), longer), name));
            var shorter = Arrays.copyOf(footer, footer.length - 1);
            assertInstanceOf(XorbReading.Refused.class, read(join(written.bytes(), shorter), name));
        }
    }

    @Test
    void anotherNameIsRefused() throws IOException {
        var written = written(XetInputs.noise(1, 100));
        assertEquals(
                "these are the bytes of xorb " + written.xorb().name() + ", not of " + XetHash.ZERO,
                refused(written.bytes(), XetHash.ZERO));
    }

    @Test
    void headersThatCannotBeAreRefused() throws IOException {
        var sound = written(XetInputs.noise(1, 100)).bytes();
        assertEquals("a chunk header of the unknown version 1", refused(changed(sound, 0, 1)));
        assertEquals("a chunk of the unknown compression scheme 3", refused(changed(sound, 4, 3)));
        assertEquals("a chunk of the unknown compression scheme 99", refused(changed(sound, 4, 99)));
        assertEquals("a chunk of 0 bytes; chunks have 1 to 131072", refused(changed(sound, 5, 0)));
        assertEquals("a chunk of 131172 bytes; chunks have 1 to 131072", refused(changed(sound, 7, 2)));
        assertEquals("a chunk stored in 0 bytes", refused(changed(sound, 1, 0)));
        assertEquals("a chunk stored in 16711780 bytes", refused(changed(sound, 3, 255)));
        assertEquals("an uncompressed chunk of two sizes", refused(changed(sound, 1, 99)));
        assertEquals("an LZ4 frame that does not begin as one", refused(changed(sound, 4, 1)));
    }

    @Test
    void aXorbThatEndsAnywhereElseIsRefused() throws IOException {
        var sound = written(XetInputs.noise(1, 100), XetInputs.noise(2, 50));
        for (int size = 0; size < sound.bytes().length; size++) {
            assertInstanceOf(
                    XorbReading.Refused.class,
                    read(Arrays.copyOf(sound.bytes(), size), sound.xorb().name()),
                    "cut to " + size);
        }
        assertEquals("a xorb without chunks", refused(new byte[0]));
    }

    @Test
    void chunksBeyondTheLastThatMayBeAreRefused() throws IOException {
        var one = written(new byte[] {7}).bytes();
        assertEquals(
                "a xorb of more than 8192 chunks",
                refused(new SequenceInputStream(
                        Collections.enumeration(Collections.nCopies(Xorb.MAX_CHUNKS + 1, one).stream()
                                .map(ByteArrayInputStream::new)
                                .toList()))));
    }

    @Test
    void bytesBeyondTheLastThatMayBeAreRefused() throws IOException {
        var one = written(XetInputs.noise(3, Chunker.MAX_BYTES)).bytes();
        int most = Xorb.MAX_BYTES / one.length;
        assertEquals("a xorb of more than 67174400 bytes", refused(repeated(one, most + 1)));
    }

    /// The Python client ends a xorb at 64 MiB of chunks and does not count their headers.
    @Test
    void headersMayComeOnTopOfAFullXorb() throws IOException {
        var one = written(XetInputs.noise(3, Chunker.MAX_BYTES)).bytes();
        var names = Collections.nCopies(Xorb.FULL_BYTES / Chunker.MAX_BYTES, HASHING.chunk(one, 8, Chunker.MAX_BYTES));
        var tree = HASHING.tree();
        names.forEach(name -> tree.add(name, Chunker.MAX_BYTES));
        var reading = new XorbReader(HASHING, LZ4).read(repeated(one, names.size()), tree.root());
        var xorb = assertInstanceOf(XorbReading.Sound.class, reading).xorb();
        assertEquals(Xorb.FULL_BYTES, xorb.rawBytes());
        assertTrue(xorb.storedBytes() > Xorb.FULL_BYTES);
    }

    private static SequenceInputStream repeated(byte[] bytes, int times) {
        return new SequenceInputStream(Collections.enumeration(Collections.nCopies(times, bytes).stream()
                .map(ByteArrayInputStream::new)
                .toList()));
    }

    @Test
    void aFullXorbTakesNoMore() throws IOException {
        var writer = new XorbWriter(new ByteArrayOutputStream(), HASHING, LZ4);
        for (int i = 0; i < Xorb.MAX_CHUNKS; i++) {
            assertTrue(writer.hasRoomFor(1));
            writer.add(new byte[] {7}, 0, 1);
        }
        assertFalse(writer.hasRoomFor(1));
        assertThrows(IllegalArgumentException.class, () -> writer.add(new byte[] {7}, 0, 1));
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        var other = bytes.clone();
        other[at] = (byte) value;
        return other;
    }

    private static byte[] join(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static List<Integer> sizes(Xorb xorb) {
        return xorb.chunks().stream().map(XorbChunk::rawBytes).toList();
    }

    private static Written written(byte[]... chunks) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new XorbWriter(out, HASHING, LZ4);
        for (var chunk : chunks) {
            writer.add(chunk, 0, chunk.length);
        }
        return new Written(Bytes.copyOf(out.toByteArray()), writer.finish());
    }

    private static XorbReading read(byte[] bytes, XetHash name) throws IOException {
        return new XorbReader(HASHING, LZ4).read(new ByteArrayInputStream(bytes), name);
    }

    private static String refused(byte[] bytes) throws IOException {
        return refused(bytes, XetHash.ZERO);
    }

    private static String refused(byte[] bytes, XetHash name) throws IOException {
        return assertInstanceOf(XorbReading.Refused.class, read(bytes, name)).reason();
    }

    private static String refused(InputStream bytes) throws IOException {
        var reading = new XorbReader(HASHING, LZ4).read(bytes, XetHash.ZERO);
        return assertInstanceOf(XorbReading.Refused.class, reading).reason();
    }
}
