package plimsoll.engine.tokenizer;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// SentencePiece's unigram model (T5, XLM-R and the multilingual encoders): of all ways to cut the text into tokens
/// the one whose scores add up to the most, found in one pass. Letters without token become bytes where every byte is
/// one.
public final class Unigram implements Tokenizer {
    private static final char BLANK = SentencePieces.BLANK;

    /// How much worse than the worst token a letter without token is.
    private static final double UNKNOWN_PENALTY = 10;

    /// @param spacePrefix a text begins with a blank
    /// @param singleSpaces runs of blanks become one, and none is left at the ends
    /// @param normalised what is done to text first
    record Rules(boolean spacePrefix, boolean singleSpaces, UnaryOperator<String> normalised) {}

    private final Vocabulary vocabulary;
    private final SpecialTokens specials;
    private final Framing framing;
    private final Rules rules;
    private final Trie words = new Trie();
    private final double unknownScore;
    private final int unknown;
    private final Optional<int[]> bytes;

    Unigram(Vocabulary vocabulary, SpecialTokens specials, Framing framing, Rules rules) throws BadTokenizer {
        this.vocabulary = vocabulary;
        this.specials = specials;
        this.framing = framing;
        this.rules = rules;
        unknown = vocabulary.role(Vocabulary.Role.UNKNOWN).orElse(0);
        double least = Double.MAX_VALUE;
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.kind(id).isMadeOfText()) {
                words.put(vocabulary.text(id), id);
            }
            if (vocabulary.kind(id) == TokenKind.NORMAL) {
                least = Math.min(least, vocabulary.score(id));
            }
        }
        unknownScore = least - UNKNOWN_PENALTY;
        bytes = bytes(vocabulary);
    }

    /// The tokens of all bytes; empty when not every byte has one.
    private static Optional<int[]> bytes(Vocabulary vocabulary) throws BadTokenizer {
        var ids = new int[256];
        Arrays.fill(ids, -1);
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.kind(id) == TokenKind.BYTE) {
                ids[SentencePieces.byteOf(vocabulary.text(id))] = id;
            }
        }
        return Arrays.stream(ids).anyMatch(id -> id < 0) ? Optional.empty() : Optional.of(ids);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public boolean beginsWithSpace() {
        return rules.spacePrefix();
    }

    @Override
    public int[] framed(int[] ids) {
        return framing.around(ids);
    }

    @Override
    public byte[] bytesOf(int token) {
        return switch (vocabulary.kind(token)) {
            case CONTROL, UNKNOWN -> new byte[0];
            case BYTE -> new byte[] {(byte) Integer.parseInt(vocabulary.text(token), 3, 5, 16)};
            case UNDEFINED, NORMAL, USER_DEFINED, UNUSED ->
                Tokenizer.utf8(vocabulary.text(token).replace(BLANK, ' '));
        };
    }

    @Override
    public int[] encode(MarkedText text) {
        var ids = new Ids();
        specials.split(Tokenizer.units(text.text()), text.trusted(), new SpecialTokens.Parts() {
            @Override
            public void words(char[] units, int from, int to, boolean first) {
                cut(spaced(rules.normalised().apply(new String(units, from, to - from))), ids);
            }

            @Override
            public void special(int id) {
                ids.add(id);
            }
        });
        return ids.toArray();
    }

    private char[] spaced(String text) {
        var out = new StringBuilder(text.length() + 1);
        boolean inWord = false;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                inWord = false;
                if (!rules.singleSpaces()) {
                    out.append(BLANK);
                }
            } else {
                if (!inWord
                        && ((rules.spacePrefix() && !begun)
                                || (rules.singleSpaces() && (begun || rules.spacePrefix())))) {
                    out.append(BLANK);
                }
                inWord = true;
                begun = true;
                out.append(c);
            }
        }
        return out.toString().toCharArray();
    }

    private void cut(char[] text, Ids ids) {
        var best = new double[text.length + 1];
        var token = new int[text.length + 1];
        var from = new int[text.length + 1];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        best[0] = 0;
        for (int at = 0; at < text.length; ) {
            int letter = Character.charCount(Character.codePointAt(text, at));
            boolean spelt = false;
            int node = words.next(Trie.ROOT, text[at]);
            for (int end = at + 1; node != Trie.NONE; end++) {
                int id = words.value(node);
                if (id != Trie.NONE) {
                    spelt |= end == at + letter;
                    double score = vocabulary.kind(id) == TokenKind.USER_DEFINED ? 0 : vocabulary.score(id);
                    reach(best, token, from, at, end, best[at] + score, id);
                }
                node = end < text.length ? words.next(node, text[end]) : Trie.NONE;
            }
            if (!spelt) {
                reach(best, token, from, at, at + letter, best[at] + unknownScore, unknown);
            }
            at += letter;
        }
        trace(text, token, from, ids);
    }

    private static void reach(double[] best, int[] token, int[] from, int at, int end, double score, int id) {
        if (score > best[end]) {
            best[end] = score;
            token[end] = id;
            from[end] = at;
        }
    }

    /// Follows the best way back from the end. What has no token becomes its bytes, or else one unknown for all that
    /// stand together.
    private void trace(char[] text, int[] token, int[] from, Ids ids) {
        var backwards = new Ids();
        boolean wasUnknown = false;
        for (int at = text.length; at > 0; at = from[at]) {
            boolean isUnknown = token[at] == unknown;
            if (isUnknown && bytes.isPresent()) {
                var spelt = Tokenizer.utf8(new String(text, from[at], at - from[at]));
                for (int i = spelt.length - 1; i >= 0; i--) {
                    backwards.add(bytes.get()[spelt[i] & 0xFF]);
                }
            } else if (!isUnknown || !wasUnknown) {
                backwards.add(token[at]);
            }
            wasUnknown = isUnknown;
        }
        int[] reversed = backwards.toArray();
        for (int i = reversed.length - 1; i >= 0; i--) {
            ids.add(reversed[i]);
        }
    }
}
