package plimsoll.web.http;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// Asks again and again, while something long is on its way, whether it still may go on, and cuts it when it may not.
/// For one transfer, which one thread at a time moves.
public final class Guard {
    /// So long a transfer may outlive the right to it. What is asked costs a few indexed rows.
    public static final Duration PAUSE = Duration.ofSeconds(2);

    private final BooleanSupplier mayGoOn;
    private final InstantSource clock;
    private Instant asked;

    /// A guard who asks `mayGoOn`; it was allowed just now.
    public Guard(BooleanSupplier mayGoOn, InstantSource clock) {
        this.mayGoOn = mayGoOn;
        this.clock = clock;
        this.asked = clock.instant();
    }

    /// A source under guard.
    public Body.Source around(Body.Source source) {
        return () -> new Channel(source.open());
    }

    /// A stream of what is sent, under guard.
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

    /// A stream of what is received, under guard.
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

    private void ask() throws AccessEnded {
        var now = clock.instant();
        if (now.isBefore(asked.plus(PAUSE))) {
            return;
        }
        asked = now;
        if (!mayGoOn.getAsBoolean()) {
            throw new AccessEnded();
        }
    }

    /// The right to a transfer ended while it was under way.
    public static final class AccessEnded extends IOException {
        private static final long serialVersionUID = 1;

        AccessEnded() {
            super("the right to it ended while it was on its way");
        }
    }

    private final class Channel implements SeekableByteChannel {
        private final SeekableByteChannel guarded;

        Channel(SeekableByteChannel guarded) {
            this.guarded = guarded;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            ask();
            return guarded.read(into);
        }

        @Override
        public long position() throws IOException {
            return guarded.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            guarded.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return guarded.size();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return guarded.isOpen();
        }

        @Override
        public void close() throws IOException {
            guarded.close();
        }
    }
}
