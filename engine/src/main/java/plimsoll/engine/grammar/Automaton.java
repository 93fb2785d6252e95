package plimsoll.engine.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plimsoll.engine.grammar.Blueprint.Way;

/// The pushdown automaton over bytes, made deterministic as it is walked: what a text could be so far is one
/// [Place], and each step from a place is worked out once and then remembered.
///
/// Any number of threads; steps are taken one at a time.
final class Automaton {
    /// How many rules may be open inside each other: JSON nested so deep.
    static final int MAX_DEPTH = 64;

    /// What a text may be at once, counted in stacks.
    private static final int MAX_STACKS = 2_000;

    /// What one byte may cost.
    private static final int MAX_WORK = 200_000;

    /// Places that are remembered, some kilobytes each.
    private static final int MAX_PLACES = 4_096;

    /// Where to go on when the rule on top of it ends.
    private record Stack(int state, @Nullable Stack below, int depth, int hash) {
        private static Stack of(int state, @Nullable Stack below) {
            return new Stack(
                    state, below, below == null ? 1 : below.depth + 1, 31 * (below == null ? 7 : below.hash) + state);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Stack stack) || hash != stack.hash || depth != stack.depth) {
                return false;
            }
            Stack mine = this;
            Stack theirs = stack;
            while (mine != null && theirs != null && !sameObject(mine, theirs)) {
                if (mine.state != theirs.state) {
                    return false;
                }
                mine = mine.below;
                theirs = theirs.below;
            }
            return true;
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean sameObject(Stack one, Stack other) {
            return one == other;
        }
    }

    /// Where a text stands: all it could be in the middle of.
    final class Place {
        private final List<Stack> stacks;
        private final boolean accepting;
        private final @Nullable Place[] next = new @Nullable Place[256];

        private Place(List<Stack> stacks, boolean accepting) {
            this.stacks = stacks;
            this.accepting = accepting;
        }

        /// Whether the text may end here.
        boolean isAccepting() {
            return accepting;
        }

        /// Whether no byte may follow.
        boolean isDead() {
            return stacks.isEmpty();
        }

        /// Where this byte leads; a dead place that does not accept, when nowhere.
        ///
        /// @throws GrammarTooExpensive when that takes too much work
        Place after(int b) {
            var known = next[b];
            return known != null ? known : step(this, b);
        }
    }

    private final Way[][] ways;
    private final int[] begins;
    private final boolean[] isEnd;
    private final boolean[] hasBytes;
    private final boolean[] onlyEnds;
    private final Place start;
    private final Place nowhere = new Place(List.of(), false);
    private final Map<Set<Stack>, Place> places = new HashMap<>();
    private int work;
    private volatile long spent;

    Automaton(Way[][] ways, int[] begins, int[] ends, int root) {
        this.ways = ways;
        this.begins = begins;
        isEnd = new boolean[ways.length];
        hasBytes = new boolean[ways.length];
        onlyEnds = new boolean[ways.length];
        for (int end : ends) {
            isEnd[end] = true;
        }
        for (int state = 0; state < ways.length; state++) {
            for (var way : ways[state]) {
                hasBytes[state] |= way instanceof Way.Bytes;
            }
        }
        for (int state = 0; state < ways.length; state++) {
            onlyEnds[state] = leadsOnlyToTheEnd(state);
        }
        work = 0;
        start = place(List.of(Stack.of(begins[root], null)));
    }

    // A rule called last needs nobody to come back to: so JSON's depth is what counts, and not the number of rules.
    private boolean leadsOnlyToTheEnd(int from) {
        int state = from;
        for (int steps = 0; steps < 64; steps++) {
            if (isEnd[state]) {
                return true;
            }
            if (ways[state].length != 1 || !(ways[state][0] instanceof Way.Free(int to))) {
                return false;
            }
            state = to;
        }
        return false;
    }

    Place start() {
        return start;
    }

    /// The work of all steps that were taken for the first time.
    long spent() {
        return spent;
    }

    private synchronized Place step(Place place, int b) {
        work = 0;
        var moved = new ArrayList<Stack>();
        for (var stack : place.stacks) {
            for (var way : ways[stack.state]) {
                if (way instanceof Way.Bytes(int from, int last, int to) && b >= from && b <= last) {
                    moved.add(Stack.of(to, stack.below));
                }
            }
        }
        var next = moved.isEmpty() ? nowhere : place(moved);
        place.next[b] = next;
        spent = spent + work + 1;
        return next;
    }

    // All that can come next without a byte: rules that end, rules that begin.
    private Place place(List<Stack> moved) {
        boolean accepting = false;
        var reading = new LinkedHashSet<Stack>();
        var seen = new HashSet<Stack>();
        var open = new ArrayDeque<>(moved);
        while (!open.isEmpty()) {
            var stack = open.remove();
            if (!seen.add(stack)) {
                continue;
            }
            if (++work > MAX_WORK || reading.size() > MAX_STACKS) {
                throw new GrammarTooExpensive("one byte of the grammar took more than %d steps".formatted(MAX_WORK));
            }
            if (hasBytes[stack.state]) {
                reading.add(stack);
            }
            if (isEnd[stack.state]) {
                if (stack.below == null) {
                    accepting = true;
                } else {
                    open.add(stack.below);
                }
            }
            follow(stack, open);
        }
        if (reading.isEmpty() && !accepting) {
            return nowhere;
        }
        return remembered(reading, accepting);
    }

    private void follow(Stack stack, ArrayDeque<Stack> open) {
        for (var way : ways[stack.state]) {
            switch (way) {
                case Way.Free(int to) -> open.add(Stack.of(to, stack.below));
                case Way.Rule(int rule, int to) -> {
                    var below = onlyEnds[to] ? stack.below : Stack.of(to, stack.below);
                    if (below == null || below.depth < MAX_DEPTH) {
                        open.add(Stack.of(begins[rule], below));
                    }
                }
                case Way.Bytes _ -> {}
            }
        }
    }

    // Whether a place accepts follows from no stack that reads, so the two kinds are kept apart by an empty state.
    private Place remembered(Set<Stack> reading, boolean accepting) {
        if (accepting) {
            reading.add(Stack.of(-1, null));
        }
        if (places.size() > MAX_PLACES) {
            forget();
        }
        var known = places.get(reading);
        if (known == null) {
            known = new Place(reading.stream().filter(stack -> stack.state >= 0).toList(), accepting);
            places.put(reading, known);
        }
        return known;
    }

    // What a place remembers keeps all that follows from it in memory, so that goes too.
    private void forget() {
        places.values().forEach(place -> java.util.Arrays.fill(place.next, null));
        places.clear();
        places.put(new LinkedHashSet<>(start.stacks), start);
    }
}
