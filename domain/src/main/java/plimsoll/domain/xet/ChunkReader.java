package plimsoll.domain.xet;

import java.io.IOException;
import java.io.InputStream;

/// A stream cut into chunks, one at a time.
///
/// ```
/// while (chunks.next()) use(chunks.bytes(), chunks.from(), chunks.sizeBytes());
/// ```
///
/// Not for more than one thread. The stream is the caller's to close.
public final class ChunkReader {
    /// Two chunks: a read is then rarely shorter than half of it, and what is moved to its front is at most one chunk.
    private static final int BUFFER_BYTES = 2 * Chunker.MAX_BYTES;

    private final InputStream source;
    private final Chunker chunker = new Chunker();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private int filled;

    /// Begins at the stream's next byte.
    public ChunkReader(InputStream source) {
        this.source = source;
    }

    /// Goes to the next chunk; false at the end of the stream.
    public boolean next() throws IOException {
        from = to;
        int searched = from;
        while (true) {
            int end = chunker.cut(buffer, searched, filled);
            if (end >= 0) {
                to = end;
                return true;
            }
            searched = filled - from;
            if (!refill()) {
                to = filled;
                return to > from;
            }
        }
    }

    private boolean refill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        from = 0;
        int read = source.readNBytes(buffer, filled, BUFFER_BYTES - filled);
        filled += read;
        return read > 0;
    }

    /// The buffer that holds the chunk until the next one is asked for.
    public byte[] bytes() {
        return buffer;
    }

    /// Where the chunk begins in [#bytes()].
    public int from() {
        return from;
    }

    /// How long it is.
    public int sizeBytes() {
        return to - from;
    }
}
