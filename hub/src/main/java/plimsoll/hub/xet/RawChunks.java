package plimsoll.hub.xet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import plimsoll.domain.xet.ChunkDecoder;
import plimsoll.domain.xet.Lz4;

/// The raw bytes of a xorb's chunks, a run of chunks at a time. For one thread.
final class RawChunks implements Closeable {
    /// Chunks are read together up to so many bytes, so that a read of the disk is worth its while.
    private static final int RUN_BYTES = 512 * 1024;

    private final StoredXorb xorb;
    private final SeekableByteChannel blob;
    private final ChunkDecoder decoder;
    private byte[] wire = new byte[0];

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

    private void fill(long position, byte[] into, int size) throws IOException {
        var buffer = ByteBuffer.wrap(into, 0, size);
        blob.position(position);
        while (buffer.hasRemaining()) {
            if (blob.read(buffer) < 0) {
                throw new EOFException("a blob is shorter than the xorb in it");
            }
        }
    }

    @Override
    public void close() throws IOException {
        blob.close();
    }
}
