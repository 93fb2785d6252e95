package plimsoll.hub.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.ChunkHeader;
import plimsoll.domain.xet.Lz4;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.BytesChannel;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.hub.fixtures.MemoryXets;

/// However the chunks of a file are stored, and in whatever steps it is read, it comes out as it is: from a file, and
/// from a store that is none. Chunks are of few bytes; a compressed one is, for this test, one frame that a stand-in
/// for LZ4 undoes by turning every bit.
final class WovenChannelProperty {
    private static final int CASES = 150;
    private static final int LZ4_SCHEME = 1;

    private final Random random = new Random(70);
    private final LargeFileRoom room = new LargeFileRoom();

    @TempDir
    Path folder;

    @Test
    void itReadsAsTheFileIs() throws IOException {
        for (int round = 0; round < CASES; round++) {
            boolean onDisk = random.nextBoolean();
            var made = new Made(round);
            try (var channel = new WovenChannel(made.terms, made.open(onDisk))) {
                assertEquals(made.content.length, channel.size());
                read(channel, made.content, "round " + round);
            }
        }
    }

    // In steps that go on, and now and then jump.
    private void read(SeekableByteChannel channel, byte[] content, String when) throws IOException {
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(5) == 0) {
                channel.position(random.nextInt(content.length));
            }
            int from = (int) channel.position();
            int size = 1 + random.nextInt(300);
            var into = random.nextBoolean() ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
            int count = channel.read(into);
            if (from == content.length) {
                assertEquals(-1, count);
                channel.position(0);
                continue;
            }
            assertTrue(count > 0, when);
            assertEquals(count, into.position(), when);
            assertEquals(from + count, channel.position(), when);
            var expected = Arrays.copyOfRange(content, from, from + count);
            assertEquals(ByteBuffer.wrap(expected), into.flip(), when + ", from " + from);
        }
    }

    /// A file, and the xorbs it is made of, in blobs of their own or as stretches of one.
    private final class Made {
        private final MemoryXets xets = new MemoryXets(room.transactions(), room.files(), room.clock());
        private final List<Term> terms = new ArrayList<>();
        private final List<byte[]> blobs = new ArrayList<>();
        private final byte[] content;

        Made(int round) {
            var whole = new ByteArrayOutputStream();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                var name = new XetHash(round, i, 0, 0);
                var raw = xorb(name);
                var sizes = xets.find(name).orElseThrow().chunks();
                for (int part = 1 + random.nextInt(3); part > 0; part--) {
                    int start = random.nextInt(sizes.count());
                    int end = start + 1 + random.nextInt(sizes.count() - start);
                    terms.add(new Term(name, start, end, sizes.rawBytes(start, end)));
                    whole.write(raw, sizes.rawStart(start), sizes.rawBytes(start, end));
                }
            }
            content = whole.toByteArray();
        }

        private byte[] xorb(XetHash name) {
            boolean isPacked = random.nextBoolean();
            int count = 1 + random.nextInt(90);
            var sizes = new int[count];
            var wireSizes = new int[count];
            var raw = new ByteArrayOutputStream();
            var wire = new ByteArrayOutputStream();
            int squeezedOf = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                var chunk = new byte[1 + random.nextInt(40)];
                random.nextBytes(chunk);
                raw.writeBytes(chunk);
                sizes[i] = chunk.length;
                var stored = isPacked && random.nextInt(squeezedOf) == 0 ? squeezed(chunk) : asItIs(chunk);
                wireSizes[i] = stored.length;
                wire.writeBytes(stored);
            }
            var blob = new Sha256("%064x".formatted(blobs.size()));
            if (isPacked) {
                blobs.add(wire.toByteArray());
                var home = new StoredXorb.Home.Packed(blob);
                xets.keep(new StoredXorb(name, home, ChunkOffsets.of(sizes, wireSizes)), List.of(), Instant.EPOCH);
            } else {
                int from = random.nextInt(20);
                var before = new byte[from + raw.size()];
                System.arraycopy(raw.toByteArray(), 0, before, from, raw.size());
                blobs.add(before);
                var home = new StoredXorb.Home.Within(blob, from);
                xets.keep(new StoredXorb(name, home, ChunkOffsets.uncompressed(sizes)), List.of(), Instant.EPOCH);
            }
            return raw.toByteArray();
        }

        private byte[] asItIs(byte[] chunk) {
            var stored = new byte[ChunkHeader.BYTES + chunk.length];
            ChunkHeader.uncompressed(chunk.length).write(stored, 0);
            System.arraycopy(chunk, 0, stored, ChunkHeader.BYTES, chunk.length);
            return stored;
        }

        // A frame around one block: fifteen bytes more than the chunk, which no header forbids.
        private byte[] squeezed(byte[] chunk) {
            var frame =
                    ByteBuffer.allocate(ChunkHeader.BYTES + 15 + chunk.length).order(ByteOrder.LITTLE_ENDIAN);
            frame.put((byte) 0).put((byte) (15 + chunk.length)).putShort((short) 0);
            frame.put((byte) LZ4_SCHEME).put((byte) chunk.length).putShort((short) 0);
            frame.putInt(0x184D2204)
                    .put((byte) 0x60)
                    .put((byte) 0x40)
                    .put((byte) 0x82)
                    .putInt(chunk.length);
            for (byte each : chunk) {
                frame.put((byte) ~each);
            }
            return frame.putInt(0).array();
        }

        OpenXorb open(boolean onDisk) throws IOException {
            for (int i = 0; i < blobs.size(); i++) {
                Files.write(folder.resolve("%064x".formatted(i)), blobs.get(i));
            }
            var store = (Blobs) Proxy.newProxyInstance(
                    Blobs.class.getClassLoader(), new Class<?>[] {Blobs.class}, (_, method, arguments) -> {
                        assertEquals("open", method.getName());
                        var name = ((Sha256) arguments[0]).hex();
                        return onDisk
                                ? FileChannel.open(folder.resolve(name))
                                : new BytesChannel(blobs.get(Integer.parseInt(name, 16)));
                    });
            return new OpenXorb(xets, store, TURNING);
        }
    }

    private static final Lz4 TURNING = new Lz4() {
        @Override
        public int decompress(byte[] block, int from, int sizeBytes, byte[] out, int at, int end) {
            for (int i = 0; i < sizeBytes; i++) {
                out[at + i] = (byte) ~block[from + i];
            }
            return sizeBytes;
        }

        @Override
        public int compress(byte[] raw, int from, int sizeBytes, byte[] out, int at, int end) {
            return -1;
        }
    };
}
