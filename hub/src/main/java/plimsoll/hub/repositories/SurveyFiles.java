package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.content.Blobs;

/// Goes through a repository's files for what they say of it: how much, in which formats, made for what. Safe for any
/// number of threads.
public final class SurveyFiles {
    /// More files at a root than this say nothing by their names.
    private static final int MAX_NAMES = 1_000;
    /// The largest configuration looked into; real ones have a few kilobytes, vocabularies inside included.
    private static final int MAX_CONFIG_BYTES = 1024 * 1024;
    /// Nests no deeper in any real configuration, and the reader recurses.
    private static final int MAX_CONFIG_DEPTH = 32;

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

    /// What a section of a configuration gives a model.
    private static final Map<String, String> SECTIONS = Map.of(
            "vision_config", "image",
            "vision_tower", "image",
            "mm_vision_tower", "image",
            "audio_config", "audio",
            "auto_map", "code");

    /// Commits that are remembered: what a move of main sets off asks of one commit more than once.
    private static final int REMEMBERED = 200;

    private final SumFiles sums;
    private final SortFiles sorting = new SortFiles();
    private final CountParameters parameters;
    private final Recent<GitOid, Contents> recent = new Recent<>(REMEMBERED);

    /// Goes through files that `sums` adds up, large ones in `blobs`.
    public SurveyFiles(SumFiles sums, Blobs blobs) {
        this.sums = sums;
        this.parameters = new CountParameters(blobs);
    }

    /// What the files of a commit say together.
    public Contents of(Snapshot commit) throws IOException {
        var before = recent.get(commit.tree());
        if (before.isPresent()) {
            return before.get();
        }
        var contents = read(commit);
        if (contents.weights().unreadBytes() == 0) { // else a large file may be missing, and come back
            recent.put(commit.tree(), contents);
        }
        return contents;
    }

    private Contents read(Snapshot commit) throws IOException {
        var sum = sums.of(commit);
        var weights = parameters.of(commit, sum.weights());
        var config = json(commit, "config.json");
        var task = task(config);
        boolean adapter = commit.find(new FilePath("adapter_config.json")).isPresent();
        return new Contents(
                sum.files(),
                sum.sizeBytes(),
                sum.formats(),
                text(config, "model_type"),
                task,
                library(commit, config, adapter),
                adapter,
                config.containsKey("quantization_config"),
                senses(config),
                facts(commit, config, task, weights),
                weights);
    }

    /// What the files of a commit are.
    ///
    /// @param contents what they say together
    /// @param rules which component a file belongs to, in a repository of `kind`
    public Parts parts(RepoKind kind, Snapshot commit, Contents contents, FileRules rules) throws IOException {
        var names = new TreeSet<String>();
        for (var entry : commit.list(commit.tree())) {
            if (!(entry instanceof Entry.Folder) && names.size() < MAX_NAMES) {
                names.add(entry.path().fileName());
            }
        }
        var sorted = sorting.of(commit, kind, rules);
        long headed = sums.of(commit).weights().stream()
                .mapToLong(Entry::contentBytes)
                .sum();
        return new Parts(
                names,
                sorted.components(),
                contents.weights().withUnread(sorted.weightBytes() - headed),
                templates(commit, contents),
                sorted.digest());
    }

    // Each may say something else, and which of them a program takes is its own affair.
    private static SortedSet<String> templates(Snapshot commit, Contents contents) throws IOException {
        var templates = new TreeSet<String>();
        var alone = commit.find(new FilePath("chat_template.jinja"));
        if (alone.isPresent() && alone.get() instanceof Entry.SmallFile file && file.sizeBytes() <= MAX_CONFIG_BYTES) {
            try (var in = commit.open(file.oid())) {
                templates.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        for (var name : List.of("tokenizer_config.json", "chat_template.json")) {
            switch (json(commit, name).get("chat_template")) {
                case null -> {}
                case String text -> templates.add(text);
                case List<?> several ->
                    several.forEach(one -> {
                        if (one instanceof Map<?, ?> fields && fields.get("template") instanceof String text) {
                            templates.add(text);
                        }
                    });
                default -> {} // whatever it is, no program takes it for one
            }
        }
        var hashes = new TreeSet<>(contents.weights().templates());
        templates.forEach(text -> hashes.add(Sha256.ofUtf8(text).hex()));
        return hashes;
    }

    // `code` where code of its own says what it does.
    private static SortedSet<String> senses(Map<?, ?> config) {
        var senses = new TreeSet<String>();
        SECTIONS.forEach((section, sense) -> {
            if (config.containsKey(section)) {
                senses.add(sense);
            }
        });
        return senses;
    }

    private static Optional<String> library(Snapshot commit, Map<?, ?> config, boolean adapter) throws IOException {
        if (adapter) {
            return Optional.of("peft");
        }
        if (commit.find(new FilePath("model_index.json")).isPresent()) {
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

    private static String facts(Snapshot commit, Map<?, ?> config, Optional<String> task, Weights weights)
            throws IOException {
        boolean processed =
                commit.find(new FilePath("preprocessor_config.json")).isPresent();
        var tokenizer = config.isEmpty() ? Map.of() : json(commit, "tokenizer_config.json");
        return new ModelFacts(config, tokenizer, task, processed, weights.parameters()).json();
    }

    /// A JSON object at the root; empty when there is none that can be read. JSON is YAML, so one reader serves both.
    private static Map<?, ?> json(Snapshot commit, String name) throws IOException {
        var entry = commit.find(new FilePath(name));
        if (entry.isEmpty() || !(entry.get() instanceof Entry.SmallFile file) || file.sizeBytes() > MAX_CONFIG_BYTES) {
            return Map.of();
        }
        try (var in = commit.open(file.oid())) {
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
