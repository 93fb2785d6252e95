package plimsoll.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import plimsoll.domain.content.Bytes;

/// What follows the head of a response.
public sealed interface Body {
    /// Bytes at hand.
    record Whole(Bytes bytes) implements Body {}

    /// What a writer writes, of unknown length. When the writer throws, the connection is cut, so that nobody takes the
    /// part for the whole.
    record Streamed(Writer writer) implements Body {}

    /// A stretch of a channel, which is opened when the head has been sent and closed after the last byte.
    record Stretch(Source source, long offset, long lengthBytes) implements Body {}

    /// Writes a body.
    @FunctionalInterface
    interface Writer {
        /// Writes all of it.
        void write(OutputStream out) throws IOException;
    }

    /// Opens a channel.
    @FunctionalInterface
    interface Source {
        /// Opens it, for one reader who closes it.
        SeekableByteChannel open() throws IOException;
    }
}
