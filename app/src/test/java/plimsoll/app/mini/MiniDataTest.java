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
        assertEquals("c6ff5dd15f28f7490ed3c67a39a67b4738942d02bb1f9077e6d006bb5c0644f8", sha256("train.jsonl"));
        assertEquals("89315be5e2cd39ad207525330c3bd37635817791fc8c6299af6feeaa6c841dd2", sha256("tokenizer.json"));
        assertEquals(
                "e5670e05d469af322b6a4afd5b8ebaf9ff9cbf8c6640686d84524c3bb790203c", sha256("tokenizer_config.json"));
        assertEquals(
                "d33aff4eef518adf150d11196f723fec32117b7f150e57b6b3b08191d24338f7", sha256("held-out/facts.jsonl"));
        assertEquals(
                "7daa51ba014b1623d68774784a6285fe5456c0d4d6ccbb63fff4943c606d09af", sha256("held-out/refusals.jsonl"));
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
