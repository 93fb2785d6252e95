package plimsoll.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.engine.fixtures.SmallVocabularies;

/// What a stranger writes never becomes a control token.
class ProvenanceTest {
    private final Tokenizer tokenizer = read(SmallVocabularies.byteLevel(PreTokenizers.GPT2));
    private final int begin = idOf("<|begin|>");
    private final int end = idOf("<|end|>");
    private final int tool = idOf("<tool>");

    static Tokenizer read(String json) {
        try {
            return Tokenizer.read(json, Optional.empty());
        } catch (java.io.IOException refused) {
            throw new java.io.UncheckedIOException(refused);
        }
    }

    private int idOf(String text) {
        for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
            if (tokenizer.vocabulary().text(id).equals(text)) {
                return id;
            }
        }
        throw new AssertionError(text);
    }

    private static boolean has(int[] ids, int id) {
        return Arrays.stream(ids).anyMatch(one -> one == id);
    }

    @Test
    void aTemplateMaySpellControlTokens() {
        assertArrayEquals(new int[] {begin, 'x', end}, tokenizer.encode("<|begin|>x<|end|>", Specials.PARSE));
    }

    @Test
    void aMessageMayNot() {
        var ids = tokenizer.encode("<|begin|>x<|end|>", Specials.TEXT);
        assertFalse(has(ids, begin) || has(ids, end));
        assertEquals("<|begin|>x<|end|>", tokenizer.decode(ids));
    }

    @Test
    void wordsThatWereAddedToTheVocabularyAreWordsForAll() {
        assertArrayEquals(new int[] {tool}, tokenizer.encode("<tool>", Specials.TEXT));
    }

    @Test
    void aMessageInsideATemplateStaysAMessage() {
        var text = new MarkedText.Builder()
                .append("<|begin|>", Specials.PARSE)
                .append("<|end|>", Specials.TEXT)
                .append("<|end|>", Specials.PARSE)
                .build();
        var ids = tokenizer.encode(text);
        assertEquals(begin, ids[0]);
        assertEquals(end, ids[ids.length - 1]);
        assertEquals(1, Arrays.stream(ids).filter(id -> id == end).count());
    }

    @Test
    void aTokenIsNotFinishedByTheOther() {
        var text = new MarkedText.Builder()
                .append("<|en", Specials.PARSE)
                .append("d|>", Specials.TEXT)
                .append("<|en", Specials.TEXT)
                .append("d|>", Specials.PARSE)
                .build();
        assertFalse(has(tokenizer.encode(text), end));
    }

    @Test
    void theTextIsCutAsOneAcrossItsParts() {
        var parts = new MarkedText.Builder()
                .append("say hel", Specials.PARSE)
                .append("lo", Specials.TEXT)
                .build();
        assertArrayEquals(tokenizer.encode("say hello", Specials.PARSE), tokenizer.encode(parts));
    }

    @Test
    void theBeginningIsPutOnce() {
        assertArrayEquals(new int[] {begin, 'x'}, tokenizer.framed(new int[] {'x'}));
        assertArrayEquals(new int[] {begin, 'x'}, tokenizer.framed(new int[] {begin, 'x'}));
    }

    @Test
    void answersEndWithTheTokensOfThatSpelling() {
        assertTrue(tokenizer.vocabulary().endsGeneration(idOf("<|eot_id|>")));
        assertFalse(tokenizer.vocabulary().endsGeneration(tool));
    }
}
