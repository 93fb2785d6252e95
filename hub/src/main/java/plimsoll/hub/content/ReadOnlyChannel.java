package plimsoll.hub.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// What every channel to bytes that never change has in common: a position, an end, and a no to whoever would write.
/// Who extends it reads. For one thread at a time.
public abstract class ReadOnlyChannel implements SeekableByteChannel {
    private long position;
    private boolean open = true;

    /// Open, at the first byte.
    protected ReadOnlyChannel() {}

    /// Reads some of the bytes from `from` on, which is before the end.
    ///
    /// @return how many it put into `into`
    protected abstract int read(long from, ByteBuffer into) throws IOException;

    @Override
    public final int read(ByteBuffer into) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size()) {
            return -1;
        }
        int count = read(position, into);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public final long position() {
        return position;
    }

    @Override
    public final SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public final int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public final SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    /// Whoever holds something open closes it as well.
    @Override
    public void close() throws IOException {
        open = false;
    }
}
