package plimsoll.engine.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A set of code points as sorted ranges, and the UTF-8 byte sequences they make.
final class CodePoints {
    private static final int LAST = Character.MAX_CODE_POINT;

    /// Where the length of UTF-8 changes, and around the surrogates, which have none.
    private static final int[][] BLOCKS = {{0, 0x7F}, {0x80, 0x7FF}, {0x800, 0xD7FF}, {0xE000, 0xFFFF}, {0x10000, LAST}
    };

    private record Range(int from, int last) {}

    private final List<Range> ranges = new ArrayList<>();

    CodePoints add(int from, int last) {
        ranges.add(new Range(from, last));
        return this;
    }

    CodePoints addAll(CodePoints others) {
        ranges.addAll(others.ranges);
        return this;
    }

    static CodePoints of(int from, int last) {
        return new CodePoints().add(from, last);
    }

    static CodePoints any() {
        return of(0, LAST);
    }

    /// All others.
    CodePoints negated() {
        var others = new CodePoints();
        int next = 0;
        for (var range : merged()) {
            if (range.from() > next) {
                others.add(next, range.from() - 1);
            }
            next = range.last() + 1;
        }
        if (next <= LAST) {
            others.add(next, LAST);
        }
        return others;
    }

    CodePoints without(CodePoints others) {
        return new CodePoints().addAll(others).addAll(negated()).negated();
    }

    boolean has(int codePoint) {
        return ranges.stream().anyMatch(range -> codePoint >= range.from() && codePoint <= range.last());
    }

    private List<Range> merged() {
        var sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingInt(Range::from));
        var merged = new ArrayList<Range>();
        for (var range : sorted) {
            if (!merged.isEmpty() && range.from() <= merged.getLast().last() + 1) {
                var before = merged.removeLast();
                merged.add(new Range(before.from(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /// Each sequence as pairs of first and last byte.
    List<int[]> utf8() {
        var sequences = new ArrayList<int[]>();
        for (var range : merged()) {
            for (int[] block : BLOCKS) {
                int from = Math.max(range.from(), block[0]);
                int last = Math.min(range.last(), block[1]);
                if (from <= last) {
                    split(from, last, sequences);
                }
            }
        }
        return sequences;
    }

    // Cuts a range of one length until the bytes vary independently: only the last ones over their whole range.
    private static void split(int from, int last, List<int[]> sequences) {
        int length = length(from);
        for (int i = 1; i < length; i++) {
            int mask = (1 << (6 * i)) - 1;
            if ((from & ~mask) != (last & ~mask)) {
                if ((from & mask) != 0) {
                    split(from, from | mask, sequences);
                    split((from | mask) + 1, last, sequences);
                    return;
                }
                if ((last & mask) != mask) {
                    split(from, (last & ~mask) - 1, sequences);
                    split(last & ~mask, last, sequences);
                    return;
                }
            }
        }
        var sequence = new int[2 * length];
        for (int i = 0; i < length; i++) {
            sequence[2 * i] = encoded(from, i, length);
            sequence[2 * i + 1] = encoded(last, i, length);
        }
        sequences.add(sequence);
    }

    private static int length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static int encoded(int codePoint, int place, int length) {
        if (length == 1) {
            return codePoint;
        }
        int bits = codePoint >> (6 * (length - 1 - place));
        return place == 0 ? ((0xF00 >> length) & 0xFF) | bits : 0x80 | (bits & 0x3F);
    }
}
