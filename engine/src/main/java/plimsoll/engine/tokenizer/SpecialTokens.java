package plimsoll.engine.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds special tokens by their spelling in raw text: leftmost first, and of those the longest.
final class SpecialTokens {
    /// How one is found. The spelling of a token with `leftStrip` takes the white space before it along.
    record Special(String text, int id, boolean control, boolean leftStrip, boolean rightStrip) {}

    /// What the text falls into.
    interface Parts {
        /// Text without special tokens, never empty.
        ///
        /// @param first whether nothing came before
        void words(char[] text, int from, int to, boolean first);

        void special(int id);
    }

    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>();
        private Special[] found = {};
    }

    private final Node root = new Node();

    SpecialTokens(List<Special> specials) throws BadTokenizer {
        for (var special : specials) {
            if (special.text().isEmpty() || special.text().length() > Vocabulary.MAX_TOKEN_CHARACTERS) {
                throw new BadTokenizer("the special token %d has %d characters"
                        .formatted(special.id(), special.text().length()));
            }
            var node = root;
            for (char c : special.text().toCharArray()) {
                node = node.next.computeIfAbsent(c, _ -> new Node());
            }
            node.found = new Special[] {special};
        }
    }

    /// @param trusted where control tokens count, as [MarkedText] has it
    void split(char[] text, List<MarkedText.Range> trusted, Parts parts) {
        int done = 0;
        int at = 0;
        int range = 0;
        while (at < text.length) {
            while (range < trusted.size() && trusted.get(range).to() <= at) {
                range++;
            }
            boolean inside = range < trusted.size() && trusted.get(range).from() <= at;
            var special = longest(text, at, inside ? trusted.get(range).to() : at);
            if (special.length == 0) {
                at++;
                continue;
            }
            words(text, done, special[0].leftStrip() ? withoutSpaceAtEnd(text, done, at) : at, parts);
            parts.special(special[0].id());
            at += special[0].text().length();
            while (special[0].rightStrip() && at < text.length && CharSet.isSpace(text[at])) {
                at++;
            }
            done = at;
        }
        words(text, done, text.length, parts);
    }

    // None or one: a special token that ends beyond `trustedTo` has to be a word that anybody may write.
    private Special[] longest(char[] text, int at, int trustedTo) {
        var best = root.found;
        var node = root.next.get(text[at]);
        for (int end = at + 1; node != null; end++) {
            if (node.found.length != 0 && (!node.found[0].control() || end <= trustedTo)) {
                best = node.found;
            }
            node = end < text.length ? node.next.get(text[end]) : null;
        }
        return best;
    }

    private static int withoutSpaceAtEnd(char[] text, int from, int to) {
        int end = to;
        while (end > from && CharSet.isSpace(text[end - 1])) {
            end--;
        }
        return end;
    }

    private static void words(char[] text, int from, int to, Parts parts) {
        if (from < to) {
            parts.words(text, from, to, from == 0);
        }
    }
}
