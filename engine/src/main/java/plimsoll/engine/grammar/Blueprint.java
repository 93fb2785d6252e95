package plimsoll.engine.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rules of a grammar while they are drawn: states, and the ways between them over bytes, over other rules, or over
/// nothing. One thread.
final class Blueprint {
    /// The limit on rules, and on what they are made of.
    static final int MAX_RULES = 10_000;

    private static final int MAX_STATES = 400_000;

    /// How often a part may repeat by number: each time is a copy.
    static final int MAX_REPEATS = 10_000;

    /// A way from one state to another.
    sealed interface Way {
        int to();

        record Bytes(int from, int last, int to) implements Way {}

        record Rule(int rule, int to) implements Way {}

        record Free(int to) implements Way {}
    }

    /// A part: where it begins, and where it ends.
    record Part(int begin, int end) {}

    /// Draws a part from this state on and returns the state in which it ends.
    interface Draw {
        int from(int state) throws GrammarRefused;
    }

    private final List<List<Way>> states = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Part> rules = new ArrayList<>();

    int state() throws GrammarRefused {
        if (states.size() == MAX_STATES) {
            throw new GrammarRefused("the grammar is too large: more than %d states".formatted(MAX_STATES));
        }
        states.add(new ArrayList<>(2));
        return states.size() - 1;
    }

    private void way(int from, Way way) {
        states.get(from).add(way);
    }

    void free(int from, int to) {
        way(from, new Way.Free(to));
    }

    /// The number of the rule of this name, whether it has been drawn or not.
    int rule(String name) throws GrammarRefused {
        var known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (rules.size() == MAX_RULES) {
            throw new GrammarRefused("more than %d rules".formatted(MAX_RULES));
        }
        numbers.put(name, rules.size());
        names.add(name);
        rules.add(new Part(-1, -1));
        return rules.size() - 1;
    }

    boolean isDrawn(String name) {
        var number = numbers.get(name);
        return number != null && rules.get(number).begin() >= 0;
    }

    /// Draws a rule. It can be called while it is drawn: that is how one goes round.
    void draw(String name, Draw body) throws GrammarRefused {
        int number = rule(name);
        if (rules.get(number).begin() >= 0) {
            throw new GrammarRefused("the rule %s comes twice".formatted(name));
        }
        int begin = state();
        int end = state();
        rules.set(number, new Part(begin, end));
        free(body.from(begin), end);
    }

    int call(int from, String name) throws GrammarRefused {
        int to = state();
        way(from, new Way.Rule(rule(name), to));
        return to;
    }

    int bytes(int from, int first, int last) throws GrammarRefused {
        int to = state();
        way(from, new Way.Bytes(first, last, to));
        return to;
    }

    int text(int from, String text) throws GrammarRefused {
        int at = from;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            at = bytes(at, b & 0xFF, b & 0xFF);
        }
        return at;
    }

    /// One character out of these ranges of code points, in UTF-8.
    int character(int from, CodePoints set) throws GrammarRefused {
        int to = state();
        for (var sequence : set.utf8()) {
            int at = from;
            for (int i = 0; i < sequence.length; i += 2) {
                if (i + 2 == sequence.length) {
                    way(at, new Way.Bytes(sequence[i], sequence[i + 1], to));
                } else {
                    at = bytes(at, sequence[i], sequence[i + 1]);
                }
            }
        }
        return to;
    }

    int choice(int from, List<Draw> options) throws GrammarRefused {
        int to = state();
        for (var option : options) {
            int begin = state();
            free(from, begin);
            free(option.from(begin), to);
        }
        return to;
    }

    /// From `least` to `most` times.
    int repeat(int from, Draw part, int least, int most) throws GrammarRefused {
        if (least > MAX_REPEATS || (most != Integer.MAX_VALUE && most > MAX_REPEATS)) {
            throw new GrammarRefused("a part that comes %d times, where %d are allowed"
                    .formatted(most == Integer.MAX_VALUE ? least : most, MAX_REPEATS));
        }
        int at = from;
        for (int i = 0; i < least; i++) {
            at = part.from(at);
        }
        int to = state();
        if (most == Integer.MAX_VALUE) {
            int begin = state();
            free(at, begin);
            free(part.from(begin), begin);
            free(begin, to);
            return to;
        }
        for (int i = least; i < most; i++) {
            free(at, to);
            at = part.from(at);
        }
        free(at, to);
        return to;
    }

    /// The automaton that begins with this rule.
    ///
    /// @throws GrammarRefused when a rule is called that was never drawn, or one begins with itself
    Automaton build(String root) throws GrammarRefused {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).begin() < 0) {
                throw new GrammarRefused("the rule %s is used but not written".formatted(names.get(i)));
            }
        }
        var ways = new Way[states.size()][];
        Arrays.setAll(ways, state -> states.get(state).toArray(Way[]::new));
        int[] begins = rules.stream().mapToInt(Part::begin).toArray();
        int[] ends = rules.stream().mapToInt(Part::end).toArray();
        int selfish = new LeftRecursion(ways, begins, ends).find();
        if (selfish >= 0) {
            throw new GrammarRefused(
                    "the rule %s can begin with itself and would never end".formatted(names.get(selfish)));
        }
        return new Automaton(ways, begins, ends, rule(root));
    }
}
