package plimsoll.domain.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// Any bytes at all, as a xorb, as a shard and as an LZ4 frame. The saved inputs beside this class run in each build.
class XetFormatFuzz {
    private static final Hashing HASHING = new Hashing(new ScalarBlake3());

    /// A sender may know the right name of any chunks, so what follows them is reached too.
    @FuzzTest
    void anyBytesAreAXorbOrRefused(byte[] bytes) throws IOException {
        var reader = new XorbReader(HASHING, new LiteralLz4());
        var reading = reader.read(new ByteArrayInputStream(bytes), nameOfChunks(bytes));
        if (reading instanceof XorbReading.Sound(var xorb)) {
            assertTrue(xorb.storedBytes() <= bytes.length, "every chunk is there");
            assertTrue(xorb.chunks().stream().allMatch(chunk -> chunk.rawBytes() <= Chunker.MAX_BYTES));
        }
    }

    private static XetHash nameOfChunks(byte[] bytes) throws IOException {
        var chunks = new StoredChunks(new ByteArrayInputStream(bytes), new LiteralLz4());
        var tree = HASHING.tree();
        try {
            while (chunks.next()) {
                tree.add(HASHING.chunk(chunks.bytes(), 0, chunks.sizeBytes()), chunks.sizeBytes());
            }
        } catch (MalformedXet refused) {
            return XetHash.ZERO;
        }
        return tree.root();
    }

    /// What is read is written as it was, but for what is reserved; and reading that gives the same again.
    @FuzzTest
    void anyBytesAreAShardOrRefused(byte[] bytes) throws IOException {
        if (ShardReader.read(new ByteArrayInputStream(bytes)) instanceof ShardReading.Sound(var shard)) {
            var out = new ByteArrayOutputStream();
            ShardWriter.write(shard, out);
            var again = ShardReader.read(new ByteArrayInputStream(out.toByteArray()));
            assertEquals(new ShardReading.Sound(shard), again);
            assertTrue(out.size() <= bytes.length, "nothing is added");
        }
    }

    /// The first byte says how many bytes the chunk has.
    @FuzzTest
    void anyBytesAreAFrameOrRefused(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        int rawBytes = 1 + (bytes[0] & 0xFF);
        var frame = Arrays.copyOfRange(bytes, 1, bytes.length);
        var out = new byte[Chunker.MAX_BYTES];
        try {
            Lz4Frame.read(new LiteralLz4(), frame, 0, frame.length, out, 0, rawBytes);
        } catch (MalformedXet refused) {
            assertTrue(String.valueOf(refused.getMessage()).length() < 200);
        }
        for (int at = rawBytes; at < out.length; at++) {
            assertTrue(out[at] == 0, "nothing is written beyond the chunk");
        }
    }
}
