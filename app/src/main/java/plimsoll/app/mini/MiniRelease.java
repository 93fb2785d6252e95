package plimsoll.app.mini;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.app.models.ScratchFolder;

/// Plimsoll Mini as it comes with the hub: trained files beside this class, and what the grammar makes of the rest.
public final class MiniRelease {
    /// What the gated copy asks people to accept.
    public static final String TERMS = """
        Plimsoll Mini is a demonstration, and so are these terms. You may use, study, change and share the model, and
        you agree not to present what it says as the advice of a person.
        """;

    private static final String FOLDER = "release/";
    private static final String WEIGHTS = "model.safetensors";
    private static final String QUANTISED = "model-Q8_0.gguf";
    /// What `plimsoll mini evaluate --json` printed of these weights.
    private static final String EVALUATION = "evaluation.json";

    private static final String CARD = "README.md";
    /// What `plimsoll train` wrote of the training of these weights.
    private static final String LOG = "training.jsonl";

    /// What training and evaluation leave, under the names they give it; the weights must be there, the rest is
    /// published when it is.
    private static final List<String> TRAINED = List.of(
            WEIGHTS, QUANTISED, "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json");

    /// What belongs to the open model alone: how it came to be, and how well it does.
    private static final List<String> RECORDS =
            List.of(LOG, "loss.svg", EVALUATION, "out-of-domain.txt", "intermediate/model-Q8_0.gguf");

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

    /// The files of the open model, with its papers, and all the source code it came from.
    public Map<String, byte[]> model() throws IOException {
        var files = trained();
        read(RECORDS, files);
        files.putAll(MiniSources.all());
        files.put("recipe.json", bytes(Lists.text("recipe.json")));
        files.put("PAPER.md", bytes(cards().paper()));
        files.put(CARD, new byte[0]); // declared, and written last: it tells the class
        var declaration = OpennessDeclaration.of(files.keySet());
        files.put("openness.yml", bytes(declaration));
        files.put(CARD, bytes(cards().model(OpennessDeclaration.judged(declaration))));
        return files;
    }

    /// The weights of the open model in the form that runs fastest, one GGUF file; empty where there is none.
    public Optional<byte[]> quantised() throws IOException {
        return source.read(QUANTISED);
    }

    /// The same weights, on terms.
    public Map<String, byte[]> gated() throws IOException {
        var files = trained();
        files.put(CARD, bytes(cards().gated()));
        return files;
    }

    /// The same weights, for nobody outside.
    public Map<String, byte[]> closed() throws IOException {
        var files = trained();
        files.put(CARD, bytes(cards().closed()));
        return files;
    }

    /// The data set, made from the grammar.
    public Map<String, byte[]> data() throws IOException {
        try (var scratch = ScratchFolder.named("plimsoll-mini-data")) {
            var folder = scratch.path();
            new DataFolder(folder).write(Corpus.of(Corpus.SEED, conversations, DataFolder.HELD_OUT));
            var files = new LinkedHashMap<String, byte[]>();
            files.put(CARD, bytes(MiniCards.data(conversations)));
            for (var file : all(folder)) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            return files;
        }
    }

    private MiniCards cards() throws IOException {
        return MiniCards.of(source.read(LOG), source.read(EVALUATION));
    }

    private Map<String, byte[]> trained() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        read(TRAINED, files);
        return files;
    }

    private void read(List<String> names, Map<String, byte[]> files) throws IOException {
        for (var name : names) {
            source.read(name).ifPresent(bytes -> files.put(name, bytes));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> all(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Optional<byte[]> resource(String name) throws IOException {
        try (InputStream in = MiniRelease.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
