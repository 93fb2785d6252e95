package plimsoll.app.mini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.engine.tokenizer.Tokenizer;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// The published data set. Weights are made of it, so its bytes are part of what Plimsoll promises: who changes the
/// grammar changes the hashes here, and trains Mini anew.
class MiniDataTest {
    private static final Corpus CORPUS = Corpus.of(Corpus.SEED, DataFolder.TRAIN, DataFolder.HELD_OUT);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        new DataFolder(folder).write(CORPUS);
    }

    @Test
    void theFilesAreTheSameEveryTime() throws IOException {
        assertEquals("61b9622fadd983e363c12f4d03e8526fd2fe66388df4894f5b93d20503b2e438", sha256("train.jsonl"));
        assertEquals("814135f5c01e8a3b7cb0cbefe664a05edfccc6d53618835d97d9a9411e788662", sha256("tokenizer.json"));
        assertEquals(
                "e5670e05d469af322b6a4afd5b8ebaf9ff9cbf8c6640686d84524c3bb790203c", sha256("tokenizer_config.json"));
        assertEquals(
                "2b95fbd4ec5fa75d6f1556a82ff452796d4689614c37e92f01b5abe3b8880b40", sha256("held-out/facts.jsonl"));
        assertEquals(
                "f84732bed1347f842c0d6f91301c057daa5a05087f877ea649b8c63c9dbbf4b1", sha256("held-out/refusals.jsonl"));
    }

    @Test
    void noQuestionThatIsHeldOutIsTrainedOn() {
        var trained = CORPUS.train().stream()
                .map(sample -> sample.question().getLast().content())
                .collect(Collectors.toSet());
        for (var samples : CORPUS.heldOut().values()) {
            for (var sample : samples) {
                assertFalse(trained.contains(sample.question().getLast().content()), () -> sample + " is in both");
            }
        }
    }

    @Test
    void atLeastOneQuestionInTenIsBeyondWhatTheModelKnows() {
        long unknown = CORPUS.train().stream()
                .filter(sample -> sample.answer().equals(Unknowns.ANSWER))
                .count();
        assertTrue(
                unknown * 10 >= CORPUS.train().size(),
                () -> unknown + " of " + CORPUS.train().size());
    }

    @Test
    void everyConversationFitsTheContext() throws IOException {
        var tokenizer = tokenizer();
        for (var sample : CORPUS.train()) {
            int tokens = 1;
            for (var message : sample.messages()) {
                tokens += tokenizer.encode(message.content(), Specials.TEXT).length + 2;
            }
            assertTrue(tokens <= DataFolder.CONTEXT_TOKENS, sample::toString);
        }
    }

    @Test
    void theTokenizerHas1024TokensAndCutsDigitsApart() throws IOException {
        var tokenizer = tokenizer();
        assertEquals(1024, tokenizer.vocabulary().size());
        var text = "In 2026,  it was 1234567 tokens — naïve, 船!\n\n\tS14.";
        int[] ids = tokenizer.encode(text, Specials.TEXT);
        assertEquals(text, tokenizer.decode(ids));
        assertEquals(7, tokenizer.encode("1234567", Specials.TEXT).length);
        assertEquals(8, tokenizer.encode(" 1234567", Specials.TEXT).length);
    }

    /// The real client's ids for the same texts are held by `TransformersAcceptance`.
    @Test
    void aSampleOfTheCorpusIsCutAsOtherEnginesCutIt() throws IOException {
        var tokenizer = tokenizer();
        var sample = Json.tree(Files.readString(Path.of("../acceptance/clients/mini-ids.json")));
        assertTrue(sample.size() > 50);
        for (var one : sample.values()) {
            var text = one.path("text").asString();
            assertArrayEquals(
                    one.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray(),
                    tokenizer.encode(text, Specials.TEXT),
                    text);
        }
    }

    private static Tokenizer tokenizer() throws IOException {
        return Tokenizer.read(
                Files.readString(folder.resolve("tokenizer.json")),
                Optional.of(Files.readString(folder.resolve("tokenizer_config.json"))));
    }

    private static String sha256(String file) throws IOException {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(file)));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
