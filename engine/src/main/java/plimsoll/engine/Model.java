package plimsoll.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.engine.architectures.Described;
import plimsoll.engine.architectures.DescribedEncoder;
import plimsoll.engine.architectures.ModelRefused;
import plimsoll.engine.architectures.ModelRefused.Reason;
import plimsoll.engine.architectures.Overlay;
import plimsoll.engine.architectures.Transformer;
import plimsoll.engine.cache.PageShape;
import plimsoll.engine.grammar.Grammar;
import plimsoll.engine.grammar.TokenOrder;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.sampling.Constraint;
import plimsoll.engine.sampling.GrammarConstraint;
import plimsoll.engine.tokenizer.BadTokenizer;
import plimsoll.engine.tokenizer.Tokenizer;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.tensors.MalformedWeights;

/// An opened model: its description, its tokenizer, and its weights where they lie in the file. Opening reads headers
/// and the vocabulary; weights come in as they are used.
///
/// For any number of threads and engines. [#close] unmaps the file: close the engines first.
public final class Model implements AutoCloseable {
    /// A tokenizer of a million tokens has some 60 MiB.
    private static final long MOST_TOKENIZER_BYTES = 256L << 20;

    private final ModelFile file;
    private final Described described;
    private final Tokenizer tokenizer;
    private final ModelOptions options;
    private final Kernels kernels;
    private final String identity;
    private volatile @Nullable TokenOrder tokenOrder;

    private Model(
            ModelFile file,
            Described described,
            Tokenizer tokenizer,
            ModelOptions options,
            Kernels kernels,
            String identity) {
        this.file = file;
        this.described = described;
        this.tokenizer = tokenizer;
        this.options = options;
        this.kernels = kernels;
        this.identity = identity;
    }

    /// Opens a GGUF file, or a folder with safetensors, `config.json` and `tokenizer.json`.
    ///
    /// @throws ModelRefused when it cannot be run here, and why
    /// @throws IOException when it cannot be read
    public static Model open(Path path, ModelOptions options) throws IOException {
        var kernels = Kernels.fastest();
        var file = file(path);
        boolean opened = false;
        try {
            if (DescribedEncoder.isOne(file)) {
                throw new ModelRefused(
                        Reason.UNSUPPORTED_ARCHITECTURE,
                        "this is an encoder, which makes vectors and no text: Encoder opens it, and engine serve "
                                + "answers /v1/embeddings with it");
            }
            var described = Described.of(file, kernels);
            var model = new Model(file, described, tokenizer(file), options, kernels, "");
            model.check();
            opened = true;
            return model;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    static ModelFile file(Path path) throws IOException {
        try {
            return ModelFile.open(path);
        } catch (MalformedWeights malformed) {
            throw new ModelRefused(Reason.NOT_A_MODEL, String.valueOf(malformed.getMessage()));
        }
    }

    static Tokenizer tokenizer(ModelFile file) throws IOException {
        try {
            return switch (file) {
                case GgufModel gguf -> Tokenizer.read(gguf);
                case SafetensorsModel folder ->
                    Tokenizer.read(
                            text(folder.folder().resolve("tokenizer.json"))
                                    .orElseThrow(() -> new BadTokenizer("there is no tokenizer.json")),
                            text(folder.folder().resolve("tokenizer_config.json")));
            };
        } catch (BadTokenizer bad) {
            throw new ModelRefused(Reason.BAD_TOKENIZER, String.valueOf(bad.getMessage()));
        }
    }

    private static Optional<String> text(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        if (Files.size(path) > MOST_TOKENIZER_BYTES) {
            throw new BadTokenizer("%s is larger than 256 MiB".formatted(path.getFileName()));
        }
        return Optional.of(Files.readString(path));
    }

    private void check() throws ModelRefused {
        int tokens = tokenizer.vocabulary().size();
        if (tokens > shape().vocabulary()) {
            throw new ModelRefused(
                    Reason.BAD_TOKENIZER,
                    "the vocabulary has %d tokens, the model %d".formatted(tokens, shape().vocabulary()));
        }
        try {
            pageShape();
        } catch (IllegalArgumentException unfit) {
            throw new ModelRefused(Reason.UNSUPPORTED_TYPE, String.valueOf(unfit.getMessage()));
        }
        var need = need(1);
        if (need.totalBytes() > options.memoryLimitBytes()) {
            throw new ModelRefused(
                    Reason.TOO_LARGE,
                    "the model needs %s, more than the %,d MiB it may have"
                            .formatted(need, options.memoryLimitBytes() >> 20));
        }
    }

    PageShape pageShape() {
        return new PageShape(shape().layers(), shape().kvHeads(), shape().headDim(), options.cache());
    }

    /// Keeps one answer of this model to a grammar; every answer needs its own. The first call sorts the vocabulary.
    public Constraint constraint(Grammar grammar) {
        var order = tokenOrder;
        if (order == null) {
            order = TokenOrder.of(tokenizer);
            tokenOrder = order;
        }
        return new GrammarConstraint(grammar.start(order));
    }

    /// Puts it to work, any number of times. It has to stay open until the engine is closed.
    public Engine start(EngineOptions with) {
        return Engine.start(this, with);
    }

    /// What it is.
    public Transformer shape() {
        return described.shape();
    }

    Described described() {
        return described;
    }

    Kernels kernels() {
        return kernels;
    }

    /// Its words.
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /// The file it came from, for whatever else is in it.
    public ModelFile file() {
        return file;
    }

    /// The longest sequence: what was asked for, or what the model was trained for.
    public int positions() {
        return Math.min(options.positions(), shape().contextTrained());
    }

    /// The name of what was changed in it; empty for the model as it is in the file.
    public String overlayIdentity() {
        return identity;
    }

    /// What it takes to run so many sequences of full length.
    public MemoryNeed need(int sequences) {
        var shape = shape();
        long pages = Math.ceilDiv((long) positions(), Kernels.PAGE) * sequences;
        long heads = (long) (shape.heads() * 2 + shape.kvHeads() * 2) * shape.headDim();
        // Once more what goes into the widest product, in the order of its tiles.
        long tiles = Math.max(shape.feedForward(), Math.max(shape.width(), shape.heads() * shape.headDim()));
        long row = 2L * shape.width() + 2L * shape.feedForward() + heads + tiles;
        long step = EngineOptions.standard().stepTokens() * row * Float.BYTES
                + EngineOptions.standard().active() * (long) shape.vocabulary() * Float.BYTES;
        return new MemoryNeed(
                file.sizeBytes(), Math.multiplyExact(pages, pageShape().bytes()), step);
    }

    /// The same model with changes that never touch its file. It shares everything else, and is closed with this one.
    ///
    /// @throws IllegalArgumentException when they do not fit
    public Model with(Overlay overlay) {
        return new Model(
                file,
                described.with(overlay),
                tokenizer,
                options,
                kernels,
                identity.isEmpty() ? overlay.identity() : identity + "+" + overlay.identity());
    }

    @Override
    public void close() {
        file.close();
    }
}
