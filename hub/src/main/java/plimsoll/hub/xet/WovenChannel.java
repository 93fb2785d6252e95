package plimsoll.hub.xet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.ReadOnlyChannel;

/// A file read out of its terms, at any position. Holds one xorb open and two runs of its chunks in memory: whoever
/// reads
/// on and on is given one while a thread of its own decompresses the next. For one thread at a time.
final class WovenChannel extends ReadOnlyChannel {
    private final List<Term> terms;
    private final OpenXorb xorbs;
    private final long[] ends;
    private @Nullable RawChunks current;
    private Run run = new Run();
    private Run spare = new Run();
    private @Nullable FutureTask<Run> ahead;

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
    protected int read(long from, ByteBuffer into) throws IOException {
        if (!run.has(from)) {
            turnTo(from);
        }
        int at = (int) (from - run.from);
        int count = Math.min(into.remaining(), run.sizeBytes - at);
        into.put(run.bytes, at, count);
        return count;
    }

    // Only who has read a run to its end is taken for one who reads on.
    private void turnTo(long from) throws IOException {
        boolean readsOn = run.sizeBytes > 0 && from == run.from + run.sizeBytes;
        settle();
        if (!spare.has(from)) {
            load(from, spare);
        }
        var last = run;
        run = spare;
        spare = last;
        long next = run.from + run.sizeBytes;
        if (readsOn && next < size()) {
            var task = new FutureTask<>(() -> load(next, last));
            ahead = task;
            Thread.ofVirtual().name("decompress").start(task);
        }
    }

    // Until this returns, the thread has the spare run and the open xorb for itself.
    private void settle() throws IOException {
        var task = ahead;
        if (task == null) {
            return;
        }
        ahead = null;
        try {
            task.get();
        } catch (ExecutionException _) {
            // whoever needs those chunks loads them again and hears why they cannot be read
        } catch (InterruptedException e) {
            ahead = task;
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while chunks were decompressed");
        }
    }

    private Run load(long from, Run into) throws IOException {
        int found = Arrays.binarySearch(ends, from);
        int number = found < 0 ? -found - 1 : found + 1;
        var term = terms.get(number);
        long start = number == 0 ? 0 : ends[number - 1];
        var chunks = chunks(term);
        var offsets = chunks.xorb().chunks();
        int first = offsets.chunkAtRaw(offsets.rawStart(term.start()) + (int) (from - start));
        int end = chunks.endOfRun(first, term.end());
        int size = offsets.rawBytes(first, end);
        chunks.read(first, end, into.begin(size));
        into.from = start + offsets.rawBytes(term.start(), first);
        into.sizeBytes = size;
        return into;
    }

    private RawChunks chunks(Term term) throws IOException {
        var held = current;
        if (held == null || !held.xorb().name().equals(term.xorb())) {
            if (held != null) {
                held.close();
            }
            current = null; // should what follows fail
            held = open(term.xorb());
            current = held;
        }
        return held;
    }

    private RawChunks open(XetHash name) throws IOException {
        try {
            return xorbs.raw(xorbs.find(name).orElseThrow(() -> new XorbGone(name)));
        } catch (BlobMissing _) {
            throw new XorbGone(name);
        }
    }

    @Override
    public long size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public void close() throws IOException {
        super.close();
        try {
            settle();
        } finally {
            if (current != null) {
                current.close();
            }
        }
    }

    /// Some raw bytes that follow each other.
    private static final class Run {
        private byte[] bytes = new byte[0];
        private long from;
        private int sizeBytes;

        boolean has(long position) {
            return position >= from && position < from + sizeBytes;
        }

        /// Nothing, until what fills it has succeeded.
        byte[] begin(int size) {
            sizeBytes = 0;
            bytes = bytes.length >= size ? bytes : new byte[size];
            return bytes;
        }
    }
}
