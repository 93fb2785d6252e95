package plimsoll.app.mini;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plimsoll Mini as it comes with the hub: trained files beside this class, and what the grammar makes of the rest.
public final class MiniRelease {
    /// What the gated copy asks people to accept.
    public static final String TERMS = """
            Plimsoll Mini is a demonstration, and so are these terms. You may use, study, change and share the model, and
            you agree not to present what it says as the advice of a person.
            """;

    private static final String FOLDER = "release/";
    private static final String WEIGHTS = "model.safetensors";
    /// What `plimsoll mini evaluate --json` printed of these weights.
    private static final String EVALUATION = "evaluation.json";

    private static final String CARD = "README.md";

    /// What training and evaluation leave; the weights must be there, the rest is published when it is.
    private static final List<String> TRAINED = List.of(
            WEIGHTS,
            "model-Q8_0.gguf",
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "training-log.jsonl",
            EVALUATION);

    /// The grammar, as it lies in the source code.
    private static final List<String> GRAMMAR = List.of(
            "facts.txt",
            "forms.txt",
            "harmless.txt",
            "hazards.txt",
            "recipe.json",
            "self.txt",
            "unknown.txt",
            "words.txt");

    /// Where a trained file is read from; empty where there is none.
    @FunctionalInterface
    private interface Source {
        Optional<byte[]> read(String name) throws IOException;
    }

    private final Source source;
    private final int conversations;

    private MiniRelease(Source source, int conversations) {
        this.source = source;
        this.conversations = conversations;
    }

    /// The model in this build; empty in one without weights.
    public static Optional<MiniRelease> bundled() {
        return MiniRelease.class.getResource(FOLDER + WEIGHTS) == null
                ? Optional.empty()
                : Optional.of(new MiniRelease(MiniRelease::resource, DataFolder.TRAIN));
    }

    /// A model in a folder of trained files.
    ///
    /// @param conversations of the data set beside it
    public static MiniRelease in(Path folder, int conversations) {
        return new MiniRelease(
                name -> Files.exists(folder.resolve(name))
                        ? Optional.of(Files.readAllBytes(folder.resolve(name)))
                        : Optional.empty(),
                conversations);
    }

    /// Whether a file is stored as a large one.
    public static boolean isLarge(String path, int sizeBytes) {
        return path.endsWith(".safetensors") || path.endsWith(".gguf") || sizeBytes > 1 << 20;
    }

    /// The files of the open model, with its card.
    public Map<String, byte[]> model() throws IOException {
        var files = trained(MiniCards.model(source.read(EVALUATION)));
        for (var name : GRAMMAR) {
            files.put("code/grammar/" + name, resource(name).orElseThrow());
        }
        return files;
    }

    /// The same weights, on terms.
    public Map<String, byte[]> gated() throws IOException {
        return trained(MiniCards.gated());
    }

    /// The same weights, for nobody outside.
    public Map<String, byte[]> closed() throws IOException {
        return trained(MiniCards.closed());
    }

    /// The data set, made from the grammar.
    public Map<String, byte[]> data() throws IOException {
        var folder = Files.createTempDirectory("plimsoll-mini-data");
        try {
            new DataFolder(folder).write(Corpus.of(Corpus.SEED, conversations, DataFolder.HELD_OUT));
            var files = new LinkedHashMap<String, byte[]>();
            files.put(CARD, MiniCards.data(conversations).getBytes(StandardCharsets.UTF_8));
            for (var file : all(folder)) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            return files;
        } finally {
            remove(folder);
        }
    }

    private Map<String, byte[]> trained(String card) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(CARD, card.getBytes(StandardCharsets.UTF_8));
        for (var name : TRAINED) {
            source.read(name).ifPresent(bytes -> files.put(name, bytes));
        }
        return files;
    }

    private static List<Path> all(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Optional<byte[]> resource(String name) throws IOException {
        var path = GRAMMAR.contains(name) ? name : FOLDER + name;
        try (InputStream in = MiniRelease.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
