package plimsoll.web.huggingface;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import plimsoll.web.http.Refused;

/// A body that may not be longer than a limit.
final class BoundedStream extends FilterInputStream {
    private final long limitBytes;
    private long readBytes;

    BoundedStream(InputStream in, long limitBytes) {
        super(in);
        this.limitBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            count(1);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int more) {
        readBytes += more;
        if (readBytes > limitBytes) {
            throw new Refused(413, "The body is larger than the %d bytes this address takes.".formatted(limitBytes));
        }
    }
}
