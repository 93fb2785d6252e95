package plimsoll.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;

/// A text of which some parts are trusted to hold special tokens and others are somebody's words.
///
/// The text is cut into tokens as one; the mark only decides where the spelling of a control token counts as one.
///
/// @param trusted in rising order, neither touching nor overlapping
public record MarkedText(String text, List<Range> trusted) {
    /// From one character up to another, which is not part of it.
    public record Range(int from, int to) {
        public Range {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("from %d to %d".formatted(from, to));
            }
        }
    }

    public MarkedText {
        trusted = List.copyOf(trusted);
        int end = -1;
        for (var range : trusted) {
            if (range.from() <= end || range.to() > text.length()) {
                throw new IllegalArgumentException("ranges that overlap or lie outside: " + trusted);
            }
            end = range.to();
        }
    }

    /// A text that is trusted, or not, as a whole.
    public static MarkedText of(CharSequence text, Specials specials) {
        var words = text.toString();
        return switch (specials) {
            case PARSE -> new MarkedText(words, List.of(new Range(0, words.length())));
            case TEXT -> new MarkedText(words, List.of());
        };
    }

    /// Puts such a text together, part by part.
    public static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private final List<Range> trusted = new ArrayList<>();

        /// Nothing yet.
        public Builder() {}

        /// Adds a part. Neighbours of one mark become one range, so a token spelt across both counts.
        public Builder append(CharSequence part, Specials specials) {
            int from = text.length();
            text.append(part);
            if (specials == Specials.PARSE && !part.isEmpty()) {
                boolean goesOn = !trusted.isEmpty() && trusted.getLast().to() == from;
                trusted.add(new Range(goesOn ? trusted.removeLast().from() : from, text.length()));
            }
            return this;
        }

        /// How many characters there are so far.
        public int length() {
            return text.length();
        }

        /// What has been put together.
        public MarkedText build() {
            return new MarkedText(text.toString(), trusted);
        }
    }
}
