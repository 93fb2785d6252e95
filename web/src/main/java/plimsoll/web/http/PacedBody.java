package plimsoll.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The body of one request, cut when its sender holds the connection for its own sake: when the time spent waiting for
/// its bytes has, on average, brought almost none. Only waiting counts. A hub that is slow itself, at a disk or a hash,
/// leaves its reader's clock alone, and one sender's pace says nothing of another's.
///
/// Closing it does nothing: what is left unread is for the request to drain, and Jetty would end the connection
/// under an answer. For one thread at a time.
final class PacedBody extends InputStream {
    /// Slower than any line that is still in use.
    static final int MIN_BYTES_PER_SECOND = 128;

    private final InputStream body;
    private final Duration patience;
    private final LongSupplier nanos;
    private long waitedNanos;
    private long receivedBytes;

    /// @param patience so long a sender may take over nothing at all
    /// @param nanos a clock that never goes back
    PacedBody(InputStream body, Duration patience, LongSupplier nanos) {
        this.body = body;
        this.patience = patience;
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long start = nanos.getAsLong();
        int count = body.read(into, offset, length);
        waitedNanos += nanos.getAsLong() - start;
        receivedBytes += Math.max(count, 0);
        if (count >= 0 && waitedNanos - patience.toNanos() > worthNanos()) {
            throw new IOException("%d bytes came in %d s of waiting for them"
                    .formatted(receivedBytes, Duration.ofNanos(waitedNanos).toSeconds()));
        }
        return count;
    }

    /// How many bytes were read so far.
    long receivedBytes() {
        return receivedBytes;
    }

    // In floating point: nanoseconds of many gigabytes overflow a long.
    private double worthNanos() {
        return (double) receivedBytes
                / MIN_BYTES_PER_SECOND
                * Duration.ofSeconds(1).toNanos();
    }
}
