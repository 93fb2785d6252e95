package plimsoll.hub.xet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plimsoll.domain.xet.ChunkDecoder;
import plimsoll.domain.xet.ChunkHeader;
import plimsoll.domain.xet.Lz4;
import plimsoll.domain.xet.Term;

/// The raw bytes of a xorb's chunks, a run of chunks at a time. For one thread.
final class RawChunks implements Closeable {
    /// Chunks are read together up to so many bytes, so that a read of the disk is worth its while.
    private static final int RUN_BYTES = 512 * 1024;
    /// Chunks read at once as they are.
    private static final int TOGETHER = 64;

    private final StoredXorb xorb;
    private final SeekableByteChannel blob;
    private final ChunkDecoder decoder;
    private final ByteBuffer headers = ByteBuffer.allocateDirect(TOGETHER * ChunkHeader.BYTES);
    private byte[] wire = new byte[0];
    /// A chunk whose header says that it is stored as it is, and one of the same size that is not.
    private int plain = -1;

    private int squeezed = -1;

    RawChunks(StoredXorb xorb, SeekableByteChannel blob, Lz4 lz4) {
        this.xorb = xorb;
        this.blob = blob;
        this.decoder = new ChunkDecoder(lz4);
    }

    StoredXorb xorb() {
        return xorb;
    }

    /// After which chunk a run that begins with `first` ends, before `end` at the latest.
    int endOfRun(int first, int end) {
        var chunks = xorb.chunks();
        int next = first + 1;
        while (next < end && chunks.rawBytes(first, next + 1) <= RUN_BYTES) {
            next++;
        }
        return next;
    }

    /// The raw bytes of the chunks from `first` to before `end`.
    void read(int first, int end, byte[] raw) throws IOException {
        var chunks = xorb.chunks();
        switch (xorb.home()) {
            case StoredXorb.Home.Within(var _, var from) ->
                fill(from + chunks.rawStart(first), raw, chunks.rawBytes(first, end));
            case StoredXorb.Home.Packed _ -> {
                int from = chunks.start(first);
                int size = chunks.start(end) - from;
                wire = wire.length >= size ? wire : new byte[size];
                fill(from, wire, size);
                for (int chunk = first; chunk < end; chunk++) {
                    int at = chunks.start(chunk) - from;
                    var header = decoder.decode(wire, at, size, raw, chunks.rawBytes(first, chunk));
                    if (header.rawBytes() != chunks.rawBytes(chunk, chunk + 1)) {
                        throw new IOException("chunk %d of xorb %s is not what it was".formatted(chunk, xorb.name()));
                    }
                }
            }
        }
    }

    /// Reads on in a term as long as its chunks are stored as they are.
    ///
    /// @param within where in the term to begin
    /// @return how many bytes it read; 0 when the first chunk is compressed
    int readAsTheyAre(Term term, int within, ByteBuffer into) throws IOException {
        var chunks = xorb.chunks();
        int at = chunks.rawStart(term.start()) + within;
        int size = Math.min(into.remaining(), chunks.rawStart(term.end()) - at);
        return switch (xorb.home()) {
            case StoredXorb.Home.Within(var _, var from) -> {
                fill(from + at, into, size);
                yield size;
            }
            case StoredXorb.Home.Packed _ -> isPlain(chunks.chunkAtRaw(at)) ? scatter(at, size, into) : 0;
        };
    }

    /// Whether a place in a term is in a chunk that is stored as it is.
    boolean isAsItIs(Term term, int within) throws IOException {
        var chunks = xorb.chunks();
        return switch (xorb.home()) {
            case StoredXorb.Home.Within _ -> true;
            case StoredXorb.Home.Packed _ -> isPlain(chunks.chunkAtRaw(chunks.rawStart(term.start()) + within));
        };
    }

    // One read for several chunks: their bytes go where they belong, the headers between them aside.
    private int scatter(int at, int size, ByteBuffer into) throws IOException {
        var chunks = xorb.chunks();
        int first = chunks.chunkAtRaw(at);
        int start = into.position();
        var parts = new ArrayList<ByteBuffer>();
        int done = 0;
        int chunk = first;
        for (; done < size && chunk - first < TOGETHER && (chunk == first || mayBePlain(chunk)); chunk++) {
            if (chunk > first) {
                parts.add(headers.slice(ChunkHeader.BYTES * (chunk - first), ChunkHeader.BYTES));
            }
            int count = Math.min(size, chunks.rawStart(chunk + 1) - at) - done;
            parts.add(into.slice(start + done, count));
            done += count;
        }
        readAll(chunks.start(first) + ChunkHeader.BYTES + at - chunks.rawStart(first), parts);
        int end = first + 1;
        while (end < chunk && isPlain(end, headers, ChunkHeader.BYTES * (end - first))) {
            end++;
        }
        int read = Math.min(size, chunks.rawStart(end) - at);
        into.position(start + read);
        return read;
    }

    private void readAll(long position, List<ByteBuffer> parts) throws IOException {
        if (blob instanceof FileChannel file) {
            var all = parts.toArray(ByteBuffer[]::new);
            file.position(position);
            while (all[all.length - 1].hasRemaining()) {
                if (file.read(all) < 0) {
                    throw tooShort();
                }
            }
        } else {
            long at = position;
            for (var part : parts) {
                int size = part.remaining();
                fill(at, part, size);
                at += size;
            }
        }
    }

    private boolean mayBePlain(int chunk) {
        var chunks = xorb.chunks();
        return chunk != squeezed
                && chunks.start(chunk + 1) - chunks.start(chunk)
                        == ChunkHeader.BYTES + chunks.rawBytes(chunk, chunk + 1);
    }

    // By its sizes it may be; its header says whether it is.
    private boolean isPlain(int chunk) throws IOException {
        if (chunk == plain || !mayBePlain(chunk)) {
            return chunk == plain;
        }
        fill(xorb.chunks().start(chunk), headers.clear(), ChunkHeader.BYTES);
        return isPlain(chunk, headers, 0);
    }

    private boolean isPlain(int chunk, ByteBuffer header, int at) {
        var expected = new byte[ChunkHeader.BYTES];
        var said = new byte[ChunkHeader.BYTES];
        ChunkHeader.uncompressed(xorb.chunks().rawBytes(chunk, chunk + 1)).write(expected, 0);
        header.get(at, said);
        boolean is = Arrays.equals(expected, said);
        plain = is ? chunk : plain;
        squeezed = is ? squeezed : chunk;
        return is;
    }

    private static EOFException tooShort() {
        return new EOFException("a blob is shorter than the xorb in it");
    }

    private void fill(long position, ByteBuffer into, int size) throws IOException {
        int limit = into.limit();
        blob.position(position);
        into.limit(into.position() + size);
        while (into.hasRemaining()) {
            if (blob.read(into) < 0) {
                throw tooShort();
            }
        }
        into.limit(limit);
    }

    private void fill(long position, byte[] into, int size) throws IOException {
        fill(position, ByteBuffer.wrap(into), size);
    }

    @Override
    public void close() throws IOException {
        blob.close();
    }
}
