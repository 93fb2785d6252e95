package plimsoll.weights.reading;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream read once from first byte to last, little-endian, that knows where it is. Nothing is allocated for bytes
/// that are not there. One thread; the stream is not closed.
public final class ForwardBytes {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long bufferOffset;

    /// Begins where the stream stands, which counts as byte 0.
    public ForwardBytes(InputStream in) {
        this.in = in;
    }

    /// Where the next byte comes from.
    public long position() {
        return bufferOffset + at;
    }

    /// Whether no byte is left.
    public boolean atEnd() throws IOException {
        return at == end && !fill();
    }

    /// The next byte, 0 to 255.
    ///
    /// @throws EOFException when there is none
    public int next() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException();
        }
        return buffer[at++] & 0xFF;
    }

    /// The byte that [#next()] will give, or -1 at the end.
    public int peek() throws IOException {
        return atEnd() ? -1 : buffer[at] & 0xFF;
    }

    /// Bytes as a number, the first the lowest; at most eight of them.
    public long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << (8 * i);
        }
        return number;
    }

    /// The next bytes.
    ///
    /// @throws EOFException when fewer are left; no more than those were allocated, doubled
    public byte[] bytes(int length) throws IOException {
        var bytes = new byte[Math.min(length, BUFFER_BYTES)];
        for (int have = 0; have < length; ) {
            if (at == end && !fill()) {
                throw new EOFException();
            }
            if (have == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * have));
            }
            int some = Math.min(bytes.length - have, end - at);
            System.arraycopy(buffer, at, bytes, have, some);
            at += some;
            have += some;
        }
        return bytes;
    }

    /// Passes over bytes.
    ///
    /// @throws EOFException when fewer are left
    public void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            if (at == end && !fill()) {
                throw new EOFException();
            }
            int some = (int) Math.min(left, end - at);
            at += some;
            left -= some;
        }
    }

    private boolean fill() throws IOException {
        bufferOffset += end;
        at = 0;
        end = Math.max(in.read(buffer, 0, buffer.length), 0);
        return end > 0;
    }
}
