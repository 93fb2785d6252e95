package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import plimsoll.engine.tokenizer.MarkedText;
import plimsoll.engine.tokenizer.MarkedText.Range;
import plimsoll.engine.tokenizer.Specials;

/// What strings in a template can do, none of which loses the mark of who wrote which part.
final class Marked {
    static final MarkedText EMPTY = new MarkedText("", List.of());

    private Marked() {}

    /// Text of the template itself.
    static MarkedText own(String text) {
        return MarkedText.of(text, Specials.PARSE);
    }

    /// Text that somebody said.
    static MarkedText said(String text) {
        return MarkedText.of(text, Specials.TEXT);
    }

    static MarkedText concat(List<MarkedText> parts) {
        var joined = new MarkedText.Builder();
        parts.forEach(part -> append(joined, part));
        return joined.build();
    }

    static void append(MarkedText.Builder to, MarkedText part) {
        int done = 0;
        for (var range : part.trusted()) {
            to.append(part.text().substring(done, range.from()), Specials.TEXT);
            to.append(part.text().substring(range.from(), range.to()), Specials.PARSE);
            done = range.to();
        }
        to.append(part.text().substring(done), Specials.TEXT);
    }

    static MarkedText slice(MarkedText text, int from, int to) {
        var trusted = new ArrayList<Range>();
        for (var range : text.trusted()) {
            int start = Math.max(from, range.from());
            int end = Math.min(to, range.to());
            if (start < end) {
                trusted.add(new Range(start - from, end - from));
            }
        }
        return new MarkedText(text.text().substring(from, to), trusted);
    }

    /// Changes each part of one mark by itself, so that a change of length moves no border.
    static MarkedText map(MarkedText text, UnaryOperator<String> change) {
        if (text.trusted().size() <= 1 && (text.trusted().isEmpty() || isWholly(text))) {
            return MarkedText.of(change.apply(text.text()), text.trusted().isEmpty() ? Specials.TEXT : Specials.PARSE);
        }
        var changed = new MarkedText.Builder();
        int done = 0;
        for (var range : text.trusted()) {
            changed.append(change.apply(text.text().substring(done, range.from())), Specials.TEXT);
            changed.append(change.apply(text.text().substring(range.from(), range.to())), Specials.PARSE);
            done = range.to();
        }
        return changed.append(change.apply(text.text().substring(done)), Specials.TEXT)
                .build();
    }

    private static boolean isWholly(MarkedText text) {
        var only = text.trusted().getFirst();
        return only.from() == 0 && only.to() == text.text().length();
    }

    /// Without these characters at the ends; white space, when there are none.
    static MarkedText strip(MarkedText text, String characters, boolean left, boolean right) {
        int from = 0;
        int to = text.text().length();
        while (left && from < to && goes(text.text().charAt(from), characters)) {
            from++;
        }
        while (right && from < to && goes(text.text().charAt(to - 1), characters)) {
            to--;
        }
        return slice(text, from, to);
    }

    private static boolean goes(char c, String characters) {
        return characters.isEmpty() ? isSpace(c) : characters.indexOf(c) >= 0;
    }

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /// The parts between the separators, at most `most` of them cut off; at runs of white space when there is none.
    static List<MarkedText> split(MarkedText text, String separator, int most) {
        return separator.isEmpty() ? splitAtSpace(text, most) : splitAt(text, separator, most);
    }

    private static List<MarkedText> splitAt(MarkedText text, String separator, int most) {
        var parts = new ArrayList<MarkedText>();
        int done = 0;
        for (int at = text.text().indexOf(separator);
                at >= 0 && parts.size() < most;
                at = text.text().indexOf(separator, done)) {
            parts.add(slice(text, done, at));
            done = at + separator.length();
        }
        parts.add(slice(text, done, text.text().length()));
        return parts;
    }

    private static List<MarkedText> splitAtSpace(MarkedText text, int most) {
        var parts = new ArrayList<MarkedText>();
        var rest = strip(text, "", true, false);
        while (!rest.text().isEmpty()) {
            int end = 0;
            while (end < rest.text().length() && !isSpace(rest.text().charAt(end))) {
                end++;
            }
            if (parts.size() == most) {
                end = rest.text().length();
            }
            parts.add(slice(rest, 0, end));
            rest = strip(slice(rest, end, rest.text().length()), "", true, false);
        }
        return parts;
    }

    static MarkedText replace(MarkedText text, String old, MarkedText by, int most) {
        if (old.isEmpty()) {
            return text;
        }
        var parts = splitAt(text, old, most);
        return join(parts, by);
    }

    static MarkedText join(List<MarkedText> parts, MarkedText between) {
        var joined = new MarkedText.Builder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                append(joined, between);
            }
            append(joined, parts.get(i));
        }
        return joined.build();
    }
}
