package plimsoll.backends.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/// A pack's file as JGit reads it: the blob without its salt.
final class PackChannel implements ReadableChannel {
    private final SeekableByteChannel blob;
    private final long sizeBytes;

    PackChannel(SeekableByteChannel blob, long sizeBytes) {
        this.blob = blob;
        this.sizeBytes = sizeBytes;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        long left = sizeBytes - blob.position();
        if (left <= 0) {
            return -1;
        }
        int limit = into.limit();
        into.limit((int) Math.min(limit, into.position() + left));
        try {
            return blob.read(into);
        } finally {
            into.limit(limit);
        }
    }

    @Override
    public long position() throws IOException {
        return blob.position();
    }

    @Override
    public void position(long position) throws IOException {
        blob.position(position);
    }

    @Override
    public long size() {
        return sizeBytes;
    }

    @Override
    public int blockSize() {
        return 0; // any
    }

    @Override
    public void setReadAheadBytes(int bytes) {
        // The operating system reads ahead; a remote store has its own blocks.
    }

    @Override
    public boolean isOpen() {
        return blob.isOpen();
    }

    @Override
    public void close() throws IOException {
        blob.close();
    }
}
