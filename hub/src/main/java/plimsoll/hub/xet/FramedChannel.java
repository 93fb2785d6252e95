package plimsoll.hub.xet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import plimsoll.domain.xet.ChunkHeader;

/// A stretch of a file that came whole, as the xorb it is: each chunk behind a header that says it is uncompressed. The
/// headers are made while they are read. For one thread.
final class FramedChannel implements SeekableByteChannel {
    private final SeekableByteChannel file;
    private final long from;
    private final ChunkOffsets chunks;
    private long position;

    FramedChannel(SeekableByteChannel file, long from, ChunkOffsets chunks) {
        this.file = file;
        this.from = from;
        this.chunks = chunks;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (position >= size()) {
            return -1;
        }
        int before = into.remaining();
        while (into.hasRemaining() && position < size()) {
            int chunk = chunks.chunkAt((int) position);
            int within = (int) position - chunks.start(chunk);
            position += within < ChunkHeader.BYTES ? header(chunk, within, into) : body(chunk, within, into);
        }
        return before - into.remaining();
    }

    private int header(int chunk, int within, ByteBuffer into) {
        var header = new byte[ChunkHeader.BYTES];
        ChunkHeader.uncompressed(chunks.rawBytes(chunk, chunk + 1)).write(header, 0);
        int count = Math.min(into.remaining(), header.length - within);
        into.put(header, within, count);
        return count;
    }

    private int body(int chunk, int within, ByteBuffer into) throws IOException {
        int done = within - ChunkHeader.BYTES;
        int count = Math.min(into.remaining(), chunks.rawBytes(chunk, chunk + 1) - done);
        file.position(from + chunks.rawStart(chunk) + done);
        int limit = into.limit();
        into.limit(into.position() + count);
        while (into.hasRemaining()) {
            if (file.read(into) < 0) {
                throw new EOFException("a file is shorter than its chunks");
            }
        }
        into.limit(limit);
        return count;
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
        return chunks.sizeBytes();
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
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
