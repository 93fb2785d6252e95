package plimsoll.hub.xet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import plimsoll.domain.xet.ChunkDecoder;
import plimsoll.domain.xet.ChunkHeader;
import plimsoll.domain.xet.Lz4;
import plimsoll.domain.xet.Term;

/// The raw bytes of a xorb's chunks, a run of chunks at a time. For one thread.
final class RawChunks implements Closeable {
    /// Chunks are read together up to so many bytes, so that a read of the disk is worth its while.
    private static final int RUN_BYTES = 512 * 1024;

    private final StoredXorb xorb;
    private final SeekableByteChannel blob;
    private final ChunkDecoder decoder;
    private final ByteBuffer header = ByteBuffer.allocate(ChunkHeader.BYTES);
    private byte[] wire = new byte[0];
    private int plain = -1;

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
        int end = chunks.rawStart(term.end());
        int size = Math.min(into.remaining(), end - at);
        return switch (xorb.home()) {
            case StoredXorb.Home.Within(var _, var from) -> {
                fill(from + at, into, size);
                yield size;
            }
            case StoredXorb.Home.Packed _ -> {
                int begun = at;
                for (int chunk = chunks.chunkAtRaw(at); at < begun + size && isPlain(chunk); chunk++) {
                    int done = at - chunks.rawStart(chunk);
                    int count = Math.min(begun + size, chunks.rawStart(chunk + 1)) - at;
                    fill(chunks.start(chunk) + ChunkHeader.BYTES + done, into, count);
                    at += count;
                }
                yield at - begun;
            }
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

    // By its sizes it may be; its header says whether it is.
    private boolean isPlain(int chunk) throws IOException {
        var chunks = xorb.chunks();
        int size = chunks.rawBytes(chunk, chunk + 1);
        if (chunk == plain) {
            return true;
        }
        if (chunks.start(chunk + 1) - chunks.start(chunk) != ChunkHeader.BYTES + size) {
            return false;
        }
        fill(chunks.start(chunk), header.clear(), ChunkHeader.BYTES);
        var expected = new byte[ChunkHeader.BYTES];
        ChunkHeader.uncompressed(size).write(expected, 0);
        boolean is = Arrays.equals(expected, header.array());
        plain = is ? chunk : plain;
        return is;
    }

    private void fill(long position, ByteBuffer into, int size) throws IOException {
        int limit = into.limit();
        blob.position(position);
        into.limit(into.position() + size);
        while (into.hasRemaining()) {
            if (blob.read(into) < 0) {
                throw new EOFException("a blob is shorter than the xorb in it");
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
