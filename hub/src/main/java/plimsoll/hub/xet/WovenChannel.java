package plimsoll.hub.xet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.ReadOnlyChannel;

/// A file read out of its terms, at any position. Chunks that are stored as they are go from the blob into the
/// reader's buffer. Of compressed ones it holds two runs in memory: whoever reads on and on is given one while a thread
/// of its own decompresses the next. Holds a few xorbs open. For one thread at a time.
final class WovenChannel extends ReadOnlyChannel {
    /// Versions of a file are made of few xorbs in turn.
    private static final int OPEN = 4;

    private final List<Term> terms;
    private final OpenXorb xorbs;
    private final long[] ends;
    private final SequencedMap<XetHash, RawChunks> open = new LinkedHashMap<>(OPEN, 0.75F, true);
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
        if (!run.has(from) && !isNext(from)) {
            int count = readAsItIs(from, into);
            if (count > 0) {
                return count;
            }
        }
        if (!run.has(from)) {
            turnTo(from);
        }
        int at = (int) (from - run.from);
        int count = Math.min(into.remaining(), run.sizeBytes - at);
        into.put(run.bytes, at, count);
        return count;
    }

    // What is being decompressed already is not read past.
    private boolean isNext(long from) {
        return ahead != null && from == run.from + run.sizeBytes;
    }

    private int readAsItIs(long from, ByteBuffer into) throws IOException {
        settle();
        int number = termAt(from);
        var term = terms.get(number);
        return chunks(term).readAsTheyAre(term, (int) (from - startOf(number)), into);
    }

    private boolean isAsItIs(long position) throws IOException {
        int number = termAt(position);
        var term = terms.get(number);
        return chunks(term).isAsItIs(term, (int) (position - startOf(number)));
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
        if (readsOn && next < size() && !isAsItIs(next)) {
            var task = new FutureTask<>(() -> load(next, last));
            ahead = task;
            Thread.ofVirtual().name("decompress").start(task);
        }
    }

    // Until this returns, the thread has the spare run and the open xorbs for itself.
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
        int number = termAt(from);
        var term = terms.get(number);
        long start = startOf(number);
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

    private int termAt(long position) {
        int found = Arrays.binarySearch(ends, position);
        return found < 0 ? -found - 1 : found + 1;
    }

    private long startOf(int term) {
        return term == 0 ? 0 : ends[term - 1];
    }

    private RawChunks chunks(Term term) throws IOException {
        var held = open.get(term.xorb());
        if (held == null) {
            if (open.size() == OPEN) {
                open.pollFirstEntry().getValue().close();
            }
            held = open(term.xorb());
            open.put(term.xorb(), held);
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
            for (var each : open.values()) {
                each.close();
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
