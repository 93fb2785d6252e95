package plimsoll.web.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that fails when more comes than was allowed, so that no stranger's list fills the memory.
final class BoundedInput extends FilterInputStream {
    private final long limitBytes;
    private long left;

    BoundedInput(InputStream in, long limitBytes) {
        super(in);
        this.limitBytes = limitBytes;
        this.left = limitBytes;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            take(1);
        }
        return next;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int got = super.read(into, from, count);
        take(Math.max(0, got));
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void take(int count) throws IOException {
        left -= count;
        if (left < 0) {
            throw new IOException("more than %d bytes came".formatted(limitBytes));
        }
    }
}
