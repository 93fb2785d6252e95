package plimsoll.hub.repositories;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// Bytes in memory, read like a file.
final class SmallFileChannel implements SeekableByteChannel {
    /// Larger files are not kept in git, by the hub's own upload rules; a push may do it, and is then read in part.
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private final byte[] content;
    private long position;
    private boolean open = true;

    SmallFileChannel(byte[] content) {
        this.content = content;
    }

    @Override
    public int read(ByteBuffer into) throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= content.length) {
            return -1;
        }
        int count = (int) Math.min(into.remaining(), content.length - position);
        into.put(content, (int) position, count);
        position += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
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
