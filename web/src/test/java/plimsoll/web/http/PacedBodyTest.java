package plimsoll.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How slowly a body may come.
final class PacedBodyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PIECE_BYTES = 1 << 20;

    private final AtomicLong now = new AtomicLong();

    @Test
    void manyGigabytesAreNotTooSlow() throws IOException {
        var body = paced(Duration.ofMillis(2), PIECE_BYTES);
        var buffer = new byte[PIECE_BYTES];
        long received = 0;
        while (received < 40L << 30) { // beyond where bytes times nanoseconds leave a long, several times over
            received += body.read(buffer);
        }
        assertEquals(40L << 30, received);
    }

    @Test
    void aTrickleEndsWhenPatienceDoes() {
        var body = paced(Duration.ofSeconds(1), 1);
        var tooSlow = assertThrows(IOException.class, () -> body.transferTo(OutputStream.nullOutputStream()));
        assertEquals("11 bytes came in 11 s of waiting for them", tooSlow.getMessage());
    }

    @Test
    void timeThatTheHubTakesIsNotTheSenders() throws IOException {
        var body = paced(Duration.ofMillis(10), 10);
        for (int n = 0; n < 100; n++) {
            assertEquals(10, body.read(new byte[10]));
            now.addAndGet(Duration.ofMinutes(1).toNanos());
        }
    }

    private PacedBody paced(Duration perRead, int bytesPerRead) {
        var sender = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("byte by byte");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                now.addAndGet(perRead.toNanos());
                return bytesPerRead;
            }
        };
        return new PacedBody(sender, PATIENCE, now::get);
    }
}
