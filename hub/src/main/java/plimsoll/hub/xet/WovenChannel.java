package plimsoll.hub.xet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.xet.Term;

/// A file read out of its terms, at any position. Holds one xorb open and one run of its chunks in memory. For one
/// thread.
final class WovenChannel implements SeekableByteChannel {
    private final List<Term> terms;
    private final OpenXorb xorbs;
    private final long[] ends;
    private @Nullable RawChunks current;
    private byte[] run = new byte[0];
    private long runFrom;
    private int runBytes;
    private long position;
    private boolean open = true;

    WovenChannel(List<Term> terms, OpenXorb xorbs) {
        this.terms = terms;
        this.xorbs = xorbs;
        this.ends = new long[terms.size()];
        long sum = 0;
        for (int i = 0; i < ends.length; i++) {
            sum += terms.get(i).rawBytes();
            ends[i] = sum;
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size()) {
            return -1;
        }
        if (position < runFrom || position >= runFrom + runBytes) {
            load();
        }
        int at = (int) (position - runFrom);
        int count = Math.min(into.remaining(), runBytes - at);
        into.put(run, at, count);
        position += count;
        return count;
    }

    private void load() throws IOException {
        int found = Arrays.binarySearch(ends, position);
        int number = found < 0 ? -found - 1 : found + 1;
        var term = terms.get(number);
        long start = number == 0 ? 0 : ends[number - 1];
        var chunks = chunks(term);
        var offsets = chunks.xorb().chunks();
        int first = offsets.chunkAtRaw(offsets.rawStart(term.start()) + (int) (position - start));
        int end = chunks.endOfRun(first, term.end());
        int size = offsets.rawBytes(first, end);
        runBytes = 0; // should what follows fail
        run = run.length >= size ? run : new byte[size];
        chunks.read(first, end, run);
        runFrom = start + offsets.rawBytes(term.start(), first);
        runBytes = size;
    }

    private RawChunks chunks(Term term) throws IOException {
        var held = current;
        if (held == null || !held.xorb().name().equals(term.xorb())) {
            if (held != null) {
                held.close();
            }
            var xorb = xorbs.find(term.xorb())
                    .orElseThrow(() -> new IOException("xorb %s is gone".formatted(term.xorb())));
            held = xorbs.raw(xorb);
            current = held;
        }
        return held;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        if (current != null) {
            current.close();
        }
    }
}
