package plimsoll.backends.xet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plimsoll.domain.xet.Chunker;
import plimsoll.domain.xet.Hashing;
import plimsoll.domain.xet.Lz4;
import plimsoll.domain.xet.StoredChunks;
import plimsoll.domain.xet.XorbReader;
import plimsoll.domain.xet.XorbReading;
import plimsoll.domain.xet.XorbWriter;

/// The library's blocks in our frames.
class LibraryLz4Test {
    private static final int SCHEME_AT = 4;

    private final Lz4 lz4 = new LibraryLz4();
    private final Hashing hashing = new Hashing(Kernels.fastest());

    @Test
    void chunksOfEverySortComeOutAsTheyWentIn() throws IOException {
        var chunks = new ArrayList<byte[]>();
        for (int size : List.of(1, 2, 12, 13, 14, 15, 16, 40, 1000, 65535, 65536, 65537, Chunker.MAX_BYTES)) {
            chunks.addAll(List.of(noise(size), new byte[size], words(size), floats(size)));
        }
        var out = new ByteArrayOutputStream();
        var writer = new XorbWriter(out, hashing, lz4);
        for (var chunk : chunks) {
            writer.add(chunk, 0, chunk.length);
        }
        var xorb = writer.finish();
        assertEquals(
                new XorbReading.Sound(xorb),
                new XorbReader(hashing, lz4).read(new ByteArrayInputStream(out.toByteArray()), xorb.name()));
        var stored = new StoredChunks(new ByteArrayInputStream(out.toByteArray()), lz4);
        for (var chunk : chunks) {
            assertTrue(stored.next());
            assertArrayEquals(chunk, Arrays.copyOf(stored.bytes(), stored.sizeBytes()));
        }
        assertFalse(stored.next());
    }

    @Test
    void eachSortIsStoredInTheWayThatSuitsIt() throws IOException {
        assertEquals(0, schemeOf(noise(Chunker.MAX_BYTES)));
        assertEquals(1, schemeOf(words(Chunker.MAX_BYTES)));
        assertEquals(2, schemeOf(floats(Chunker.MAX_BYTES)));
    }

    @Test
    void aBlockThatDoesNotFitIsNone() {
        var raw = words(1000);
        var block = new byte[1000];
        int size = lz4.compress(raw, 0, raw.length, block, 0, block.length);
        assertTrue(size > 0);
        assertEquals(-1, lz4.compress(raw, 0, raw.length, block, 0, size - 1));
        assertEquals(1000, lz4.decompress(block, 0, size, new byte[1000], 0, 1000));
        assertEquals(-1, lz4.decompress(block, 0, size, new byte[1000], 0, 999));
        assertEquals(-1, lz4.decompress(block, 0, size - 1, new byte[1000], 0, 1000));
    }

    /// Libraries have been known to answer hostile blocks with faults of every kind.
    @Test
    void noBlockIsAnsweredWithAFault() {
        var random = new Random(50);
        var raw = words(3000);
        var sound = new byte[3000];
        int size = lz4.compress(raw, 0, raw.length, sound, 0, sound.length);
        for (int round = 0; round < 20_000; round++) {
            var block = Arrays.copyOf(sound, random.nextInt(size + 1));
            for (int n = random.nextInt(4); n > 0 && block.length > 0; n--) {
                block[random.nextInt(block.length)] = (byte) random.nextInt();
            }
            int end = random.nextInt(3001);
            int count = lz4.decompress(block, 0, block.length, new byte[3000], 0, end);
            assertTrue(count >= -1 && count <= end, "round " + round + " gave " + count);
        }
    }

    private int schemeOf(byte[] chunk) throws IOException {
        var out = new ByteArrayOutputStream();
        new XorbWriter(out, hashing, lz4).add(chunk, 0, chunk.length);
        return out.toByteArray()[SCHEME_AT];
    }

    private static byte[] noise(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] words(int size) {
        var text = new StringBuilder();
        var random = new Random(size);
        while (text.length() < size) {
            text.append(List.of("the ", "load ", "line ", "is ", "drawn ").get(random.nextInt(5)));
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
    }

    private static byte[] floats(int size) {
        var bytes = noise(size);
        for (int i = 3; i < size; i += 4) {
            bytes[i] = 0x3F;
        }
        return bytes;
    }
}
