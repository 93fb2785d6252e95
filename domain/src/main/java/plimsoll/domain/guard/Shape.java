package plimsoll.domain.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// How a text looks, whatever it is about: how long it is, how much of it is in capitals, in brackets or in lists, how
/// often it says "you must" and "never", and how often it says that it is sorry. Each is a count, told in steps that
/// double.
final class Shape {
    private static final int LENGTH = 16;
    private static final int FIRST = 17;
    private static final int LAST = 18;
    /// From one step to the next, a text has 1.6 times as many words.
    private static final double LENGTH_STEP = Math.log(1.6);

    private static final int MOST_STEPS = 7;
    /// Kinds and steps are one number.
    private static final int ROOM = 1 << 16;

    private static final int CAPITALS = 0;
    private static final int BRACKETS = 1;
    private static final int ITEMS = 2;
    private static final int QUOTES = 3;
    private static final int COLONS = 4;
    private static final int LINES = 5;
    private static final int EXCLAMATIONS = 6;
    private static final int QUESTIONS = 7;
    /// Kinds of words come after those of signs.
    private static final int FIRST_WORDS = 8;

    private static final List<String> WORDS = List.of(
            // no
            "not never no without cannot nor none dont wont t",
            // you
            "you your yours yourself",
            // must
            "must will shall should",
            // I
            "i me my",
            // sorry
            "sorry apologize apologise apologies cannot unable illegal unethical inappropriate harmful guidelines decline"
                    + " comply assist promote responsible legal ai",
            // sure
            "sure here step steps first second finally next certainly absolutely course");
    private static final int KINDS = FIRST_WORDS + WORDS.size();
    private static final Map<String, Integer> BY_WORD = new HashMap<>();

    static {
        for (int kind = 0; kind < WORDS.size(); kind++) {
            for (var word : WORDS.get(kind).split(" ", -1)) {
                BY_WORD.put(word, FIRST_WORDS + kind);
            }
        }
    }

    private final int[] counts = new int[KINDS];

    private Shape() {}

    /// Tells `found` a number for each thing that is seen.
    ///
    /// @param words those of [Features#normal]
    static void of(String text, String[] words, IntConsumer found) {
        var shape = new Shape();
        for (var word : words) {
            var kind = BY_WORD.get(word);
            if (kind != null) {
                shape.counts[kind]++;
            }
        }
        shape.signs(text);
        for (int kind = 0; kind < KINDS; kind++) {
            found.accept(kind * ROOM + steps(shape.counts[kind]));
        }
        found.accept(LENGTH * ROOM + (int) (Math.log(words.length) / LENGTH_STEP));
        var stripped = text.strip();
        if (!stripped.isEmpty()) {
            found.accept(FIRST * ROOM + Character.getType(stripped.charAt(0)));
            char last = stripped.charAt(stripped.length() - 1);
            found.accept(LAST * ROOM + (Character.isLetter(last) ? 'a' : last));
        }
    }

    private void signs(String text) {
        boolean begins = true;
        int capitals = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            capitals = Character.isUpperCase(c) ? capitals + 1 : 0;
            if (capitals == 2) {
                counts[CAPITALS]++;
            }
            switch (c) {
                case '[', '{', '<' -> counts[BRACKETS]++;
                case '"', '\u201c', '\u201d' -> counts[QUOTES]++;
                case ':' -> counts[COLONS]++;
                case '\n' -> counts[LINES]++;
                case '!' -> counts[EXCLAMATIONS]++;
                case '?' -> counts[QUESTIONS]++;
                default -> {}
            }
            if (begins && (Character.isDigit(c) || c == '-' || c == '*' || c == '\u2022')) {
                counts[ITEMS]++;
            }
            begins = c == '\n' || (begins && Character.isWhitespace(c));
        }
    }

    /// 0, 1, 2, 4, 8 and so on.
    private static int steps(int count) {
        return Math.min(MOST_STEPS, Integer.SIZE - Integer.numberOfLeadingZeros(count));
    }
}
