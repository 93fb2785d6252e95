package plimsoll.backends.git;

import java.nio.ByteBuffer;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import plimsoll.domain.content.Bytes;

/// A pack's small file as JGit reads it: bytes at hand, without their salt. For one thread.
final class SmallChannel implements ReadableChannel {
    private final ByteBuffer content;
    private boolean open = true;

    SmallChannel(Bytes content, long sizeBytes) {
        this.content = ByteBuffer.wrap(content.toArray(), 0, Math.toIntExact(sizeBytes));
    }

    @Override
    public int read(ByteBuffer into) {
        if (!content.hasRemaining()) {
            return -1;
        }
        int count = Math.min(into.remaining(), content.remaining());
        into.put(content.slice(content.position(), count));
        content.position(content.position() + count);
        return count;
    }

    @Override
    public long position() {
        return content.position();
    }

    @Override
    public void position(long position) {
        content.position(Math.toIntExact(Math.min(position, content.limit())));
    }

    @Override
    public long size() {
        return content.limit();
    }

    @Override
    public int blockSize() {
        return 0; // any
    }

    @Override
    public void setReadAheadBytes(int bytes) {
        // All of it is here.
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
