package plimsoll.engine.tokenizer;

import java.util.List;
import java.util.function.UnaryOperator;

/// SentencePiece's BPE (Llama 2, Mistral to 0.3, Gemma): blanks become U+2581, neighbouring pieces merge by the score
/// of the result, or by a list in order, and a letter without token becomes the tokens of its bytes.
public final class SentencePieces implements Tokenizer {
    /// What a blank looks like in the vocabulary.
    static final char BLANK = '\u2581';

    /// Where a blank is put in front.
    enum SpacePrefix {
        NOWHERE,
        /// At the beginning of the text only.
        FIRST,
        /// At the beginning of the text and after each special token.
        EVERYWHERE
    }

    /// @param beforeBlanks whether a text that begins with a blank gets another one
    /// @param patterns applied in turn to cut the text before it is merged; often none
    /// @param normalised what is done to text first
    record Rules(
            SpacePrefix prefix, boolean beforeBlanks, List<SplitPattern> patterns, UnaryOperator<String> normalised) {
        Rules {
            patterns = List.copyOf(patterns);
        }
    }

    private final Vocabulary vocabulary;
    private final SpecialTokens specials;
    private final Framing framing;
    private final Rules rules;
    private final Letters letters;
    private final PairMerges merges;
    private final int[] byteIds = new int[256];
    private final boolean blanksBegin;
    private final WordCache cache = new WordCache();

    /// @param pairs the merges in order, or none when scores give the order
    SentencePieces(Vocabulary vocabulary, SpecialTokens specials, Framing framing, Rules rules, List<Merges.Pair> pairs)
            throws BadTokenizer {
        this.vocabulary = vocabulary;
        this.specials = specials;
        this.framing = framing;
        this.rules = rules;
        letters = new Letters(vocabulary);
        merges = pairs.isEmpty() ? Merges.byScore(vocabulary, letters) : Merges.byRank(vocabulary, pairs);
        blanksBegin = blanksOnlyBegin(vocabulary);
        java.util.Arrays.fill(byteIds, -1);
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.kind(id) == TokenKind.BYTE) {
                byteIds[byteOf(vocabulary.text(id))] = id;
            }
        }
    }

    // When no token has a blank after a letter, no merge reaches over such a place, and the words between can be merged
    // one by one and remembered. So it is in all vocabularies trained with SentencePiece's usual settings.
    private static boolean blanksOnlyBegin(Vocabulary vocabulary) {
        for (int id = 0; id < vocabulary.size(); id++) {
            var text = vocabulary.text(id);
            if (vocabulary.kind(id).isMadeOfText()) {
                for (int i = 1; i < text.length(); i++) {
                    if (text.charAt(i) == BLANK && text.charAt(i - 1) != BLANK) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// The byte of `<0x0A>`.
    static int byteOf(String text) throws BadTokenizer {
        if (text.length() == 6 && text.startsWith("<0x") && text.endsWith(">")) {
            int high = Character.digit(text.charAt(3), 16);
            int low = Character.digit(text.charAt(4), 16);
            if (high >= 0 && low >= 0) {
                return 16 * high + low;
            }
        }
        throw new BadTokenizer("a byte token that is not written as <0xHH>: " + text);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public boolean beginsWithSpace() {
        return rules.prefix() != SpacePrefix.NOWHERE;
    }

    @Override
    public int[] framed(int[] ids) {
        return framing.around(ids);
    }

    @Override
    public byte[] bytesOf(int token) {
        var text = vocabulary.text(token);
        return switch (vocabulary.kind(token)) {
            case CONTROL, UNKNOWN -> new byte[0];
            case BYTE -> new byte[] {(byte) Integer.parseInt(text, 3, 5, 16)};
            case UNDEFINED, NORMAL, UNUSED, USER_DEFINED -> Tokenizer.utf8(text.replace(BLANK, ' '));
        };
    }

    @Override
    public int[] encode(MarkedText text) {
        var ids = new Ids();
        specials.split(Tokenizer.units(text.text()), text.trusted(), new SpecialTokens.Parts() {
            @Override
            public void words(char[] units, int from, int to, boolean first) {
                encodeWords(new String(units, from, to - from), first, ids);
            }

            @Override
            public void special(int id) {
                ids.add(id);
            }
        });
        return ids.toArray();
    }

    private void encodeWords(String words, boolean first, Ids ids) {
        boolean prefix = switch (rules.prefix()) {
            case NOWHERE -> false;
            case FIRST -> first;
            case EVERYWHERE -> true;
        };
        var text = rules.normalised().apply(words);
        boolean blank = prefix && (rules.beforeBlanks() || !text.startsWith(" "));
        var units = (blank ? " " + text : text).replace(' ', BLANK).toCharArray();
        cut(0, units, 0, units.length, ids);
    }

    private void cut(int pattern, char[] text, int from, int to, Ids ids) {
        if (pattern < rules.patterns().size()) {
            rules.patterns()
                    .get(pattern)
                    .split(text, from, to, (start, end) -> cut(pattern + 1, text, start, end, ids));
        } else if (blanksBegin) {
            cutAtBlanks(text, from, to, ids);
        } else {
            merge(text, from, to, ids);
        }
    }

    private void cutAtBlanks(char[] text, int from, int to, Ids ids) {
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || (text[i] == BLANK && text[i - 1] != BLANK)) {
                if (!cache.find(text, start, i, ids)) {
                    int before = ids.size();
                    merge(text, start, i, ids);
                    cache.keep(text, start, i, ids.from(before));
                }
                start = i;
            }
        }
    }

    private void merge(char[] text, int from, int to, Ids ids) {
        var symbols = new int[to - from];
        int count = 0;
        for (int i = from; i < to; i += Character.charCount(Character.codePointAt(text, i, to))) {
            int codePoint = Character.codePointAt(text, i, to);
            int symbol = letters.symbol(codePoint);
            // A letter that is no token takes no part in merges by rank; below zero it is still known afterwards.
            symbols[count++] = symbol >= 0 ? symbol : -1 - codePoint;
        }
        count = merges.merge(symbols, count);
        int at = from;
        for (int i = 0; i < count; i++) {
            int symbol = symbols[i];
            if (symbol >= 0 && symbol < vocabulary.size()) {
                ids.add(symbol);
                at += vocabulary.text(symbol).length();
            } else {
                int codePoint = Character.codePointAt(text, at, to);
                spell(codePoint, ids);
                at += Character.charCount(codePoint);
            }
        }
    }

    private void spell(int codePoint, Ids ids) {
        var bytes = Tokenizer.utf8(Character.toString(codePoint));
        for (byte b : bytes) {
            if (byteIds[b & 0xFF] < 0) {
                vocabulary.role(Vocabulary.Role.UNKNOWN).ifPresent(ids::add);
                return;
            }
        }
        for (byte b : bytes) {
            ids.add(byteIds[b & 0xFF]);
        }
    }
}
