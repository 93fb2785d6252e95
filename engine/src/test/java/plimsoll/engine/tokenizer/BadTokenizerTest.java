package plimsoll.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.engine.fixtures.Seeds;
import plimsoll.engine.fixtures.SmallVocabularies;

/// Vocabularies that cannot be used say why; small ones of each kind do what they should.
class BadTokenizerTest {
    private static final String SOUND = SmallVocabularies.byteLevel(PreTokenizers.GPT2);

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    "h e", "l l"              ; "h e", "x y z"                ; is not all in the vocabulary
                    "h e", "l l"              ; "he"                          ; is not two texts
                    "h e", "l l"              ; 7                             ; is not two texts
                    "aa aa"                   ; "aaaa aaaa"                   ; is not all in the vocabulary
                    "type": "BPE"             ; "type": "Nonsense"            ; which is not known here
                    "type": "ByteLevel"       ; "type": "Whitespace"          ; which is not all
                    "type": "Split"           ; "type": "Splat"               ; pre_tokenizer "Splat"
                    "behavior": "Isolated"    ; "behavior": "Removed"         ; pre_tokenizer "Split"
                    "normalizer": null        ; "normalizer": {"type": "X"}   ; normalizer "X"
                    "TemplateProcessing"      ; "Y"                           ; post_processor "Y"
                    "vocab": {                ; "vocab": 3, "x": {            ; neither object nor array
                    "!": 33                   ; "!": -1                       ; has the number -1
                    "!": 33                   ; "!": 99999999                 ; has the number 99999999
                    "model"                   ; "muddle"                      ; no model
                    "added_tokens"            ; ]                             ; not JSON
                    """)
    void whatIsWrongIsNamed(String sound, String broken, String reason) {
        assertTrue(SOUND.contains(sound), sound);
        var refused =
                assertThrows(IOException.class, () -> Tokenizer.read(SOUND.replace(sound, broken), Optional.empty()));
        if (!reason.equals("which is not all")) {
            assertTrue(Objects.requireNonNull(refused.getMessage()).contains(reason), refused::getMessage);
        }
    }

    @Test
    void anUnknownFamilyIsRefusedByName() {
        var refused = assertThrows(BadTokenizer.class, () -> PreTokenizers.named("martian"));
        assertTrue(Objects.requireNonNull(refused.getMessage()).contains("martian"));
    }

    @Test
    void aUnigramTakesTheBestSum() {
        var scores = new LinkedHashMap<String, Double>();
        scores.put("▁", -3.0);
        scores.put("▁un", -2.0);
        scores.put("related", -4.0);
        scores.put("▁unrelate", -3.0);
        scores.put("d", -9.0);
        var tokenizer = ProvenanceTest.read(SmallVocabularies.unigram(scores));
        assertArrayEquals(new int[] {2, 3}, tokenizer.encode("unrelated", Specials.TEXT));
        assertArrayEquals(new int[] {1, 0, 5}, tokenizer.encode("??d", Specials.TEXT));
        assertEquals("unrelated", tokenizer.decode(new int[] {2, 3}));
    }

    @Test
    void aWordThatCannotBeSpeltIsOneUnknown() {
        var tokenizer =
                ProvenanceTest.read(SmallVocabularies.wordPiece(List.of("hello", "##s", "un", "##known", ",", "日")));
        assertArrayEquals(
                new int[] {3, 4, 7, 5, 6, 8, 0, 0},
                tokenizer.encode("  Héllos,UNKNOWN\u65E5 unsure " + "un".repeat(60), Specials.TEXT));
        assertEquals("hellos", tokenizer.decode(new int[] {3, 4}));
    }

    /// A map that a stranger wrote: any bytes at all are refused, or normalise within bounds.
    @Test
    void hostileNormalisationsStayWithinTheirMap() {
        Seeds.each(5000, random -> {
            int units = 1 + random.nextInt(300);
            var map = ByteBuffer.allocate(4 + 4 * units + 20).order(ByteOrder.LITTLE_ENDIAN);
            map.putInt(random.nextInt(20) == 0 ? random.nextInt() : 4 * units);
            for (int i = 0; i < units; i++) {
                // Labels that match often, and offsets that stay near, go deepest.
                map.putInt(
                        random.nextInt(3) == 0
                                ? random.nextInt()
                                : (random.nextInt(units) << 10) | random.nextInt(0x200));
            }
            map.put("ab\0cd\0".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            try {
                new Charsmap(map.array()).normalise(Seeds.text(random, 200));
            } catch (BadTokenizer refused) {
                assertTrue(Objects.requireNonNull(refused.getMessage()).contains("precompiled_charsmap"));
            }
        });
    }

    /// Damaged vocabularies of every kind are refused, or cut some text; nothing else happens.
    @Test
    void damageIsRefusedOrDoesNoHarm() {
        var sound = List.of(
                SmallVocabularies.byteLevel("[a-z]+|\\s+(?!\\S)", List.of("a b", "ab c", "b c")),
                SmallVocabularies.sentencePiece(),
                SmallVocabularies.unigram(new LinkedHashMap<>(java.util.Map.of("a", -1.0, "▁ab", -2.0, "b", -3.0))),
                SmallVocabularies.wordPiece(List.of("ab", "##c", "d")));
        Seeds.each(1500, random -> {
            var file = new StringBuilder(sound.get(random.nextInt(sound.size())));
            for (int wounds = 1 + random.nextInt(4); wounds > 0; wounds--) {
                // Most of a file is its list of tokens; the rest is where it says what to do.
                int at = random.nextBoolean()
                        ? random.nextInt(Math.min(900, file.length() - 30))
                        : Math.max(0, file.length() - 30 - random.nextInt(300));
                int from = random.nextInt(file.length() - 30);
                switch (random.nextInt(4)) {
                    case 0 -> file.delete(at, at + random.nextInt(12));
                    case 1 -> file.insert(at, file.substring(from, from + random.nextInt(12)));
                    case 2 -> file.setCharAt(at, (char) ('0' + random.nextInt(10)));
                    default -> file.setCharAt(at, file.charAt(from));
                }
            }
            try {
                var tokenizer = Tokenizer.read(file.toString(), Optional.empty());
                var ids = tokenizer.framed(tokenizer.encode(Seeds.text(random, 40) + " abc", Specials.PARSE));
                tokenizer.decode(ids);
            } catch (IOException refused) {
                assertTrue(refused.getMessage() != null);
            }
        });
    }

    @Test
    void specialTokensEatTheSpaceTheyAreTold() throws Exception {
        var json = SOUND.replace(
                "\"content\": \"<tool>\",", "\"content\": \"<tool>\", \"lstrip\": true, \"rstrip\": true,");
        var tokenizer = Tokenizer.read(json, Optional.empty());
        var ids = tokenizer.encode("a  <tool> \n b", Specials.TEXT);
        assertArrayEquals(new int[] {'a', ids[1], 'b'}, ids);
    }

    @Test
    void configurationNamesTheTokensOfBeginningAndEnd() throws Exception {
        var config = """
                {"bos_token": "<|begin|>", "eos_token": {"content": "<|end|>"}}
                """;
        var vocabulary = Tokenizer.read(SOUND, Optional.of(config)).vocabulary();
        assertEquals(
                "<|begin|>",
                vocabulary.text(vocabulary.role(Vocabulary.Role.BEGIN).orElseThrow()));
        assertTrue(
                vocabulary.endsGeneration(vocabulary.role(Vocabulary.Role.END).orElseThrow()));
    }
}
