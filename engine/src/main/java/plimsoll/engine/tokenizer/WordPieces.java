package plimsoll.engine.tokenizer;

import java.util.HashMap;
import java.util.Map;

/// WordPiece (BERT and its kin): the text is cut into words and signs, and each word is spelt with the longest tokens
/// that fit, from left to right. A word that cannot be spelt is one unknown token.
public final class WordPieces implements Tokenizer {
    private static final char BLANK = SentencePieces.BLANK;

    /// Longer words are unknown, as in the models' own tokenizers.
    private static final int MAX_WORD_CHARACTERS = 100;

    /// @param lowerCase letters are made small
    /// @param stripAccents letters lose their accents
    record Rules(boolean lowerCase, boolean stripAccents) {}

    private final Vocabulary vocabulary;
    private final SpecialTokens specials;
    private final Framing framing;
    private final Rules rules;
    private final Map<String, Integer> begins = new HashMap<>();
    private final Map<String, Integer> goesOn = new HashMap<>();
    private final int unknown;

    /// @param vocabulary words that begin with U+2581, and what goes on bare, as GGUF has it
    WordPieces(Vocabulary vocabulary, SpecialTokens specials, Framing framing, Rules rules) throws BadTokenizer {
        this.vocabulary = vocabulary;
        this.specials = specials;
        this.framing = framing;
        this.rules = rules;
        unknown = vocabulary
                .role(Vocabulary.Role.UNKNOWN)
                .orElseThrow(() -> new BadTokenizer("a WordPiece vocabulary without an unknown token"));
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.kind(id).isMadeOfText()) {
                var text = vocabulary.text(id);
                boolean begin = !text.isEmpty() && text.charAt(0) == BLANK;
                (begin ? begins : goesOn).put(begin ? text.substring(1) : text, id);
            }
        }
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public boolean beginsWithSpace() {
        return true;
    }

    @Override
    public int[] framed(int[] ids) {
        return framing.around(ids);
    }

    @Override
    public byte[] bytesOf(int token) {
        return switch (vocabulary.kind(token)) {
            case CONTROL, UNKNOWN -> new byte[0];
            case UNDEFINED, NORMAL, USER_DEFINED, UNUSED, BYTE ->
                Tokenizer.utf8(vocabulary.text(token).replace(BLANK, ' '));
        };
    }

    @Override
    public int[] encode(MarkedText text) {
        var ids = new Ids();
        specials.split(Tokenizer.units(text.text()), text.trusted(), new SpecialTokens.Parts() {
            @Override
            public void words(char[] units, int from, int to, boolean first) {
                encodeWords(new String(units, from, to - from), ids);
            }

            @Override
            public void special(int id) {
                ids.add(id);
            }
        });
        return ids.toArray();
    }

    private void encodeWords(String text, Ids ids) {
        var plain = rules.stripAccents() ? Normalisers.withoutAccents(text) : text;
        var folded = rules.lowerCase() ? Normalisers.lowerCase(plain) : plain;
        var word = new StringBuilder();
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (CharSet.isSpace(c)) {
                endWord(word, ids);
            } else if (!isDropped(c)) {
                boolean alone = standsAlone(c);
                if (alone) {
                    endWord(word, ids);
                }
                word.appendCodePoint(c);
                if (alone) {
                    endWord(word, ids);
                }
            }
        }
        endWord(word, ids);
    }

    private static boolean isDropped(int c) {
        return c == 0
                || c == 0xFFFD
                || switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
                    default -> false;
                };
    }

    private static boolean standsAlone(int c) {
        return CharSet.isPunctuation(c) || (c < 0x7F && CharSet.isSymbol(c)) || isIdeograph(c);
    }

    // The seventh block begins 256 too late in the models' own code, and so it does here.
    private static boolean isIdeograph(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2A6DF)
                || (c >= 0x2A700 && c <= 0x2B73F)
                || (c >= 0x2B740 && c <= 0x2B81F)
                || (c >= 0x2B920 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }

    private void endWord(StringBuilder word, Ids ids) {
        if (word.isEmpty()) {
            return;
        }
        int at = word.codePointCount(0, word.length()) > MAX_WORD_CHARACTERS ? -1 : 0;
        var pieces = new Ids();
        while (at >= 0 && at < word.length()) {
            var lookup = at == 0 ? begins : goesOn;
            int end = word.length();
            while (end > at && !lookup.containsKey(word.substring(at, end))) {
                end--;
            }
            if (end > at) {
                pieces.add(lookup.getOrDefault(word.substring(at, end), unknown));
            }
            at = end > at ? end : -1;
        }
        if (at < 0) {
            ids.add(unknown);
        } else {
            ids.addAll(pieces.toArray(), pieces.size());
        }
        word.setLength(0);
    }
}
