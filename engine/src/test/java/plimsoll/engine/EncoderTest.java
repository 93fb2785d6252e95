package plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.engine.architectures.ModelRefused;
import plimsoll.engine.architectures.ModelRefused.Reason;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.fixtures.TinyEncoder;
import plimsoll.engine.fixtures.TinyModel;
import plimsoll.weights.conversion.ConvertModel;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.files.SafetensorsModel;

/// One text has one vector, wherever the encoder's numbers come from and whatever is beside the text.
class EncoderTest {
    @TempDir
    private static Path folder;

    private static Path mean;
    private static Path first;

    @BeforeAll
    static void tinyEncoders() throws IOException {
        mean = TinyEncoder.mean().writeTo(folder.resolve("mean"));
        first = TinyEncoder.first().writeTo(folder.resolve("first"));
    }

    private static Path converted(Path model, FileType type) throws IOException {
        var target = folder.resolve("%s-%s.gguf".formatted(model.getFileName(), type));
        try (var source = SafetensorsModel.open(model)) {
            new ConvertModel(type, (_, _, _) -> {}).write(source, target, true);
        }
        return target;
    }

    private static List<Tokens> texts(Encoder encoder) {
        var texts = new ArrayList<Tokens>();
        var random = new Random(3);
        for (int i = 0; i < 20; i++) {
            int length = 2 + random.nextInt(TinyEncoder.POSITIONS - 1);
            texts.add(Tokens.of(
                    random.ints(length, 0, encoder.shape().vocabulary()).toArray()));
        }
        return texts;
    }

    @Test
    void aTextIsCutAndFramedAsTheModelWants() throws IOException {
        try (var ofFolder = Encoder.open(mean, 1);
                var ofGguf = Encoder.open(converted(mean, FileType.F32), 1)) {
            for (var encoder : List.of(ofFolder, ofGguf)) {
                assertEquals(Tokens.of(2, 60, 61, 62, 63, 45, 7, 3), encoder.tokens("The seaside SHIPS?"));
                assertEquals(Tokens.of(2, 1, 3), encoder.tokens("\u00df"), "a letter it does not have");
                assertEquals(Tokens.of(2, 3), encoder.tokens(""));
            }
        }
    }

    @Test
    void aFolderAndTheGgufMadeOfItGiveTheSameVectors() throws IOException {
        for (var model : List.of(mean, first)) {
            try (var ofFolder = Encoder.open(model, 2);
                    var ofGguf = Encoder.open(converted(model, FileType.F32), 2)) {
                assertEquals(ofFolder.shape(), ofGguf.shape());
                var texts = texts(ofFolder);
                var expected = ofFolder.vectors(texts);
                var found = ofGguf.vectors(texts);
                for (int i = 0; i < texts.size(); i++) {
                    assertArrayEquals(expected.get(i), found.get(i));
                }
            }
        }
    }

    @Test
    void whatIsBesideATextChangesNothing() throws IOException {
        try (var one = Encoder.open(mean, 1);
                var three = Encoder.open(mean, 3)) {
            var texts = texts(one);
            var together = three.vectors(texts);
            Collections.reverse(texts);
            var reversed = one.vectors(texts);
            for (int i = 0; i < texts.size(); i++) {
                var alone = one.vectors(List.of(texts.get(i))).getFirst();
                assertArrayEquals(alone, reversed.get(i));
                assertArrayEquals(alone, together.get(texts.size() - 1 - i));
                double length = 0;
                for (float value : alone) {
                    length += value * value;
                }
                assertEquals(1, length, 1e-5);
            }
        }
    }

    @Test
    void halvesGiveNearlyTheSameVectors() throws IOException {
        try (var whole = Encoder.open(mean, 1);
                var halves = Encoder.open(converted(mean, FileType.F16), 1);
                var eighths = Encoder.open(converted(mean, FileType.Q8_0), 1)) {
            var texts = texts(whole);
            for (var text : texts) {
                var expected = whole.vectors(List.of(text)).getFirst();
                assertTrue(cosine(expected, halves.vectors(List.of(text)).getFirst()) > 0.9999);
                assertTrue(cosine(expected, eighths.vectors(List.of(text)).getFirst()) > 0.99);
            }
        }
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void whatCannotBeEncodedIsRefused() throws IOException {
        try (var encoder = Encoder.open(mean, 1)) {
            for (var text : List.of(Tokens.of(), Tokens.of(1 << 20), Tokens.of(-1), Tokens.of(new int[129]))) {
                assertThrows(IllegalArgumentException.class, () -> encoder.vectors(List.of(text)));
            }
        }
    }

    @Test
    void whatIsNoEncoderOrNotThisKindIsRefused() throws IOException {
        var decoder = TinyModel.of("llama").writeTo(folder.resolve("decoder.gguf"));
        assertFalse(Encoder.isAt(decoder));
        assertTrue(Encoder.isAt(mean));
        assertThrows(ModelRefused.class, () -> Encoder.open(decoder, 1));
        var refused = assertThrows(ModelRefused.class, () -> Model.open(mean, ModelOptions.standard()));
        assertEquals(Reason.UNSUPPORTED_ARCHITECTURE, refused.reason());
        assertTrue(String.valueOf(refused.getMessage()).contains("encoder"), refused.getMessage());
        assertChangeRefused("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", Reason.MISSING_TENSOR);
        assertChangeRefused("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1", Reason.UNSUPPORTED_ARCHITECTURE);
        assertChangeRefused("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 0", Reason.BAD_HEADER);
        assertChangeRefused("\"num_attention_heads\": 4", "\"num_attention_heads\": 5", Reason.BAD_HEADER);
        assertChangeRefused("\"hidden_size\": 64", "\"hidden_size\": 32", Reason.WRONG_SHAPE);
        assertChangeRefused("\"max_position_embeddings\": 128", "\"max_position_embeddings\": 129", Reason.WRONG_SHAPE);
        assertChangeRefused("\"gelu\"", "\"relu\"", Reason.UNSUPPORTED_ARCHITECTURE);
    }

    private static void assertChangeRefused(String text, String instead, Reason reason) throws IOException {
        var broken = TinyEncoder.mean().writeTo(folder.resolve("broken"));
        var config = Files.readString(broken.resolve("config.json"));
        assertTrue(config.contains(text), text);
        Files.writeString(broken.resolve("config.json"), config.replace(text, instead));
        assertEquals(
                reason,
                assertThrows(ModelRefused.class, () -> Encoder.open(broken, 1)).reason(),
                instead);
    }
}
