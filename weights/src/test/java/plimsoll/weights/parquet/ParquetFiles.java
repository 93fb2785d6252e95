package plimsoll.weights.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The files beside this class, and what stands in them.
final class ParquetFiles {
    private ParquetFiles() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ParquetFiles.class.getResourceAsStream(name + ".parquet"), name)) {
            return in.readAllBytes();
        }
    }

    /// Every value that is read, as `column row value`.
    static List<String> values(byte[] bytes) throws IOException {
        var values = new ArrayList<String>();
        var file = ParquetFile.open(channel(bytes));
        for (int group = 0; group < file.rowGroups(); group++) {
            for (int column = 0; column < file.columns().size(); column++) {
                var of = file.columns().get(column);
                if (of.isRead()) {
                    file.read(group, column, new ParquetValues() {
                        @Override
                        public void bytes(long row, byte[] from, int start, int end) {
                            var charset = of.text() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
                            values.add("%s %d %s"
                                    .formatted(of.name(), row, new String(from, start, end - start, charset)));
                        }

                        @Override
                        public void number(long row, long value) {
                            values.add("%s %d %d".formatted(of.name(), row, value));
                        }
                    });
                }
            }
        }
        return values.stream().sorted().toList();
    }

    static SeekableByteChannel channel(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new SeekableByteChannel() {
            @Override
            public int read(ByteBuffer to) {
                if (!buffer.hasRemaining()) {
                    return -1;
                }
                int some = Math.min(to.remaining(), buffer.remaining());
                to.put(buffer.slice(buffer.position(), some));
                buffer.position(buffer.position() + some);
                return some;
            }

            @Override
            public int write(ByteBuffer from) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long position() {
                return buffer.position();
            }

            @Override
            public SeekableByteChannel position(long at) {
                buffer.position((int) Math.min(at, buffer.limit()));
                return this;
            }

            @Override
            public long size() {
                return buffer.limit();
            }

            @Override
            public SeekableByteChannel truncate(long size) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
