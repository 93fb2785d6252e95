package plimsoll.engine.tokenizer;

import java.util.Arrays;

/// Token ids as they come.
final class Ids {
    private int[] values = new int[64];
    private int size;

    void add(int id) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = id;
    }

    void addAll(int[] ids, int count) {
        while (size + count > values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        System.arraycopy(ids, 0, values, size, count);
        size += count;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    int[] from(int start) {
        return Arrays.copyOfRange(values, start, size);
    }
}
