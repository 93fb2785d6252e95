package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.repositories.Parts.Templates;

/// Goes through a repository's files for what they say of it: how much, in which formats, made for what. Safe for any
/// number of threads.
public final class SurveyFiles {
    /// More files at a root than this say nothing by their names.
    private static final int MAX_NAMES = 1_000;

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

    private static Templates templates(Snapshot commit, Contents contents) throws IOException {
        var headed = contents.weights().templates();
        var all = new TreeSet<>(headed);
        var taken = new TreeSet<>(headed);
        for (var name : TemplateFiles.NAMES) {
            var file = bytes(commit, name);
            if (file.isPresent()) {
                TemplateFiles.read(name, file.get()).forEach((called, text) -> {
                    var hash = Sha256.ofUtf8(text).hex();
                    all.add(hash);
                    if (called.equals(TemplateFiles.DEFAULT)) {
                        taken.add(hash);
                    }
                });
            }
        }
        return new Templates(all, taken.size() <= 1);
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

    private static Map<?, ?> json(Snapshot commit, String name) throws IOException {
        return bytes(commit, name).<Map<?, ?>>map(ForeignJson::config).orElse(Map.of());
    }

    /// A small file at the root; empty when there is none, or it is too large for a configuration.
    private static Optional<byte[]> bytes(Snapshot commit, String name) throws IOException {
        var entry = commit.find(new FilePath(name));
        if (entry.isEmpty()
                || !(entry.get() instanceof Entry.SmallFile file)
                || file.sizeBytes() > ForeignJson.MAX_CONFIG_BYTES) {
            return Optional.empty();
        }
        try (var in = commit.open(file.oid())) {
            return Optional.of(in.readNBytes(ForeignJson.MAX_CONFIG_BYTES));
        }
    }
}
