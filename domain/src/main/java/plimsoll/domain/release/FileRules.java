package plimsoll.domain.release;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.PathPattern;
import plimsoll.domain.repository.RepoKind;

/// Which component a file belongs to: the publisher's own rules first, then rules on its name and format, and what no
/// rule knows is what the repository is about.
///
/// @param own the publisher's rules, the first that fits decides
public record FileRules(List<Own> own) {
    /// As many rules as a person can survey.
    public static final int MAX_RULES = 100;
    /// No path that anybody writes by hand is longer.
    public static final int MAX_PATTERN_CHARACTERS = 200;
    /// No rules of the publisher's.
    public static final FileRules NONE = new FileRules(List.of());

    private static final Set<String> PAPERS = Set.of(
            "readme.md",
            "readme",
            "readme.txt",
            ".gitattributes",
            ".gitignore",
            "license",
            "license.md",
            "license.txt",
            "licence",
            "licence.md",
            "licence.txt",
            "notice",
            "notice.txt",
            "use_policy.md",
            "citation.cff",
            "copying",
            "config.json",
            "generation_config.json",
            "preprocessor_config.json",
            "processor_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "tokenizer.model",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "vocab.txt",
            "merges.txt",
            "chat_template.jinja",
            "chat_template.json",
            "model_index.json",
            "params.json",
            "model.sig",
            "dataset_infos.json");
    // An index names tensors and shards, no number that was learned.
    private static final Set<String> PAPER_ENDINGS =
            Set.of("md", "rst", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp", "bib", "index.json", "jinja");
    private static final Set<String> WEIGHT_ENDINGS = Set.of(
            "safetensors",
            "gguf",
            "ggml",
            "bin",
            "pt",
            "pth",
            "ckpt",
            "h5",
            "hdf5",
            "onnx",
            "onnx_data",
            "pb",
            "tflite",
            "msgpack",
            "npz",
            "npy",
            "pkl",
            "pickle",
            "joblib",
            "mlmodel",
            "mlpackage",
            "nemo",
            "keras",
            "llamafile",
            "params",
            "ot",
            "orbax",
            "engine",
            "plan");
    private static final Set<String> DATA_ENDINGS = Set.of(
            "parquet",
            "arrow",
            "csv",
            "tsv",
            "jsonl",
            "ndjson",
            "tar",
            "zst",
            "webdataset",
            "tfrecord",
            "wav",
            "mp3",
            "flac",
            "mp4",
            "webm");
    private static final Set<String> CODE_ENDINGS = Set.of(
            "py",
            "ipynb",
            "js",
            "mjs",
            "ts",
            "java",
            "c",
            "cc",
            "cpp",
            "h",
            "hpp",
            "cu",
            "rs",
            "go",
            "sh",
            "toml",
            "cfg",
            "lock",
            "dockerfile",
            "makefile");
    private static final Set<String> DATA_FOLDERS = Set.of("data", "dataset", "datasets", "train", "corpus");
    private static final Set<String> TRAINING_FOLDERS =
            Set.of("training", "pretraining", "finetuning", "src", "scripts");
    private static final Map<RepoKind, Component> ABOUT = Map.of(
            RepoKind.MODEL, Component.WEIGHTS,
            RepoKind.DATASET, Component.TRAINING_DATA,
            RepoKind.SPACE, Component.SOURCE_CODE);

    public FileRules {
        own = List.copyOf(own);
        if (own.size() > MAX_RULES) {
            throw new IllegalArgumentException("A plan has at most %d rules for files.".formatted(MAX_RULES));
        }
    }

    /// A rule of the publisher's.
    ///
    /// @param pattern as in a `.gitignore`
    /// @param component what the files that match belong to
    public record Own(String pattern, Component component) {
        public Own {
            if (pattern.isBlank()
                    || pattern.length() > MAX_PATTERN_CHARACTERS
                    || pattern.chars().anyMatch(c -> c <= ' ')) {
                throw new IllegalArgumentException(
                        "A rule's pattern has 1 to %d characters and no spaces.".formatted(MAX_PATTERN_CHARACTERS));
            }
        }
    }

    /// What a repository of this kind is about: files that no rule knows, and its headline level.
    public static Component about(RepoKind kind) {
        return ABOUT.getOrDefault(kind, Component.WEIGHTS);
    }

    /// The component of the file at `path` in a repository of this kind.
    public Component of(RepoKind kind, FilePath path) {
        for (var rule : own) {
            if (fits(rule.pattern, path)) {
                return rule.component;
            }
        }
        return usual(kind, path);
    }

    // A pattern that means a folder means what is in it.
    private static boolean fits(String pattern, FilePath path) {
        var parsed = PathPattern.parse(pattern);
        var text = path.text();
        if (parsed.matches(text, false)) {
            return true;
        }
        for (int slash = text.indexOf('/'); slash > 0; slash = text.indexOf('/', slash + 1)) {
            if (parsed.matches(text.substring(0, slash), true)) {
                return true;
            }
        }
        return false;
    }

    private static Component usual(RepoKind kind, FilePath path) {
        var name = path.fileName().toLowerCase(Locale.ROOT);
        var ending = name.substring(name.lastIndexOf('.') + 1);
        var folder = path.folder().toLowerCase(Locale.ROOT);
        var top = folder.contains("/") ? folder.substring(0, folder.indexOf('/')) : folder;
        if (PAPERS.contains(name) || name.endsWith(".index.json")) {
            return Component.PAPERS;
        }
        if (kind != RepoKind.SPACE && WEIGHT_ENDINGS.contains(ending)) {
            return kind == RepoKind.MODEL ? Component.WEIGHTS : about(kind);
        }
        if (CODE_ENDINGS.contains(ending)) {
            boolean training = name.contains("train") || TRAINING_FOLDERS.contains(top);
            return kind != RepoKind.MODEL || training ? Component.SOURCE_CODE : Component.INFERENCE_CODE;
        }
        if (kind == RepoKind.MODEL && (DATA_ENDINGS.contains(ending) || DATA_FOLDERS.contains(top))) {
            return Component.TRAINING_DATA;
        }
        return folder.isEmpty() && PAPER_ENDINGS.contains(ending) ? Component.PAPERS : about(kind);
    }
}
