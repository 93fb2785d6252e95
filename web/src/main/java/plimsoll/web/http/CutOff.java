package plimsoll.web.http;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import plimsoll.hub.content.ReadOnlyChannel;

/// Asks again and again, while something long is on its way, whether it still may go on, and cuts it when it may not.
/// For one transfer, which one thread at a time moves.
public final class CutOff {
    /// So long a transfer may outlive the right to it. What is asked costs a few indexed rows.
    public static final Duration PAUSE = Duration.ofSeconds(2);

    private final Right mayGoOn;
    private final InstantSource clock;
    private Instant asked;

    /// Asks `mayGoOn`; it was allowed just now.
    public CutOff(Right mayGoOn, InstantSource clock) {
        this.mayGoOn = mayGoOn;
        this.clock = clock;
        this.asked = clock.instant();
    }

    /// A source that can be cut off.
    public Body.Source around(Body.Source source) {
        return () -> new Channel(source.open());
    }

    /// A stream of what is sent, likewise.
    public OutputStream around(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                ask();
                out.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                ask();
                out.write(bytes, from, count);
            }
        };
    }

    /// A stream of what is received, likewise.
    public InputStream around(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                ask();
                return in.read();
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                ask();
                return in.read(into, from, count);
            }
        };
    }

    private void ask() throws IOException {
        var now = clock.instant();
        if (now.isBefore(asked.plus(PAUSE))) {
            return;
        }
        asked = now;
        if (!mayGoOn.stands()) {
            throw new AccessEnded();
        }
    }

    /// What a transfer goes on by.
    @FunctionalInterface
    public interface Right {
        /// Whether it still stands.
        boolean stands() throws IOException;
    }

    /// The right to a transfer ended while it was under way.
    public static final class AccessEnded extends IOException {
        private static final long serialVersionUID = 1;

        AccessEnded() {
            super("the right to it ended while it was on its way");
        }
    }

    private final class Channel extends ReadOnlyChannel {
        private final SeekableByteChannel source;
        private final long sizeBytes;

        Channel(SeekableByteChannel source) throws IOException {
            this.source = source;
            this.sizeBytes = source.size();
        }

        @Override
        protected int read(long from, ByteBuffer into) throws IOException {
            ask();
            return source.position(from).read(into);
        }

        @Override
        public long size() {
            return sizeBytes;
        }

        @Override
        public void close() throws IOException {
            super.close();
            source.close();
        }
    }
}
