package plimsoll.domain.personaldata;

import java.util.ArrayList;
import java.util.List;

/// The piece of a text that rules look at, and what they found in it. Whatever lies outside reads as a line break.
final class Window {
    private static final byte[] CLASSES = new byte[128];
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final int WORDS_BEFORE = 5;
    private static final int WORDS_AFTER = 2;
    private static final int CHARS_BEFORE = 80;
    private static final int CHARS_AFTER = 30;

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            CLASSES[c] = LETTER;
            CLASSES[c - 32] = LETTER;
        }
        for (char c = '0'; c <= '9'; c++) {
            CLASSES[c] = DIGIT;
        }
        CLASSES['_'] = LETTER;
    }

    char[] text = new char[0];
    int from;
    int to;
    /// What the name of the column speaks of.
    long hints;
    final List<Hit> hits = new ArrayList<>();

    void set(char[] chars, int start, int end, long about) {
        text = chars;
        from = start;
        to = end;
        hints = about;
        hits.clear();
    }

    char at(int i) {
        return i >= from && i < to ? text[i] : '\n';
    }

    boolean isDigit(int i) {
        char c = at(i);
        return c >= '0' && c <= '9';
    }

    /// Whether a letter, a digit or an underscore stands there. Half a surrogate pair counts as a letter.
    boolean isWord(int i) {
        return i >= from && i < to && isWord(text[i]);
    }

    static boolean isWord(char c) {
        return c < 128 ? CLASSES[c] != 0 : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    static boolean isLetter(char c) {
        return c < 128 ? CLASSES[c] == LETTER && c != '_' : Character.isLetter(c) || Character.isSurrogate(c);
    }

    static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }

    /// Where the word ends that stands there.
    int wordEnd(int i) {
        int end = i;
        while (end < to && isWord(text[end])) {
            end++;
        }
        return end;
    }

    /// The kinds that the words near a place speak of, and the name of the column.
    long near(int start, int end) {
        long kinds = hints;
        int i = start - 1;
        int least = Math.max(from, start - CHARS_BEFORE);
        for (int words = 0; words < WORDS_BEFORE && i >= least; words++) {
            while (i >= least && !isLetter(text[i])) {
                i--;
            }
            int last = i + 1;
            while (i >= least && isLetter(text[i])) {
                i--;
            }
            kinds |= ContextWords.TABLE.of(text, i + 1, last);
        }
        int most = Math.min(to, end + CHARS_AFTER);
        int j = end;
        for (int words = 0; words < WORDS_AFTER && j < most; words++) {
            while (j < most && !isLetter(text[j])) {
                j++;
            }
            int first = j;
            while (j < most && isLetter(text[j])) {
                j++;
            }
            kinds |= ContextWords.TABLE.of(text, first, j);
        }
        return kinds;
    }

    /// Notes what was found. An e-mail address takes the place of what was found in its own beginning.
    void found(Kind kind, Certainty certainty, int start, int end) {
        while (!hits.isEmpty() && hits.getLast().end() > start) {
            hits.removeLast();
        }
        hits.add(new Hit(kind, certainty, start, end));
    }
}
