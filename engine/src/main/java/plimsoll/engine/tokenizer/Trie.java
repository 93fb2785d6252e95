package plimsoll.engine.tokenizer;

import java.util.Arrays;

/// Texts by their UTF-16 units, each with a number. Filled by one thread; then read by any number.
final class Trie {
    static final int ROOT = 0;
    static final int NONE = -1;

    private long[] steps = filled(1 << 10);
    private int[] nodes = new int[1 << 10];
    private int[] values = {NONE};
    private int size = 1;

    private static long[] filled(int room) {
        var steps = new long[room];
        Arrays.fill(steps, NONE);
        return steps;
    }

    void put(String text, int value) {
        int node = ROOT;
        for (int i = 0; i < text.length(); i++) {
            int next = next(node, text.charAt(i));
            node = next == NONE ? grow(node, text.charAt(i)) : next;
        }
        values[node] = value;
    }

    /// The node one unit further, or [#NONE].
    int next(int node, char unit) {
        int slot = slot(step(node, unit));
        return steps[slot] == NONE ? NONE : nodes[slot];
    }

    /// The number of the text that ends here, or [#NONE].
    int value(int node) {
        return values[node];
    }

    private int grow(int node, char unit) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        if (2 * size >= steps.length) {
            rehash();
        }
        int slot = slot(step(node, unit));
        steps[slot] = step(node, unit);
        nodes[slot] = size;
        values[size] = NONE;
        return size++;
    }

    private void rehash() {
        long[] oldSteps = steps;
        int[] oldNodes = nodes;
        steps = filled(2 * oldSteps.length);
        nodes = new int[2 * oldSteps.length];
        for (int i = 0; i < oldSteps.length; i++) {
            if (oldSteps[i] != NONE) {
                int slot = slot(oldSteps[i]);
                steps[slot] = oldSteps[i];
                nodes[slot] = oldNodes[i];
            }
        }
    }

    private static long step(int node, char unit) {
        return ((long) node << 16) | unit;
    }

    private int slot(long step) {
        int slot = (int) ((step * 0x9E3779B97F4A7C15L) >>> 33) & (steps.length - 1);
        while (steps[slot] != NONE && steps[slot] != step) {
            slot = (slot + 1) & (steps.length - 1);
        }
        return slot;
    }
}
