package plimsoll.weights.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/// The bytes of a file, or of a member of an archive.
interface Content {
    /// The last part of its path, in lower case: a hint at what it is.
    String name();

    long sizeBytes();

    /// Reads it from the start, each time anew. What it gives needs no closing.
    InputStream open() throws IOException;

    /// Reads it anywhere.
    ///
    /// @throws TooLarge when it is compressed and does not fit into memory
    SeekableByteChannel channel() throws IOException;

    /// A member that would have to be unpacked into more memory than is allowed.
    final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(long sizeBytes) {
            super("%d bytes to unpack at once".formatted(sizeBytes));
        }
    }
}
