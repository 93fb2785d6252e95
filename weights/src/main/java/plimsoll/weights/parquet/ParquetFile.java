package plimsoll.weights.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What a Parquet file holds, from its footer (apache/parquet-format, 2.11). For one thread.
public final class ParquetFile {
    /// A larger footer is refused: what it says is kept in memory.
    private static final int MOST_FOOTER_BYTES = 16 << 20;

    private static final int MOST_FIELDS = 20_000;
    private static final int MOST_CHUNKS = 500_000;
    private static final int MOST_DEPTH = 60;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /// Fields that only make lists and maps of others.
    private static final Set<String> LISTS = Set.of("list", "element", "array", "bag", "item", "key_value");

    private final SeekableByteChannel channel;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final List<RowGroup> groups = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private int chunks;

    private ParquetFile(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /// Rows that are kept together.
    ///
    /// @param firstRow the number of its first row, from 0
    /// @param rows how many there are
    /// @param bytes how large it is in the file
    record RowGroup(long firstRow, long rows, long bytes, List<Chunk> chunks) {}

    /// The values of one column in a group of rows.
    record Chunk(int column, int codec, long offset, long bytes, long values) {}

    private record Field(String name, long type, long repetition, int children, boolean text, int width) {}

    /// Whether a file that begins so is said to be Parquet.
    public static boolean isParquet(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /// Reads the footer of a file, which is not closed with what this returns.
    ///
    /// @throws MalformedParquet when it has none that can be read
    public static ParquetFile open(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        if (size < 12) {
            throw new MalformedParquet("it is too short");
        }
        var tail = read(channel, size - 8, 8);
        if (!Arrays.equals(tail, 4, 8, MAGIC, 0, 4)) {
            boolean encrypted = Arrays.equals(tail, 4, 8, "PARE".getBytes(StandardCharsets.US_ASCII), 0, 4);
            throw new MalformedParquet(encrypted ? "it is encrypted" : "its footer is missing: it is cut off");
        }
        long length =
                ByteBuffer.wrap(tail).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
        if (length > size - 12 || length > MOST_FOOTER_BYTES) {
            throw new MalformedParquet("its footer is larger than may be");
        }
        var file = new ParquetFile(channel);
        file.footer(new CompactThrift(read(channel, size - 8 - length, (int) length), 0, (int) length));
        return file;
    }

    /// The columns, in order.
    public List<ParquetColumn> columns() {
        return List.copyOf(columns);
    }

    /// How many groups of rows there are.
    public int rowGroups() {
        return groups.size();
    }

    /// How many rows a group has.
    public long rows(int group) {
        return groups.get(group).rows();
    }

    /// How large a group is in the file, in bytes.
    public long bytes(int group) {
        return groups.get(group).bytes();
    }

    /// Reads the values of one column in a group of rows, in order.
    ///
    /// @throws MalformedParquet when something there is not as it should be, or is not read here
    public void read(int group, int column, ParquetValues values) throws IOException {
        var of = groups.get(group);
        for (var chunk : of.chunks()) {
            if (chunk.column() == column) {
                new ColumnPages(channel, columns.get(column), chunk, values, of.firstRow()).read();
            }
        }
    }

    static byte[] read(SeekableByteChannel channel, long from, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        channel.position(from);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the file ends before a page of it does");
            }
        }
        return buffer.array();
    }

    private void footer(CompactThrift in) throws IOException {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 2 -> {
                    int size = in.list();
                    for (int i = 0; i < size; i++) {
                        fields.add(field(in));
                    }
                    if (fields.size() > MOST_FIELDS || fields.isEmpty()) {
                        throw new MalformedParquet("it has too many columns, or none");
                    }
                    tree(1, fields.getFirst().children(), "", 0, 0, 0);
                }
                case 4 -> {
                    int size = in.list();
                    long row = 0;
                    for (int i = 0; i < size; i++) {
                        var group = group(in, row);
                        row += group.rows();
                        groups.add(group);
                    }
                }
                case 8 -> throw new MalformedParquet("it is encrypted");
                default -> in.skip();
            }
        }
    }

    private Field field(CompactThrift in) throws IOException {
        int outer = in.enter();
        long type = -1;
        long repetition = 0;
        long children = 0;
        long width = 0;
        boolean text = false;
        var name = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> type = in.number();
                case 2 -> width = in.number();
                case 3 -> repetition = in.number();
                case 4 -> name = in.text();
                case 5 -> children = in.number();
                case 6 -> {
                    long converted = in.number(); // UTF8, ENUM, JSON
                    text |= converted == 0 || converted == 4 || converted == 19;
                }
                case 10 -> text |= isText(in);
                default -> in.skip();
            }
        }
        in.leave(outer);
        if (children < 0 || children > MOST_FIELDS || width < 0 || width > 1 << 20) {
            throw new MalformedParquet("a field of it has impossible children or width");
        }
        return new Field(name, type, repetition, (int) children, text, (int) width);
    }

    // The members STRING, ENUM and JSON of a union.
    private static boolean isText(CompactThrift in) throws MalformedParquet {
        int outer = in.enter();
        boolean text = false;
        for (int field = in.next(); field != 0; field = in.next()) {
            text |= field == 1 || field == 4 || field == 12;
            in.skip();
        }
        in.leave(outer);
        return text;
    }

    /// Walks the fields, which stand in the order of a walk in depth.
    ///
    /// @return the number of the field after them
    private int tree(int first, int count, String path, int repeated, int defined, int depth) throws MalformedParquet {
        int at = first;
        for (int i = 0; i < count; i++) {
            if (at >= fields.size() || depth > MOST_DEPTH) {
                throw new MalformedParquet("its fields do not make a tree");
            }
            var field = fields.get(at++);
            int rep = repeated + (field.repetition() == 2 ? 1 : 0);
            int def = defined + (field.repetition() == 0 ? 0 : 1);
            boolean plain = !LISTS.contains(field.name()) || path.isEmpty();
            var name = !plain ? path : path.isEmpty() ? field.name() : path + "." + field.name();
            if (field.children() > 0) {
                at = tree(at, field.children(), name, rep, def, depth + 1);
            } else {
                var type = ParquetColumn.Type.of(field.type());
                columns.add(new ParquetColumn(name, type, field.text(), field.width(), rep, def));
            }
        }
        return at;
    }

    private RowGroup group(CompactThrift in, long firstRow) throws IOException {
        int outer = in.enter();
        var found = new ArrayList<Chunk>();
        long rows = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> {
                    int size = in.list();
                    for (int i = 0; i < size; i++) {
                        found.add(chunk(in, i));
                    }
                    chunks += size;
                }
                case 3 -> rows = in.number();
                default -> in.skip();
            }
        }
        in.leave(outer);
        if (chunks > MOST_CHUNKS || rows < 0 || rows > Long.MAX_VALUE / 2 - firstRow) {
            throw new MalformedParquet("it has too many groups of rows");
        }
        return new RowGroup(
                firstRow, rows, found.stream().mapToLong(Chunk::bytes).sum(), List.copyOf(found));
    }

    private Chunk chunk(CompactThrift in, int number) throws IOException {
        int outer = in.enter();
        var chunk = new Chunk(number, 0, 0, 0, 0);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> throw new MalformedParquet("values of it are in another file");
                case 3 -> chunk = values(in, number);
                case 8 -> throw new MalformedParquet("it is encrypted");
                default -> in.skip();
            }
        }
        in.leave(outer);
        if (number >= columns.size()) {
            throw new MalformedParquet("it has more columns than its schema");
        }
        return chunk;
    }

    private Chunk values(CompactThrift in, int number) throws IOException {
        int outer = in.enter();
        long codec = 0;
        long values = 0;
        long bytes = 0;
        long data = 0;
        long dictionary = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 4 -> codec = in.number();
                case 5 -> values = in.number();
                case 7 -> bytes = in.number();
                case 9 -> data = in.number();
                case 11 -> dictionary = in.number();
                default -> in.skip();
            }
        }
        in.leave(outer);
        long offset = dictionary > 0 && dictionary < data ? dictionary : data;
        if (offset < 4 || bytes < 0 || offset > channel.size() - bytes || values < 0) {
            throw new MalformedParquet("a column lies outside the file");
        }
        return new Chunk(number, (int) codec, offset, bytes, values);
    }
}
