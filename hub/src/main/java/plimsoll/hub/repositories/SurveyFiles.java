package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Blobs;

/// Goes through a repository's files for what they say of it: how much, in which formats, made for what.
public final class SurveyFiles {
    private static final int ENTRIES_AT_ONCE = 1_000;
    /// More files at a root than this say nothing by their names.
    private static final int MAX_NAMES = 1_000;
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

    /// Goes through files of `repositories`, large ones in `blobs`.
    public SurveyFiles(Repositories repositories, Blobs blobs) {
        this.repositories = repositories;
        this.parameters = new CountParameters(repositories, blobs);
    }

    /// What the files of a commit say, by the usual rules for which component a file belongs to.
    public Contents of(Repository repository, GitOid commit) throws IOException {
        return of(repository, commit, FileRules.NONE);
    }

    /// What the files of a commit say.
    ///
    /// @param rules which component a file belongs to
    public Contents of(Repository repository, GitOid commit, FileRules rules) throws IOException {
        var id = repository.id();
        var found = new Found();
        var after = "";
        while (true) {
            var entries = repositories
                    .list(id, commit, "", true, after, ENTRIES_AT_ONCE)
                    .orElse(List.of());
            entries.forEach(entry -> found.add(entry, rules.of(repository.kind(), entry.path())));
            if (entries.size() < ENTRIES_AT_ONCE) {
                break;
            }
            after = entries.getLast().path().text();
        }
        var config = config(id, commit);
        boolean adapter = found.names.contains("adapter_config.json");
        return new Contents(
                found.files,
                found.bytes,
                found.formats,
                text(config, "model_type"),
                task(config),
                library(found, config, adapter),
                adapter,
                config.containsKey("quantization_config"),
                parameters.of(id, found.weights).withUnread(found.otherWeightBytes),
                found.names,
                found.components);
    }

    /// What is gathered on the way through the files.
    private static final class Found {
        private final NavigableSet<String> formats = new TreeSet<>();
        private final NavigableSet<String> names = new TreeSet<>();
        private final Set<Component> components = EnumSet.noneOf(Component.class);
        private final List<Entry> weights = new ArrayList<>();
        private int files;
        private long bytes;
        private long otherWeightBytes;

        void add(Entry entry, Component component) {
            if (entry instanceof Entry.Folder) {
                return;
            }
            var path = entry.path();
            files++;
            bytes += sizeBytes(entry);
            components.add(component);
            format(path.text()).ifPresent(formats::add);
            if (path.folder().isEmpty() && names.size() < MAX_NAMES) {
                names.add(path.fileName());
            }
            if (CountParameters.isWeights(path.text())) {
                weights.add(entry);
            } else if (component == Component.WEIGHTS) {
                otherWeightBytes += sizeBytes(entry);
            }
        }
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

    private static Optional<String> library(Found found, Map<?, ?> config, boolean adapter) {
        if (adapter) {
            return Optional.of("peft");
        }
        if (found.names.contains("model_index.json")) {
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
