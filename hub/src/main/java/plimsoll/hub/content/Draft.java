package plimsoll.hub.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import plimsoll.domain.content.Sha256;

/// A blob being written by one thread. Closing it without `keep` leaves nothing.
public interface Draft extends Closeable {
    /// Appends all that remains in `bytes`.
    void write(ByteBuffer bytes) throws IOException;

    /// Reads back what was written.
    ///
    /// @return how many bytes were read, -1 at the end
    int read(long position, ByteBuffer into) throws IOException;

    /// How much was written so far.
    long sizeBytes();

    /// Makes the bytes a blob, durable when this returns.
    ///
    /// @return its name
    Sha256 keep() throws IOException;
}
