package plimsoll.weights.parquet;

import java.io.IOException;
import java.util.Arrays;

/// The values of a page, one after the other, however they are encoded (parquet-format, Encodings.md).
final class PageValues {
    private final byte[] page;
    private final ParquetColumn column;
    private final byte[] dictionary;
    private final int[] starts;
    private final Way way;
    private HybridRuns indices;
    private long[] numbers = {};
    private long[] prefixes = {};
    private byte[] last = {};
    private int at;
    private int done;

    private enum Way {
        PLAIN,
        DICTIONARY,
        NUMBERS,
        LENGTHS,
        PREFIXES
    }

    PageValues(byte[] page, int from, int count, int encoding, ParquetColumn column, byte[] dictionary, int[] starts)
            throws MalformedParquet {
        this.page = page;
        this.column = column;
        this.dictionary = dictionary;
        this.starts = starts;
        at = from;
        way = switch (encoding) {
            case 0 -> Way.PLAIN;
            case 2, 8 -> Way.DICTIONARY;
            case 5 -> Way.NUMBERS;
            case 6 -> Way.LENGTHS;
            case 7 -> Way.PREFIXES;
            default ->
                throw new MalformedParquet(
                        "column %s has encoding %d, which is not read here".formatted(column.name(), encoding));
        };
        indices = new HybridRuns(page, from, page.length, 0);
        if (count == 0) {
            return;
        }
        switch (way) {
            case PLAIN -> {}
            case DICTIONARY -> indices = new HybridRuns(page, from + 1, page.length, at < page.length ? page[at] : 0);
            case NUMBERS, LENGTHS, PREFIXES -> numbers(count);
        }
    }

    private void numbers(int count) throws MalformedParquet {
        var delta = new DeltaNumbers(page, at, page.length);
        numbers = delta.read(count);
        at = delta.at();
        if (way == Way.PREFIXES) {
            prefixes = numbers;
            delta = new DeltaNumbers(page, at, page.length);
            numbers = delta.read(count);
            at = delta.at();
        }
        if (numbers.length != count || (way == Way.PREFIXES && prefixes.length != count)) {
            throw new MalformedParquet("column %s has fewer values than it says".formatted(column.name()));
        }
    }

    /// Hands on the next value.
    void next(long row, ParquetValues to) throws IOException {
        switch (way) {
            case PLAIN -> plain(row, to);
            case DICTIONARY -> named(row, to);
            case NUMBERS -> to.number(row, numbers[done]);
            case LENGTHS -> {
                int end = end(at, numbers[done]);
                to.bytes(row, page, at, end);
                at = end;
            }
            case PREFIXES -> {
                int end = end(at, numbers[done]);
                long kept = prefixes[done];
                if (kept < 0
                        || kept > last.length
                        || kept + end - at > page.length + (long) dictionary.length + (32 << 20)) {
                    throw new MalformedParquet("a value repeats more than was there");
                }
                var value = Arrays.copyOf(last, (int) kept + end - at);
                System.arraycopy(page, at, value, (int) kept, end - at);
                to.bytes(row, value, 0, value.length);
                last = value;
                at = end;
            }
        }
        done++;
    }

    private int end(int from, long length) throws MalformedParquet {
        if (length < 0 || length > page.length - from) {
            throw new MalformedParquet("a value of column %s is longer than its page".formatted(column.name()));
        }
        return from + (int) length;
    }

    private void plain(long row, ParquetValues to) throws IOException {
        if (column.type() == ParquetColumn.Type.BYTE_ARRAY) {
            int start = end(at, Integer.BYTES);
            int end = end(start, HybridRuns.bits(page, at * 8L, 32, page.length));
            to.bytes(row, page, start, end);
            at = end;
        } else {
            int end = end(at, column.type() == ParquetColumn.Type.INT64 ? Long.BYTES : Integer.BYTES);
            to.number(row, number(page, at, end));
            at = end;
        }
    }

    private void named(long row, ParquetValues to) throws IOException {
        int index = indices.next();
        if (index < 0 || index >= starts.length - 1) {
            throw new MalformedParquet("column %s has a value that its dictionary has not".formatted(column.name()));
        }
        if (column.type() == ParquetColumn.Type.BYTE_ARRAY) {
            to.bytes(row, dictionary, starts[index], starts[index + 1] - Integer.BYTES);
        } else {
            to.number(row, number(dictionary, starts[index], starts[index + 1]));
        }
    }

    private static long number(byte[] bytes, int from, int to) {
        long low = HybridRuns.bits(bytes, from * 8L, 32, to);
        long high = to - from > 4 ? HybridRuns.bits(bytes, from * 8L + 32, 32, to) : 0;
        return to - from > 4 ? (low & 0xffffffffL) | (high << 32) : low;
    }
}
