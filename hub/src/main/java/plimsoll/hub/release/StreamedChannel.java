package plimsoll.hub.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/// A stream read as a channel by one thread, so that a file kept in git needs no memory of its size. Going forward
/// skips; going back opens the stream again.
final class StreamedChannel implements SeekableByteChannel {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Source source;
    private final long sizeBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private @Nullable InputStream stream;
    private long streamAt;
    private long position;
    private boolean open = true;

    StreamedChannel(Source source, long sizeBytes) {
        this.source = source;
        this.sizeBytes = sizeBytes;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= sizeBytes) {
            return -1;
        }
        int count = streamAtPosition().read(buffer, 0, Math.min(buffer.length, into.remaining()));
        if (count > 0) {
            into.put(buffer, 0, count);
            position += count;
            streamAt = position;
        }
        return count;
    }

    private InputStream streamAtPosition() throws IOException {
        if (stream == null || streamAt > position) {
            if (stream != null) {
                stream.close();
            }
            stream = source.open();
            streamAt = 0;
        }
        stream.skipNBytes(position - streamAt);
        streamAt = position;
        return stream;
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
        return sizeBytes;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    /// Opens the stream at its beginning.
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }
}
