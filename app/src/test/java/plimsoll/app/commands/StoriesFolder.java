package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plimsoll.web.http.Json;
import plimsoll.weights.files.GgufModel;

/// The model that tells stories as the Hub would publish it. It has no `tokenizer.json` of its own: one is made of the
/// vocabulary in its GGUF file, as transformers makes one of a SentencePiece model.
public final class StoriesFolder {
    /// The number of the last token that is a byte; after it come those made of others.
    private static final int LAST_BYTE = 258;

    private StoriesFolder() {}

    /// Writes it.
    ///
    /// @param gguf the same model, its safetensors beside it
    public static Path in(Path folder, Path gguf) throws IOException {
        for (var name : List.of("config.json", "model.safetensors")) {
            Files.copy(gguf.resolveSibling(name), folder.resolve(name));
        }
        try (var model = GgufModel.open(gguf)) {
            var texts = model.texts("tokenizer.ggml.tokens").orElseThrow();
            var scores = model.floats("tokenizer.ggml.scores").orElseThrow();
            Files.write(folder.resolve("tokenizer.json"), Json.write(tokenizer(texts, scores)));
        }
        Files.write(
                folder.resolve("tokenizer_config.json"),
                Json.write(Map.of("bos_token", "<s>", "eos_token", "</s>", "add_bos_token", true)));
        return folder;
    }

    private static Map<String, Object> tokenizer(List<String> texts, float[] scores) {
        var vocabulary = new LinkedHashMap<String, Integer>();
        texts.forEach(text -> vocabulary.put(text, vocabulary.size()));
        return Map.of(
                "added_tokens",
                List.of(added(0, texts.get(0)), added(1, texts.get(1)), added(2, texts.get(2))),
                "normalizer",
                Map.of("type", "Prepend", "prepend", "\u2581"),
                "model",
                Map.of(
                        "type",
                        "BPE",
                        "byte_fallback",
                        true,
                        "unk_token",
                        texts.getFirst(),
                        "vocab",
                        vocabulary,
                        "merges",
                        merges(vocabulary, scores)));
    }

    private static Map<String, Object> added(int id, String content) {
        return Map.of("id", id, "content", content, "special", true);
    }

    private static int number(Map<String, Integer> vocabulary, String text) {
        return vocabulary.getOrDefault(text, 0);
    }

    /// Every way to make a token of two others, the best first.
    private static List<List<String>> merges(Map<String, Integer> vocabulary, float[] scores) {
        var byScore = new ArrayList<>(vocabulary.keySet());
        byScore.sort((a, b) -> Float.compare(scores[number(vocabulary, b)], scores[number(vocabulary, a)]));
        var merges = new ArrayList<List<String>>();
        for (var text : byScore) {
            for (int cut = 1; cut < text.length(); cut++) {
                var pair = List.of(text.substring(0, cut), text.substring(cut));
                if (number(vocabulary, text) > LAST_BYTE && vocabulary.keySet().containsAll(pair)) {
                    merges.add(pair);
                }
            }
        }
        return merges;
    }
}
