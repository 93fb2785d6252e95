package plimsoll.weights.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.weights.fixtures.SharedFiles;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;

/// Files that other people's tools wrote.
class RealGgufTest {
    @ParameterizedTest
    @CsvSource({"stories260K-f32.gguf, F32", "stories260K-f16.gguf, F16"})
    void aSmallStoryTellerIsRead(String name, DType type) throws Exception {
        var file = SharedFiles.file("models/stories260K/" + name);
        var header = read(file);
        assertEquals(Optional.of("llama"), header.architecture());
        assertEquals(Files.size(file), header.fileSizeBytes());
        var embedding = header.tensors().named("token_embd.weight").orElseThrow();
        assertEquals(TensorShape.of(512, 64), embedding.shape());
        assertEquals(type, embedding.dtype());
        assertTrue(header.tensors().parameters() > 250_000);
    }

    @Test
    void realVocabulariesAreRead() throws Exception {
        for (var file : SharedFiles.matching("vocab/*.gguf")) {
            var header = read(file);
            assertTrue(header.architecture().isPresent(), file::toString);
            var tokens = header.array("tokenizer.ggml.tokens").orElseThrow();
            assertTrue(tokens.length() > 20_000, file::toString);
            assertEquals(GgufHeader.KEPT_ELEMENTS, tokens.first().size());
            assertFalse(tokens.isComplete());
        }
    }

    private static GgufHeader read(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            return GgufHeader.read(channel);
        }
    }
}
