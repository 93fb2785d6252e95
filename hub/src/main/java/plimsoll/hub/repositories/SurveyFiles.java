package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Blobs;

/// Goes through a repository's files for what they say of it: how much, in which formats, made for what.
final class SurveyFiles {
    private static final int ENTRIES_AT_ONCE = 1_000;
    /// The largest `config.json` looked into; real ones have a few kilobytes, vocabularies inside included.
    private static final int MAX_CONFIG_BYTES = 1024 * 1024;
    /// Nests no deeper in any real configuration, and the reader recurses.
    private static final int MAX_CONFIG_DEPTH = 32;

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry(".safetensors", "safetensors"),
            Map.entry(".gguf", "gguf"),
            Map.entry(".onnx", "onnx"),
            Map.entry("pytorch_model.bin", "pytorch"),
            Map.entry(".pt", "pytorch"),
            Map.entry(".pth", "pytorch"),
            Map.entry("tf_model.h5", "tf"),
            Map.entry("flax_model.msgpack", "jax"),
            Map.entry(".parquet", "parquet"),
            Map.entry(".csv", "csv"),
            Map.entry(".jsonl", "json"));

    /// What a model does, by the end of its class's name.
    private static final Map<String, String> TASKS = Map.of(
            "ForCausalLM", "text-generation",
            "LMHeadModel", "text-generation",
            "ForMaskedLM", "fill-mask",
            "ForSequenceClassification", "text-classification",
            "ForTokenClassification", "token-classification",
            "ForQuestionAnswering", "question-answering",
            "ForImageClassification", "image-classification",
            "ForObjectDetection", "object-detection",
            "ForSpeechSeq2Seq", "automatic-speech-recognition");

    private final Repositories repositories;
    private final CountParameters parameters;

    SurveyFiles(Repositories repositories, Blobs blobs) {
        this.repositories = repositories;
        this.parameters = new CountParameters(repositories, blobs);
    }

    Contents of(RepositoryId repository, GitOid commit) throws IOException {
        int files = 0;
        long bytes = 0;
        var formats = new TreeSet<String>();
        var weights = new ArrayList<Entry>();
        var after = "";
        while (true) {
            var entries = repositories
                    .list(repository, commit, "", true, after, ENTRIES_AT_ONCE)
                    .orElse(List.of());
            for (var entry : entries) {
                if (entry instanceof Entry.Folder) {
                    continue;
                }
                files++;
                bytes += sizeBytes(entry);
                format(entry.path().text()).ifPresent(formats::add);
                if (CountParameters.isWeights(entry.path().text())) {
                    weights.add(entry);
                }
            }
            if (entries.size() < ENTRIES_AT_ONCE) {
                break;
            }
            after = entries.getLast().path().text();
        }
        var config = config(repository, commit);
        boolean adapter = repositories
                .find(repository, commit, new FilePath("adapter_config.json"))
                .isPresent();
        return new Contents(
                files,
                bytes,
                formats,
                text(config, "model_type"),
                task(config),
                library(repository, commit, config, adapter),
                adapter,
                config.containsKey("quantization_config"),
                parameters.of(repository, weights));
    }

    static long sizeBytes(Entry entry) {
        return switch (entry) {
            case Entry.Folder _ -> 0;
            case Entry.SmallFile small -> small.sizeBytes();
            case Entry.LargeFile large -> large.pointer().sizeBytes();
        };
    }

    private static Optional<String> format(String path) {
        return FORMATS.entrySet().stream()
                .filter(format -> path.endsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<String> library(RepositoryId repository, GitOid commit, Map<?, ?> config, boolean adapter)
            throws IOException {
        if (adapter) {
            return Optional.of("peft");
        }
        if (repositories
                .find(repository, commit, new FilePath("model_index.json"))
                .isPresent()) {
            return Optional.of("diffusers");
        }
        return config.containsKey("architectures") ? Optional.of("transformers") : Optional.empty();
    }

    private static Optional<String> task(Map<?, ?> config) {
        if (!(config.get("architectures") instanceof List<?> classes)
                || classes.isEmpty()
                || !(classes.getFirst() instanceof String name)) {
            return Optional.empty();
        }
        return TASKS.entrySet().stream()
                .filter(task -> name.endsWith(task.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> text(Map<?, ?> config, String name) {
        return config.get(name) instanceof String text && text.matches("[\\w.-]{1,60}")
                ? Optional.of(text)
                : Optional.empty();
    }

    /// `config.json` at the root; empty when there is none that can be read. JSON is YAML, so one reader serves both.
    private Map<?, ?> config(RepositoryId repository, GitOid commit) throws IOException {
        var entry = repositories.find(repository, commit, new FilePath("config.json"));
        if (entry.isEmpty() || !(entry.get() instanceof Entry.SmallFile file) || file.sizeBytes() > MAX_CONFIG_BYTES) {
            return Map.of();
        }
        try (var in = repositories.open(repository, file.oid())) {
            var text = new String(in.readNBytes(MAX_CONFIG_BYTES), StandardCharsets.UTF_8).replace('\t', ' ');
            if (depth(text) > MAX_CONFIG_DEPTH) {
                return Map.of();
            }
            var settings = LoadSettings.builder()
                    .setCodePointLimit(MAX_CONFIG_BYTES)
                    .setAllowDuplicateKeys(true)
                    .build();
            return new Load(settings).loadFromString(text) instanceof Map<?, ?> map ? map : Map.of();
        } catch (YamlEngineException _) {
            return Map.of(); // whatever it is, it is no configuration of a model
        }
    }

    /// How deep brackets nest at most, those inside texts included, which only makes it stricter.
    private static int depth(String json) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < json.length(); i++) {
            switch (json.charAt(i)) {
                case '{', '[' -> deepest = Math.max(deepest, ++depth);
                case '}', ']' -> depth--;
                default -> {}
            }
        }
        return deepest;
    }
}
