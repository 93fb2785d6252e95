package plimsoll.engine.tokenizer;

import java.util.List;
import java.util.function.UnaryOperator;

/// Byte-level BPE (GPT-2, Llama 3, Qwen, Mistral from Nemo on): the text is cut into words by patterns, a word is its
/// UTF-8 bytes, and the merge of lowest rank is done until none is left. Every text has ids and comes back from them.
public final class BytePairs implements Tokenizer {
    /// How words are made and merged.
    ///
    /// @param patterns applied in turn, each to what the one before left
    /// @param wholeWords a word that is a token is taken as it is, whatever the merges say
    /// @param spaceFirst a text that does not begin with a blank gets one
    /// @param normalised what is done to text before it is cut, such as NFC
    record Rules(
            List<SplitPattern> patterns, boolean wholeWords, boolean spaceFirst, UnaryOperator<String> normalised) {
        Rules {
            patterns = List.copyOf(patterns);
        }
    }

    private final Vocabulary vocabulary;
    private final SpecialTokens specials;
    private final Framing framing;
    private final Rules rules;
    private final PairMerges merges;
    private final int[] byteIds = new int[256];
    private final WordCache cache = new WordCache();

    BytePairs(Vocabulary vocabulary, SpecialTokens specials, Framing framing, Rules rules, List<Merges.Pair> pairs)
            throws BadTokenizer {
        this.vocabulary = vocabulary;
        this.specials = specials;
        this.framing = framing;
        this.rules = rules;
        merges = Merges.byRank(vocabulary, pairs);
        for (int b = 0; b < 256; b++) {
            byteIds[b] = vocabulary.word(Character.toString(ByteLetters.letter(b)));
        }
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public boolean beginsWithSpace() {
        return rules.spaceFirst();
    }

    @Override
    public int[] framed(int[] ids) {
        return framing.around(ids);
    }

    @Override
    public byte[] bytesOf(int token) {
        return switch (vocabulary.kind(token)) {
            case CONTROL, UNKNOWN -> new byte[0];
            case USER_DEFINED -> Tokenizer.utf8(vocabulary.text(token));
            case UNDEFINED, NORMAL, UNUSED, BYTE -> ByteLetters.bytes(vocabulary.text(token));
        };
    }

    @Override
    public int[] encode(MarkedText text) {
        var ids = new Ids();
        specials.split(Tokenizer.units(text.text()), text.trusted(), new SpecialTokens.Parts() {
            @Override
            public void words(char[] units, int from, int to, boolean first) {
                encodeWords(units, from, to, first, ids);
            }

            @Override
            public void special(int id) {
                ids.add(id);
            }
        });
        return ids.toArray();
    }

    private void encodeWords(char[] text, int from, int to, boolean first, Ids ids) {
        boolean needsSpace = first && rules.spaceFirst() && text[from] != ' ';
        if (!needsSpace && rules.normalised().equals(Normalisers.NONE)) {
            split(0, text, from, to, ids);
            return;
        }
        var words = rules.normalised().apply(new String(text, from, to - from));
        var units = (needsSpace ? " " + words : words).toCharArray();
        split(0, units, 0, units.length, ids);
    }

    private void split(int pattern, char[] text, int from, int to, Ids ids) {
        if (pattern == rules.patterns().size()) {
            encodeWord(text, from, to, ids);
        } else {
            rules.patterns()
                    .get(pattern)
                    .split(text, from, to, (start, end) -> split(pattern + 1, text, start, end, ids));
        }
    }

    private void encodeWord(char[] text, int from, int to, Ids ids) {
        if (cache.find(text, from, to, ids)) {
            return;
        }
        int start = ids.size();
        var bytes = Tokenizer.utf8(new String(text, from, to - from));
        int whole = rules.wholeWords() ? wholeWord(bytes) : -1;
        if (whole >= 0) {
            ids.add(whole);
        } else {
            mergeBytes(bytes, ids);
        }
        cache.keep(text, from, to, ids.from(start));
    }

    private int wholeWord(byte[] bytes) {
        if (bytes.length > Vocabulary.MAX_TOKEN_CHARACTERS) {
            return -1;
        }
        var letters = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            letters[i] = ByteLetters.letter(bytes[i] & 0xFF);
        }
        return vocabulary.word(new String(letters));
    }

    private void mergeBytes(byte[] bytes, Ids ids) {
        var symbols = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            symbols[i] = byteIds[bytes[i] & 0xFF];
        }
        int count = merges.merge(symbols, symbols.length);
        for (int i = 0; i < count; i++) {
            if (symbols[i] >= 0) {
                ids.add(symbols[i]);
            } else {
                vocabulary.role(Vocabulary.Role.UNKNOWN).ifPresent(ids::add);
            }
        }
    }
}
