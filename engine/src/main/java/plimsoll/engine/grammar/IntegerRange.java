package plimsoll.engine.grammar;

import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.grammar.Blueprint.Draw;

/// The whole numbers from one to another, as digits.
final class IntegerRange {
    /// Where only one side is bounded, the other is here: what a double holds exactly.
    static final long MOST = 999_999_999_999_999L;

    private final Blueprint blueprint;

    IntegerRange(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    int draw(int state, long least, long most) throws GrammarRefused {
        if (least > most) {
            throw new GrammarRefused("no whole number is at least %d and at most %d".formatted(least, most));
        }
        var options = new ArrayList<Draw>();
        if (least < 0) {
            long smallest = Math.max(1, -Math.min(most, -1L));
            positive(smallest, -least, "-", options);
        }
        if (most >= 0) {
            positive(Math.max(0, least), most, "", options);
        }
        return blueprint.choice(state, options);
    }

    private void positive(long least, long most, String sign, List<Draw> options) {
        long from = least;
        while (from <= most) {
            // All numbers of one length.
            long last = Math.min(most, lastOfLength(Long.toString(from).length()));
            var low = Long.toString(from);
            var high = Long.toString(last);
            options.add(state -> between(blueprint.text(state, sign), low, high));
            from = last + 1;
        }
    }

    private static long lastOfLength(int digits) {
        return Long.parseLong("9".repeat(digits));
    }

    // Two numbers of one length: the digits they share, then below, between and above.
    private int between(int state, String low, String high) throws GrammarRefused {
        if (low.isEmpty()) {
            return state;
        }
        // All numbers of so many digits: without this each digit would be told apart three ways, and so on.
        if (low.chars().allMatch(c -> c == '0') && high.chars().allMatch(c -> c == '9')) {
            return blueprint.repeat(state, at -> digit(at, '0', '9'), low.length(), low.length());
        }
        char first = low.charAt(0);
        char last = high.charAt(0);
        if (first == last) {
            return between(digit(state, first, first), low.substring(1), high.substring(1));
        }
        var options = new ArrayList<Draw>();
        var nines = "9".repeat(low.length() - 1);
        var zeros = "0".repeat(low.length() - 1);
        options.add(at -> between(digit(at, first, first), low.substring(1), nines));
        if (last - first > 1) {
            options.add(at -> between(digit(at, (char) (first + 1), (char) (last - 1)), zeros, nines));
        }
        options.add(at -> between(digit(at, last, last), zeros, high.substring(1)));
        return blueprint.choice(state, options);
    }

    private int digit(int state, char from, char last) throws GrammarRefused {
        return blueprint.character(state, CodePoints.of(from, last));
    }
}
