package plimsoll.weights.inspection;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// Bytes in memory, read like a file.
final class InMemory implements SeekableByteChannel {
    private final ByteBuffer bytes;

    InMemory(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    public int read(ByteBuffer into) {
        int some = Math.min(into.remaining(), bytes.remaining());
        if (some == 0) {
            return into.hasRemaining() ? -1 : 0;
        }
        into.put(bytes.slice(bytes.position(), some));
        bytes.position(bytes.position() + some);
        return some;
    }

    @Override
    public long position() {
        return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long to) {
        bytes.position((int) Math.min(to, bytes.limit()));
        return this;
    }

    @Override
    public long size() {
        return bytes.limit();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
