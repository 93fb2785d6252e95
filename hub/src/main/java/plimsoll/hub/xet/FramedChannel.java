package plimsoll.hub.xet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import plimsoll.domain.xet.ChunkHeader;
import plimsoll.hub.content.ReadOnlyChannel;

/// A stretch of a file that came whole, as the xorb it is: each chunk behind a header that says it is uncompressed. The
/// headers are made while they are read. For one thread.
final class FramedChannel extends ReadOnlyChannel {
    private final SeekableByteChannel file;
    private final long from;
    private final ChunkOffsets chunks;

    FramedChannel(SeekableByteChannel file, long from, ChunkOffsets chunks) {
        this.file = file;
        this.from = from;
        this.chunks = chunks;
    }

    @Override
    protected int read(long start, ByteBuffer into) throws IOException {
        int at = (int) start;
        while (into.hasRemaining() && at < chunks.sizeBytes()) {
            int chunk = chunks.chunkAt(at);
            int within = at - chunks.start(chunk);
            at += within < ChunkHeader.BYTES ? header(chunk, within, into) : body(chunk, within, into);
        }
        return at - (int) start;
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
    public long size() {
        return chunks.sizeBytes();
    }

    @Override
    public void close() throws IOException {
        super.close();
        file.close();
    }
}
