package plimsoll.weights.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// The pages of one column in one group of rows: decompressed, and their values decoded, one page at a time.
final class ColumnPages {
    /// A larger page is refused: it is held in memory twice.
    private static final int MOST_PAGE_BYTES = 32 << 20;

    private static final int MOST_VALUES = 4 << 20;
    private static final int MOST_HEADER_BYTES = 64 << 10;
    private static final int DICTIONARY = 2;
    private static final int DATA = 0;
    private static final int DATA_V2 = 3;

    private final SeekableByteChannel channel;
    private final ParquetColumn column;
    private final ParquetFile.Chunk chunk;
    private final ParquetValues values;
    private long row;
    private byte[] dictionary = new byte[0];
    /// Where each value of the dictionary begins, and the last one ends.
    private int[] starts = new int[0];

    ColumnPages(
            SeekableByteChannel channel,
            ParquetColumn column,
            ParquetFile.Chunk chunk,
            ParquetValues values,
            long firstRow) {
        this.channel = channel;
        this.column = column;
        this.chunk = chunk;
        this.values = values;
        this.row = firstRow - 1;
    }

    /// What stands in front of a page.
    private static final class Header {
        long type = -1;
        long plainBytes;
        long bytes;
        long count;
        long encoding;
        long definitionBytes = -1;
        long repetitionBytes;
        boolean compressed = true;
        int size;
    }

    void read() throws IOException {
        long at = chunk.offset();
        long end = chunk.offset() + chunk.bytes();
        long seen = 0;
        while (at < end && seen < chunk.values()) {
            var header = header(at, end);
            at += header.size;
            if (header.bytes < 0
                    || header.bytes > end - at
                    || header.bytes > MOST_PAGE_BYTES
                    || header.plainBytes < 0
                    || header.plainBytes > MOST_PAGE_BYTES
                    || header.count < 0
                    || header.count > MOST_VALUES) {
                throw new MalformedParquet("a page of column %s is larger than may be".formatted(column.name()));
            }
            if (header.type == DATA || header.type == DATA_V2 || header.type == DICTIONARY) {
                var page = page(header, ParquetFile.read(channel, at, (int) header.bytes));
                if (header.type == DICTIONARY) {
                    dictionary(page, (int) header.count);
                } else {
                    seen += header.count;
                    data(header, page);
                }
            }
            at += header.bytes;
        }
        if (seen < chunk.values()) {
            throw new MalformedParquet("column %s ends early".formatted(column.name()));
        }
    }

    private Header header(long at, long end) throws IOException {
        int most = (int) Math.min(MOST_HEADER_BYTES, end - at);
        int some = Math.min(most, 512);
        while (true) {
            try {
                var in = new CompactThrift(ParquetFile.read(channel, at, some), 0, some);
                var header = header(in);
                header.size = in.at();
                return header;
            } catch (MalformedParquet e) { // statistics may make it long
                if (some == most) {
                    throw e;
                }
                some = most;
            }
        }
    }

    private static Header header(CompactThrift in) throws MalformedParquet {
        var header = new Header();
        in.enter();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> header.type = in.number();
                case 2 -> header.plainBytes = in.number();
                case 3 -> header.bytes = in.number();
                case 5, 7 -> counts(header, in, 2);
                case 8 -> counts(header, in, 4);
                default -> in.skip();
            }
        }
        return header;
    }

    private static void counts(Header header, CompactThrift in, int encoding) throws MalformedParquet {
        int outer = in.enter();
        boolean second = encoding == 4;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                header.count = in.number();
            } else if (field == encoding) {
                header.encoding = in.number();
            } else if (second && field == 5) {
                header.definitionBytes = in.number();
            } else if (second && field == 6) {
                header.repetitionBytes = in.number();
            } else if (second && field == 7) {
                header.compressed = in.truth();
            } else {
                in.skip();
            }
        }
        in.leave(outer);
    }

    /// The page without compression. In pages of the second version levels are not compressed.
    private byte[] page(Header header, byte[] bytes) throws IOException {
        int levels = header.type == DATA_V2 ? levelBytes(header, bytes.length) : 0;
        if (chunk.codec() == 0 || !header.compressed || bytes.length == levels) {
            return bytes;
        }
        int size = (int) header.plainBytes - levels;
        if (size < 0) {
            throw new MalformedParquet("a page is smaller than its levels");
        }
        var plain = decompress(bytes, levels, size);
        if (levels == 0) {
            return plain;
        }
        var all = Arrays.copyOf(bytes, levels + size);
        System.arraycopy(plain, 0, all, levels, size);
        return all;
    }

    private static int levelBytes(Header header, int most) throws MalformedParquet {
        long levels = header.definitionBytes + header.repetitionBytes;
        if (header.definitionBytes < 0 || header.repetitionBytes < 0 || levels > most) {
            throw new MalformedParquet("the levels of a page are larger than the page");
        }
        return (int) levels;
    }

    private byte[] decompress(byte[] bytes, int from, int size) throws IOException {
        return switch (chunk.codec()) {
            case 1 -> Snappy.decompress(bytes, from, bytes.length, size);
            case 2 -> gunzip(bytes, from, size);
            case 6 -> Zstandard.decompress(bytes, from, bytes.length, size);
            case 3 -> throw new MalformedParquet("it is compressed by LZO, which is not read here");
            case 4 -> throw new MalformedParquet("it is compressed by Brotli, which is not read here");
            case 5, 7 -> throw new MalformedParquet("it is compressed by LZ4, which is not read here");
            default -> throw new MalformedParquet("it is compressed in no known way");
        };
    }

    private static byte[] gunzip(byte[] bytes, int from, int size) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            var plain = in.readNBytes(size);
            if (plain.length != size || in.read() >= 0) {
                throw new MalformedParquet("a page is not compressed as it says");
            }
            return plain;
        }
    }

    private void dictionary(byte[] page, int count) throws MalformedParquet {
        dictionary = page;
        starts = new int[count + 1];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int length = width();
            if (length < 0) {
                length = length(page, at);
                at += Integer.BYTES;
            }
            starts[i] = at;
            at = after(page, at, length);
        }
        starts[count] = at + (width() < 0 ? Integer.BYTES : 0);
    }

    private int width() {
        return switch (column.type()) {
            case BOOLEAN -> 0;
            case INT32, FLOAT -> 4;
            case INT64, DOUBLE -> 8;
            case INT96 -> 12;
            case FIXED_LEN_BYTE_ARRAY -> column.width();
            case BYTE_ARRAY -> -1;
        };
    }

    private static int length(byte[] page, int at) throws MalformedParquet {
        if (at > page.length - Integer.BYTES) {
            throw new MalformedParquet("a page ends within a value");
        }
        return HybridRuns.bits(page, at * 8L, 32, page.length);
    }

    private static int after(byte[] page, int at, int length) throws MalformedParquet {
        if (length < 0 || length > page.length - at) {
            throw new MalformedParquet("a value is longer than its page");
        }
        return at + length;
    }

    private void data(Header header, byte[] page) throws IOException {
        int count = (int) header.count;
        int at = 0;
        byte[] repetition = {};
        byte[] definition = {};
        if (header.type == DATA_V2) {
            int first = (int) header.repetitionBytes;
            int second = first + (int) header.definitionBytes;
            repetition = levels(page, 0, first, column.repetition(), count);
            definition = levels(page, first, second, column.definition(), count);
            at = second;
        } else {
            if (column.repetition() > 0) {
                int end = after(page, 4, length(page, 0));
                repetition = levels(page, 4, end, column.repetition(), count);
                at = end;
            }
            if (column.definition() > 0) {
                int end = after(page, at + 4, length(page, at));
                definition = levels(page, at + 4, end, column.definition(), count);
                at = end;
            }
        }
        int present = count;
        if (definition.length > 0) {
            present = 0;
            for (byte level : definition) {
                present += level == column.definition() ? 1 : 0;
            }
        }
        var source = new PageValues(page, at, present, (int) header.encoding, column, dictionary, starts);
        for (int i = 0; i < count; i++) {
            row += repetition.length == 0 || repetition[i] == 0 ? 1 : 0;
            if (definition.length == 0 || definition[i] == column.definition()) {
                source.next(row, values);
            }
        }
    }

    private static byte[] levels(byte[] page, int from, int to, int most, int count) throws MalformedParquet {
        if (most == 0) {
            return new byte[0];
        }
        var runs = new HybridRuns(page, from, to, 32 - Integer.numberOfLeadingZeros(most));
        var levels = new byte[count];
        for (int i = 0; i < count; i++) {
            levels[i] = (byte) runs.next();
        }
        return levels;
    }
}
