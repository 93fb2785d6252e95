package plimsoll.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.engine.fixtures.ForeignFiles;
import plimsoll.engine.fixtures.Seeds;
import plimsoll.engine.fixtures.SmallVocabularies;

/// Text comes back from its tokens.
class RoundTripProperty {
    private static final String LLAMA3 =
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    @Test
    void byteLevelVocabulariesSpellEverything() {
        assertRoundTrips(ProvenanceTest.read(SmallVocabularies.byteLevel(LLAMA3)), 2000);
    }

    @Test
    void sentencePiecesWithBytesSpellEverything() {
        assertRoundTrips(ProvenanceTest.read(SmallVocabularies.sentencePiece()), 2000);
    }

    @Test
    void realByteLevelVocabulariesDoToo() throws Exception {
        assertRoundTrips(Vocabularies.open(ForeignFiles.vocabulary("ggml-vocab-gpt-2.gguf")), 500);
    }

    @Test
    void realSentencePiecesDoToo() throws Exception {
        assertRoundTrips(Vocabularies.open(ForeignFiles.vocabulary("ggml-vocab-llama-spm.gguf")), 500);
    }

    // Token by token, as an answer comes: no character is torn, none is lost.
    private static void assertRoundTrips(Tokenizer tokenizer, int cases) {
        Seeds.each(cases, random -> {
            var text = Seeds.text(random, 60);
            var ids = tokenizer.encode(text, Specials.TEXT);
            assertEquals(text, tokenizer.decode(ids));
            var bytes = new java.io.ByteArrayOutputStream();
            for (int id : ids) {
                bytes.writeBytes(tokenizer.bytesOf(id));
            }
            var whole = bytes.toString(StandardCharsets.UTF_8);
            assertEquals(text, tokenizer.beginsWithSpace() && !text.isEmpty() ? whole.substring(1) : whole);
            var decoder = tokenizer.decoder(Specials.TEXT);
            var pieces = new StringBuilder();
            for (int id : ids) {
                var piece = decoder.add(id);
                assertEquals(piece, new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
                pieces.append(piece);
            }
            assertEquals(whole, pieces.append(decoder.end()).toString());
        });
    }

    @Test
    void halfASurrogatePairIsSpeltAsUnknown() {
        var tokenizer = ProvenanceTest.read(SmallVocabularies.byteLevel(LLAMA3));
        assertEquals("a\uFFFDb", tokenizer.decode(tokenizer.encode("a\uD83Db", Specials.TEXT)));
    }

    @Test
    void aBrokenCharacterIsShownAsOneAtTheEnd() {
        var decoder = ProvenanceTest.read(SmallVocabularies.byteLevel(LLAMA3)).decoder(Specials.TEXT);
        assertEquals("", decoder.add(0xF0));
        assertEquals("", decoder.add(0x9F));
        assertEquals("\uFFFD", decoder.end());
        assertEquals("x", decoder.add('x'));
    }

    /// Eight megabytes of one letter are one word: with a heap that is a matter of seconds, without one of weeks.
    @Test
    void theLongestTextOfOneWordIsEncoded() {
        var bytes = ProvenanceTest.read(SmallVocabularies.byteLevel(LLAMA3));
        var pieces = ProvenanceTest.read(SmallVocabularies.sentencePiece());
        var text = "a".repeat(Tokenizer.MAX_CHARACTERS);
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            assertEquals(text.length() / 4, bytes.encode(text, Specials.TEXT).length);
            assertEquals(text.length() + 1, pieces.encode(text, Specials.TEXT).length);
            pieces.encode(" ".repeat(Tokenizer.MAX_CHARACTERS - 1), Specials.TEXT);
        });
    }

    @Test
    void whatIsLongerIsRefused() {
        var tokenizer = ProvenanceTest.read(SmallVocabularies.byteLevel(LLAMA3));
        var text = "a".repeat(Tokenizer.MAX_CHARACTERS + 1);
        org.junit.jupiter.api.Assertions.assertThrows(TextTooLong.class, () -> tokenizer.encode(text, Specials.TEXT));
    }

    /// Short words are merged by another way than long ones.
    @Test
    void bothWaysToMergeAgree() {
        var merges = List.of("a b", "b a", "ab a", "a a", "ba ab", "b b", "aa b", "ab ab", "aba b");
        var tokenizer = ProvenanceTest.read(SmallVocabularies.byteLevel("[^ ]+", merges));
        Seeds.each(2000, random -> {
            var word = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                word.append(random.nextBoolean() ? 'a' : 'b');
            }
            assertArrayEquals(
                    naive(word.toString(), merges).stream()
                            .mapToInt(text -> idOf(tokenizer, text))
                            .toArray(),
                    tokenizer.encode(word, Specials.TEXT));
        });
    }

    private static int idOf(Tokenizer tokenizer, String text) {
        return tokenizer.vocabulary().word(text);
    }

    private static List<String> naive(String word, List<String> merges) {
        var symbols = new java.util.ArrayList<>(List.of(word.split("", 0)));
        for (int rank = lowest(symbols, merges); rank >= 0; rank = lowest(symbols, merges)) {
            for (int i = 0; i + 1 < symbols.size(); i++) {
                if (merges.get(rank).equals(symbols.get(i) + " " + symbols.get(i + 1))) {
                    symbols.set(i, symbols.get(i) + symbols.remove(i + 1));
                    break;
                }
            }
        }
        return symbols;
    }

    private static int lowest(List<String> symbols, List<String> merges) {
        int lowest = -1;
        for (int i = 0; i + 1 < symbols.size(); i++) {
            int rank = merges.indexOf(symbols.get(i) + " " + symbols.get(i + 1));
            lowest = rank >= 0 && (lowest < 0 || rank < lowest) ? rank : lowest;
        }
        return lowest;
    }
}
