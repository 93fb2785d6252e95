package plimsoll.weights.conversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.fixtures.SafetensorsFile;
import plimsoll.weights.fixtures.SharedFiles;

/// A trained model, converted here, against what another tool made of it.
class StoryConversionTest {
    @TempDir
    private Path folder;

    @Test
    void theStoryTellerIsConvertedAsOthersDoIt() throws Exception {
        var reference = SharedFiles.file("models/stories260K/stories260K-f32.gguf");
        for (var name : List.of("config.json", "model.safetensors")) {
            Files.copy(SharedFiles.file("models/stories260K/" + name), folder.resolve(name));
        }
        var target = folder.resolve("out.gguf");
        try (var expected = GgufModel.open(reference)) {
            Files.writeString(folder.resolve("tokenizer.json"), tokenizer(expected));
            try (var model = SafetensorsModel.open(folder)) {
                new ConvertModel(FileType.F32, (_, _, _) -> {}).write(model, target, false);
            }
            try (var converted = GgufModel.open(target)) {
                for (var tensor : converted.tensors().values()) {
                    var other = expected.tensor(tensor.name()).orElseThrow();
                    assertEquals(other.shape(), tensor.shape(), tensor.name());
                    assertEquals(-1, other.data().mismatch(tensor.data()), tensor.name());
                }
                // The other tool wrote the tied output a second time.
                assertEquals(expected.tensors().size() - 1, converted.tensors().size());
                assertEquals(expected.texts("tokenizer.ggml.tokens"), converted.texts("tokenizer.ggml.tokens"));
                assertArrayEquals(
                        expected.ints("tokenizer.ggml.token_type").orElseThrow(),
                        converted.ints("tokenizer.ggml.token_type").orElseThrow());
                assertSameOrder(expected, converted);
            }
        }
    }

    /// Scores are only ever compared: for all tokens that merges make, they come in the same order.
    private static void assertSameOrder(GgufModel expected, GgufModel converted) throws Exception {
        var tokens = expected.texts("tokenizer.ggml.tokens").orElseThrow();
        var theirs = expected.floats("tokenizer.ggml.scores").orElseThrow();
        var ours = converted.floats("tokenizer.ggml.scores").orElseThrow();
        var merged = merges(expected).stream()
                .map(pair -> String.join("", pair))
                .distinct()
                .toList();
        var byTheirs = merged.stream().map(tokens::indexOf).map(i -> theirs[i]).toList();
        var byOurs = merged.stream().map(tokens::indexOf).map(i -> ours[i]).toList();
        for (int i = 1; i < merged.size(); i++) {
            assertEquals(
                    Integer.signum(Float.compare(byTheirs.get(i - 1), byTheirs.get(i))),
                    Integer.signum(Float.compare(byOurs.get(i - 1), byOurs.get(i))),
                    merged.get(i));
        }
    }

    /// What transformers would have made of the SentencePiece model: every way to make a token of two others,
    /// best first.
    private static List<List<String>> merges(GgufModel model) throws Exception {
        var tokens = model.texts("tokenizer.ggml.tokens").orElseThrow();
        var scores = model.floats("tokenizer.ggml.scores").orElseThrow();
        Map<String, Integer> numbers = new HashMap<>();
        IntStream.range(259, tokens.size()).forEach(i -> numbers.put(tokens.get(i), i));
        var merges = new ArrayList<List<String>>();
        numbers.entrySet().stream()
                .sorted((a, b) -> Float.compare(scores[b.getValue()], scores[a.getValue()]))
                .map(Map.Entry::getKey)
                .forEach(token -> {
                    for (int i = 1; i < token.length(); i++) {
                        var pair = List.of(token.substring(0, i), token.substring(i));
                        if (numbers.keySet().containsAll(pair)) {
                            merges.add(pair);
                        }
                    }
                });
        return merges;
    }

    private static String tokenizer(GgufModel model) throws Exception {
        var tokens = model.texts("tokenizer.ggml.tokens").orElseThrow();
        var vocabulary = IntStream.range(0, tokens.size())
                .mapToObj(i -> SafetensorsFile.quoted(tokens.get(i)) + ":" + i)
                .collect(Collectors.joining(","));
        var merges = merges(model).stream()
                .map(pair -> pair.stream().map(SafetensorsFile::quoted).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(","));
        var added = IntStream.range(1, 3)
                .mapToObj(i -> "{\"id\":%d,\"content\":%s,\"special\":true}"
                        .formatted(i, SafetensorsFile.quoted(tokens.get(i))))
                .collect(Collectors.joining(","));
        return "{\"model\":{\"type\":\"BPE\",\"byte_fallback\":true,\"unk_token\":%s,\"vocab\":{%s},\"merges\":[%s]},"
                        .formatted(SafetensorsFile.quoted(tokens.getFirst()), vocabulary, merges)
                + "\"added_tokens\":[%s],".formatted(added)
                + "\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"Prepend\",\"prepend\":\"\u2581\"}]}}";
    }
}
