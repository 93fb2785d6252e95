package plimsoll.backends.memory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Draft;
import plimsoll.hub.content.WrongContent;

/// Blobs in memory, dated by a clock of the test's choice. Nothing outlives the process.
public final class MemoryBlobs implements Blobs {
    private final Map<Sha256, Held> blobs = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// No blobs yet.
    public MemoryBlobs(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public OptionalLong sizeBytes(Sha256 name) {
        var held = blobs.get(name);
        return held == null ? OptionalLong.empty() : OptionalLong.of(held.content().capacity());
    }

    @Override
    public SeekableByteChannel open(Sha256 name) throws IOException {
        var held = blobs.get(name);
        if (held == null) {
            throw new BlobMissing(name);
        }
        return new Reader(held.content().duplicate());
    }

    @Override
    public void receive(Sha256 expected, long sizeBytes, InputStream bytes) throws IOException {
        var content = bytes.readAllBytes();
        if (content.length != sizeBytes) {
            throw new WrongContent("%d bytes were sent, not the %d announced".formatted(content.length, sizeBytes));
        }
        var name = name(content);
        if (!name.equals(expected)) {
            throw new WrongContent("the bytes sent have SHA-256 %s, not %s".formatted(name, expected));
        }
        hold(name, content);
    }

    @Override
    public Draft draft() {
        return new MemoryDraft();
    }

    @Override
    public Stream<Kept> list() {
        return blobs.entrySet().stream()
                .map(blob -> new Kept(
                        blob.getKey(),
                        blob.getValue().content().capacity(),
                        blob.getValue().at()));
    }

    @Override
    public void delete(Sha256 name) {
        blobs.remove(name);
    }

    @Override
    public int sweepLeftovers(Instant before) {
        return 0;
    }

    private void hold(Sha256 name, byte[] content) {
        blobs.put(name, new Held(ByteBuffer.wrap(content).asReadOnlyBuffer(), clock.instant()));
    }

    private static Sha256 name(byte[] content) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Held(ByteBuffer content, Instant at) {}

    private final class MemoryDraft implements Draft {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public void write(ByteBuffer bytes) {
            var copy = new byte[bytes.remaining()];
            bytes.get(copy);
            written.writeBytes(copy);
        }

        @Override
        public int read(long position, ByteBuffer into) {
            return MemoryBlobs.read(ByteBuffer.wrap(written.toByteArray()), position, into);
        }

        @Override
        public long sizeBytes() {
            return written.size();
        }

        @Override
        public Sha256 keep() {
            var content = written.toByteArray();
            var name = name(content);
            hold(name, content);
            return name;
        }

        @Override
        public void close() {
            written.reset();
        }
    }

    private static int read(ByteBuffer content, long position, ByteBuffer into) {
        if (position >= content.capacity()) {
            return -1;
        }
        int length = Math.min(into.remaining(), content.capacity() - (int) position);
        into.put(content.duplicate().position((int) position).limit((int) position + length));
        return length;
    }

    private static final class Reader implements SeekableByteChannel {
        private final ByteBuffer content;
        private long position;
        private boolean open = true;

        Reader(ByteBuffer content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (!open) {
                throw new ClosedChannelException();
            }
            int length = MemoryBlobs.read(content, position, into);
            position += Math.max(0, length);
            return length;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            position = newPosition;
            return this;
        }

        @Override
        public long size() {
            return content.capacity();
        }

        @Override
        public int write(ByteBuffer bytes) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
