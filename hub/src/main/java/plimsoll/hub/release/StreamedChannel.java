package plimsoll.hub.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import plimsoll.hub.content.ReadOnlyChannel;

/// A stream read as a channel by one thread, so that a file kept in git needs no memory of its size. Going forward
/// skips; going back opens the stream again.
public final class StreamedChannel extends ReadOnlyChannel {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Source source;
    private final long sizeBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private @Nullable InputStream stream;
    private long streamAt;

    /// Of a stream with so many bytes.
    public StreamedChannel(Source source, long sizeBytes) {
        this.source = source;
        this.sizeBytes = sizeBytes;
    }

    @Override
    protected int read(long from, ByteBuffer into) throws IOException {
        int count = streamAt(from).read(buffer, 0, Math.min(buffer.length, into.remaining()));
        if (count > 0) {
            into.put(buffer, 0, count);
            streamAt += count;
        }
        return count;
    }

    private InputStream streamAt(long position) throws IOException {
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
    public long size() {
        return sizeBytes;
    }

    @Override
    public void close() throws IOException {
        super.close();
        if (stream != null) {
            stream.close();
        }
    }

    /// Opens the stream at its beginning.
    @FunctionalInterface
    public interface Source {
        /// A stream that whoever asks closes.
        InputStream open() throws IOException;
    }
}
