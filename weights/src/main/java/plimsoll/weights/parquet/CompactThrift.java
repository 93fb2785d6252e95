package plimsoll.weights.parquet;

import java.nio.charset.StandardCharsets;

/// Thrift's compact protocol, as far as Parquet's headers use it: fields are read or skipped one after the other.
final class CompactThrift {
    private static final int MOST_DEPTH = 24;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int type;
    private int field;

    CompactThrift(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int at() {
        return at;
    }

    /// Begins a struct, within another.
    ///
    /// @return the number of the field that was last, for `leave`
    int enter() {
        int outer = field;
        field = 0;
        return outer;
    }

    void leave(int outer) {
        field = outer;
    }

    /// The number of the next field; 0 at the end of the struct.
    int next() throws MalformedParquet {
        int head = byteAt();
        type = head & 15;
        if (type == 0) {
            return 0;
        }
        int delta = head >> 4;
        field = delta == 0 ? (int) number() : field + delta;
        return field;
    }

    private int byteAt() throws MalformedParquet {
        if (at >= end) {
            throw new MalformedParquet("a header is cut off");
        }
        return bytes[at++] & 0xff;
    }

    private long unsigned() throws MalformedParquet {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int one = byteAt();
            value |= (long) (one & 127) << shift;
            if (one < 128) {
                return value;
            }
        }
        throw new MalformedParquet("a number in a header does not end");
    }

    /// An integer of whatever width.
    long number() throws MalformedParquet {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /// A truth, which stands in the field's type.
    boolean truth() {
        return type == 1;
    }

    String text() throws MalformedParquet {
        int length = length(1);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    // Nothing takes less room than `least` bytes each.
    private int length(int least) throws MalformedParquet {
        long length = unsigned();
        if (length < 0 || length > (end - at) / least) {
            throw new MalformedParquet("a header tells of more than the file has");
        }
        return (int) length;
    }

    /// The number of elements of a list, which follow.
    int list() throws MalformedParquet {
        int head = byteAt();
        type = head & 15;
        int size = head >> 4;
        if (size == 15) {
            return length(1);
        }
        return size;
    }

    /// Passes the value of the field that `next` told of.
    void skip() throws MalformedParquet {
        skip(type, 0);
    }

    private void skip(int what, int depth) throws MalformedParquet {
        if (depth > MOST_DEPTH) {
            throw new MalformedParquet("a header is nested too deep");
        }
        switch (what) {
            case 1, 2 -> {}
            case 3 -> byteAt();
            case 4, 5, 6 -> unsigned();
            case 7 -> at = Math.min(end, at + Double.BYTES);
            case BINARY -> {
                int length = length(1); // it moves `at` itself
                at += length;
            }
            case LIST, SET -> skipList(depth);
            case MAP -> skipMap(depth);
            case STRUCT -> {
                int outer = enter();
                while (next() != 0) {
                    skip(type, depth + 1);
                }
                leave(outer);
            }
            default -> throw new MalformedParquet("a header has a value of no known type");
        }
    }

    private void skipList(int depth) throws MalformedParquet {
        int size = list();
        int of = type;
        for (int i = 0; i < size; i++) {
            skipElement(of, depth);
        }
    }

    private void skipMap(int depth) throws MalformedParquet {
        int size = length(1);
        int types = size == 0 ? 0 : byteAt();
        for (int i = 0; i < size; i++) {
            skipElement(types >> 4, depth);
            skipElement(types & 15, depth);
        }
    }

    // In a list truths take a byte each.
    private void skipElement(int of, int depth) throws MalformedParquet {
        skip(of <= 2 ? 3 : of, depth + 1);
    }
}
