package plimsoll.weights.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.fixtures.HubModel;
import plimsoll.weights.fixtures.SharedFiles;

/// Tokenizers that their publishers wrote, around weights that are made up.
class RealTokenizersTest {
    private static final String GRANITE = "hub-fixtures/ibm-granite--granite-3b-code-instruct-128k/";
    private static final String BGE = "hub-fixtures/BAAI--bge-large-zh-v1.5/";

    @TempDir
    private Path folder;

    @Test
    void aTokenizerOfCodeCutsDigitsApart() throws Exception {
        try (var model = convert(HubModel.llama(), "model.embed_tokens.weight", 49_152, GRANITE)) {
            assertEquals(Optional.of("smollm"), model.header().text("tokenizer.ggml.pre"));
            assertEquals(
                    48_891, model.texts("tokenizer.ggml.merges").orElseThrow().size());
            assertEquals(
                    "<|endoftext|>",
                    model.texts("tokenizer.ggml.tokens").orElseThrow().getFirst());
            assertEquals(3, model.ints("tokenizer.ggml.token_type").orElseThrow()[0]);
            assertEquals(OptionalLong.of(0), model.header().whole("tokenizer.ggml.bos_token_id"));
            assertTrue(model.header().text("tokenizer.chat_template").orElse("").startsWith("{% for message"));
        }
    }

    @Test
    void aTokenizerOfChineseIsSplitIntoCharacters() throws Exception {
        try (var model = convert(HubModel.bert(), "embeddings.word_embeddings.weight", 21_128, BGE)) {
            var tokens = model.texts("tokenizer.ggml.tokens").orElseThrow();
            assertEquals(21_128, tokens.size());
            assertEquals("[CLS]", tokens.get(101));
            assertEquals(OptionalLong.of(101), model.header().whole("tokenizer.ggml.cls_token_id"));
            assertTrue(tokens.contains("\u2581\u4E2D"));
            assertEquals(OptionalLong.of(2), model.header().whole("bert.pooling_type"));
        }
    }

    private GgufModel convert(HubModel hub, String embedding, int rows, String fixture) throws IOException {
        hub.without(embedding)
                .tensor(embedding, rows, HubModel.WIDTH)
                .tokenizer(Files.readString(SharedFiles.file(fixture + "tokenizer.json")))
                .tokenizerConfig(Files.readString(SharedFiles.file(fixture + "tokenizer_config.json")));
        var from = hub.writeTo(folder.resolve("hub"));
        if (fixture.equals(BGE)) {
            Files.createDirectories(from.resolve("1_Pooling"));
            Files.copy(SharedFiles.file(BGE + "1_Pooling/config.json"), from.resolve("1_Pooling/config.json"));
        }
        var to = folder.resolve("out.gguf");
        try (var source = SafetensorsModel.open(from)) {
            new ConvertModel(FileType.Q8_0, (_, _, _) -> {}).write(source, to, true);
        }
        return GgufModel.open(to);
    }
}
