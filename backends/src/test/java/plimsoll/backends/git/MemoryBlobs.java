package plimsoll.backends.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.BytesChannel;
import plimsoll.hub.content.Draft;
import plimsoll.hub.content.WrongContent;

/// Blobs in memory, which break when told to.
final class MemoryBlobs implements Blobs {
    private final Map<Sha256, byte[]> blobs = new ConcurrentHashMap<>();
    private final Faults faults;

    MemoryBlobs() {
        this(Faults.NONE);
    }

    MemoryBlobs(Faults faults) {
        this.faults = faults;
    }

    /// Says when to fail.
    interface Faults {
        Faults NONE = _ -> {};

        void before(String step) throws IOException;
    }

    @Override
    public OptionalLong sizeBytes(Sha256 name) {
        var blob = blobs.get(name);
        return blob == null ? OptionalLong.empty() : OptionalLong.of(blob.length);
    }

    @Override
    public SeekableByteChannel open(Sha256 name) throws IOException {
        var blob = blobs.get(name);
        if (blob == null) {
            throw new BlobMissing(name);
        }
        return new BytesChannel(blob);
    }

    @Override
    public void receive(Sha256 expected, long sizeBytes, InputStream bytes) throws IOException {
        var content = bytes.readAllBytes();
        if (content.length != sizeBytes || !nameOf(content).equals(expected)) {
            throw new WrongContent("not " + expected);
        }
        blobs.put(expected, content);
    }

    @Override
    public Draft draft() throws IOException {
        faults.before("draft");
        return new MemoryDraft();
    }

    @Override
    public Stream<Kept> list() {
        return blobs.entrySet().stream().map(blob -> new Kept(blob.getKey(), blob.getValue().length, Instant.EPOCH));
    }

    @Override
    public void delete(Sha256 name) throws IOException {
        faults.before("delete");
        blobs.remove(name);
    }

    @Override
    public int sweepLeftovers(Instant before) {
        return 0;
    }

    private static Sha256 nameOf(byte[] content) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private final class MemoryDraft implements Draft {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            faults.before("write");
            var chunk = new byte[bytes.remaining()];
            bytes.get(chunk);
            written.write(chunk);
        }

        @Override
        public int read(long position, ByteBuffer into) {
            if (position >= written.size()) {
                return -1;
            }
            int count = (int) Math.min(into.remaining(), written.size() - position);
            into.put(written.toByteArray(), (int) position, count);
            return count;
        }

        @Override
        public long sizeBytes() {
            return written.size();
        }

        @Override
        public Sha256 keep() throws IOException {
            faults.before("keep");
            var content = written.toByteArray();
            var name = nameOf(content);
            blobs.put(name, content);
            faults.before("kept");
            return name;
        }

        @Override
        public void close() {
            // Nothing but memory.
        }
    }
}
