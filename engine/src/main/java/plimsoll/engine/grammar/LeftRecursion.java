package plimsoll.engine.grammar;

import java.util.ArrayDeque;
import java.util.BitSet;
import plimsoll.engine.grammar.Blueprint.Way;

/// Looks for rules that reach themselves before any byte is read: such a grammar would be expanded for ever.
final class LeftRecursion {
    private final Way[][] ways;
    private final int[] begins;
    private final int[] ends;
    private final BitSet nullable = new BitSet();

    LeftRecursion(Way[][] ways, int[] begins, int[] ends) {
        this.ways = ways;
        this.begins = begins;
        this.ends = ends;
    }

    /// Such a rule, or -1.
    int find() {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (int rule = 0; rule < begins.length; rule++) {
                if (!nullable.get(rule) && reached(rule, null).get(ends[rule])) {
                    nullable.set(rule);
                    grew = true;
                }
            }
        }
        var first = new BitSet[begins.length];
        for (int rule = 0; rule < begins.length; rule++) {
            first[rule] = new BitSet();
            reached(rule, first[rule]);
        }
        return cycle(first);
    }

    // The states of a rule that are reached without a byte; the rules called on the way go into `called`.
    private BitSet reached(int rule, @org.jspecify.annotations.Nullable BitSet called) {
        var seen = new BitSet();
        var open = new ArrayDeque<Integer>();
        open.add(begins[rule]);
        while (!open.isEmpty()) {
            int state = open.remove();
            if (seen.get(state)) {
                continue;
            }
            seen.set(state);
            for (var way : ways[state]) {
                switch (way) {
                    case Way.Free(int to) -> open.add(to);
                    case Way.Rule(int inner, int to) -> {
                        if (called != null) {
                            called.set(inner);
                        }
                        if (nullable.get(inner)) {
                            open.add(to);
                        }
                    }
                    case Way.Bytes _ -> {}
                }
            }
        }
        return seen;
    }

    // Takes away, again and again, the rules that begin with no rule that is left. A circle stays.
    private static int cycle(BitSet[] first) {
        var left = new BitSet();
        left.set(0, first.length);
        boolean shrank = true;
        while (shrank) {
            shrank = false;
            for (int rule = left.nextSetBit(0); rule >= 0; rule = left.nextSetBit(rule + 1)) {
                if (!first[rule].intersects(left)) {
                    left.clear(rule);
                    shrank = true;
                }
            }
        }
        for (int rule = left.nextSetBit(0); rule >= 0; rule = left.nextSetBit(rule + 1)) {
            if (first[rule].get(rule)) {
                return rule;
            }
        }
        return left.nextSetBit(0);
    }
}
