package plimsoll.hub.xet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import plimsoll.domain.xet.Lz4;
import plimsoll.domain.xet.StoredChunks;

/// The raw bytes of a xorb's chunks, a run of chunks at a time. For one thread.
final class RawChunks implements Closeable {
    /// Chunks are read together up to so many bytes, so that a read of the disk is worth its while.
    private static final int RUN_BYTES = 512 * 1024;

    private final StoredXorb xorb;
    private final SeekableByteChannel blob;
    private final Wire wire = new Wire();
    private final StoredChunks stored;

    RawChunks(StoredXorb xorb, SeekableByteChannel blob, Lz4 lz4) {
        this.xorb = xorb;
        this.blob = blob;
        this.stored = new StoredChunks(wire, lz4);
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
                int size = chunks.start(end) - chunks.start(first);
                fill(chunks.start(first), wire.begin(size), size);
                for (int chunk = first; chunk < end; chunk++) {
                    if (!stored.next() || stored.sizeBytes() != chunks.rawBytes(chunk, chunk + 1)) {
                        throw new IOException("chunk %d of xorb %s is not what it was".formatted(chunk, xorb.name()));
                    }
                    System.arraycopy(stored.bytes(), 0, raw, chunks.rawBytes(first, chunk), stored.sizeBytes());
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

    /// One run after another, as a stream.
    private static final class Wire extends InputStream {
        private byte[] bytes = new byte[0];
        private int at;
        private int end;

        byte[] begin(int size) {
            bytes = bytes.length >= size ? bytes : new byte[size];
            at = 0;
            end = size;
            return bytes;
        }

        @Override
        public int read() {
            return at < end ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == end && length > 0) {
                return -1;
            }
            int count = Math.min(length, end - at);
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
        }
    }
}
