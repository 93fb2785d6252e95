package plimsoll.weights.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// Bytes that stand in a file as they are. Slices of one channel take turns: each read moves it.
record Slice(String name, SeekableByteChannel file, long from, long sizeBytes) implements Content {
    @Override
    public InputStream open() {
        return Channels.newInputStream(channel());
    }

    @Override
    public SeekableByteChannel channel() {
        return new Window(file, from, sizeBytes);
    }

    private static final class Window implements SeekableByteChannel {
        private final SeekableByteChannel file;
        private final long from;
        private final long size;
        private long position;

        Window(SeekableByteChannel file, long from, long size) {
            this.file = file;
            this.from = from;
            this.size = size;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (position >= size) {
                return -1;
            }
            int limit = into.limit();
            into.limit((int) Math.min(limit, into.position() + size - position));
            file.position(from + position);
            int read = file.read(into);
            into.limit(limit);
            position += Math.max(read, 0);
            return read;
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
            return size;
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
            return file.isOpen();
        }

        @Override
        public void close() {
            // The file belongs to whoever opened it.
        }
    }
}
