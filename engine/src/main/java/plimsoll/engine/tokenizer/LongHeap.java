package plimsoll.engine.tokenizer;

import java.util.Arrays;

/// Numbers, of which the smallest comes out first. The JDK's queue would box each of eight million.
final class LongHeap {
    private long[] values;
    private int size;

    LongHeap(int room) {
        values = new long[Math.max(16, room)];
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        int at = size++;
        for (int parent = (at - 1) >> 1; at > 0 && values[parent] > value; parent = (at - 1) >> 1) {
            values[at] = values[parent];
            at = parent;
        }
        values[at] = value;
    }

    /// Takes the smallest out. There has to be one.
    long poll() {
        long smallest = values[0];
        long last = values[--size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && values[child + 1] < values[child]) {
                child++;
            }
            if (values[child] >= last) {
                break;
            }
            values[at] = values[child];
            at = child;
        }
        values[at] = last;
        return smallest;
    }
}
