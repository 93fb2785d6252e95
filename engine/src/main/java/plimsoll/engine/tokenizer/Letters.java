package plimsoll.engine.tokenizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The symbols a text of code points begins as: a letter's own token, or, for a letter that only occurs inside tokens,
/// a number above all tokens. A letter that no token holds has none.
final class Letters {
    private static final int PLANE = 0x10000;
    private static final int NONE = -1;

    private final Vocabulary vocabulary;
    private final int[] symbols = new int[PLANE];
    private final Map<Integer, Integer> beyond = new HashMap<>();
    private int count;

    Letters(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        Arrays.fill(symbols, NONE);
        count = vocabulary.size();
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.kind(id).isMadeOfText()) {
                vocabulary.text(id).codePoints().forEach(this::learn);
            }
        }
    }

    private void learn(int codePoint) {
        if (symbol(codePoint) == NONE) {
            int token = vocabulary.word(Character.toString(codePoint));
            int symbol = token >= 0 ? token : count++;
            if (codePoint < PLANE) {
                symbols[codePoint] = symbol;
            } else {
                beyond.put(codePoint, symbol);
            }
        }
    }

    /// The symbol of a letter, or -1.
    int symbol(int codePoint) {
        return codePoint < PLANE ? symbols[codePoint] : beyond.getOrDefault(codePoint, NONE);
    }

    /// The symbol of a text: its token, or that of its only letter; or -1.
    int symbol(String text) {
        int token = vocabulary.word(text);
        return token >= 0 || text.codePointCount(0, text.length()) != 1 ? token : symbol(text.codePointAt(0));
    }
}
