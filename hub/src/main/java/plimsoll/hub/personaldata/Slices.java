package plimsoll.hub.personaldata;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/// Pieces of a file as streams.
final class Slices {
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;

    private Slices() {}

    /// A piece.
    ///
    /// @param from its first byte
    /// @param to after its last
    record Slice(long from, long to) {}

    /// That the bytes of a file cannot be had, which is no fault of the file.
    static final class Unavailable extends IOException {
        private static final long serialVersionUID = 1;

        Unavailable(IOException why) {
            super(why.getMessage(), why);
        }
    }

    static InputStream of(SeekableByteChannel file, long from, long to) {
        return new InputStream() {
            private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
            private long at = from;

            @Override
            public int read() throws IOException {
                return fill() ? buffer.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!fill()) {
                    return -1;
                }
                int some = Math.min(length, buffer.remaining());
                buffer.get(into, offset, some);
                return some;
            }

            private boolean fill() throws IOException {
                if (buffer.hasRemaining()) {
                    return true;
                }
                buffer.clear().limit((int) Math.min(BUFFER, to - at));
                try {
                    file.position(at);
                    while (buffer.hasRemaining() && file.read(buffer) >= 0) {
                        // until it is full, or the file ends
                    }
                } catch (IOException e) {
                    throw new Unavailable(e);
                }
                buffer.flip();
                at += buffer.limit();
                return buffer.hasRemaining();
            }
        };
    }

    /// Pieces of a large file, evenly spread, each of whole lines as far as lines are not too long. The first begins
    /// with the file.
    static List<Slice> spread(SeekableByteChannel file, long size, ScanLimits limits) throws IOException {
        long count = Math.max(1, limits.wholeBytes() / limits.blockBytes());
        var slices = new ArrayList<Slice>();
        long end = 0;
        for (long i = 0; i < count; i++) {
            long from = i == 0 ? 0 : afterLine(file, Math.max(end, size / count * i), size);
            long to = afterLine(file, Math.min(size, from + limits.blockBytes()), size);
            if (from < to) {
                slices.add(new Slice(from, to));
                end = to;
            }
        }
        return slices;
    }

    private static long afterLine(SeekableByteChannel file, long from, long size) throws IOException {
        long most = Math.min(size, from + LONGEST_LINE);
        try (var in = of(file, from, most)) {
            for (long at = from; at < most; at++) {
                if (in.read() == '\n') {
                    return at + 1;
                }
            }
        }
        return most;
    }

    /// Counts what is read, and ends it.
    static final class Counted {
        private final long most;
        private long bytes;
        private boolean cut;

        /// @param most where it ends at the latest
        Counted(long most) {
            this.most = most;
        }

        long bytes() {
            return bytes;
        }

        boolean cut() {
            return cut;
        }

        InputStream over(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public int read() throws IOException {
                    var one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    if (bytes >= most) {
                        cut = super.read() >= 0;
                        return -1;
                    }
                    int read = super.read(into, offset, (int) Math.min(length, most - bytes));
                    bytes += Math.max(0, read);
                    return read;
                }
            };
        }
    }
}
