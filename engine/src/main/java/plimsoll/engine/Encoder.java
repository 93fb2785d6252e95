package plimsoll.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.architectures.DescribedEncoder;
import plimsoll.engine.architectures.EncoderShape;
import plimsoll.engine.architectures.ModelRefused;
import plimsoll.engine.architectures.ModelRefused.Reason;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.forward.EncoderPass;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Workers;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.engine.tokenizer.Tokenizer;
import plimsoll.weights.files.ModelFile;

/// A sentence encoder at work: makes a vector of a text, so that texts of like meaning have vectors of like direction.
///
/// Any number of threads may ask; one pass is computed at a time. The same text gives the same vector, whatever texts
/// are beside it, on any number of threads and any processor.
public final class Encoder implements AutoCloseable {
    /// Tokens of all texts in one pass, unless one text has more.
    private static final int PASS_TOKENS = 512;

    private final ModelFile file;
    private final DescribedEncoder described;
    private final Tokenizer tokenizer;
    private final Workers workers;
    private final EncoderPass pass;

    private Encoder(
            ModelFile file, DescribedEncoder described, Tokenizer tokenizer, Workers workers, EncoderPass pass) {
        this.file = file;
        this.described = described;
        this.tokenizer = tokenizer;
        this.workers = workers;
        this.pass = pass;
    }

    /// Whether there is an encoder at this path, and not a model that [Model#open] opens.
    ///
    /// @throws ModelRefused when there is no model
    public static boolean isAt(Path path) throws IOException {
        try (var file = Model.file(path)) {
            return DescribedEncoder.isOne(file);
        }
    }

    /// Opens a GGUF file, or a folder with safetensors, `config.json` and `tokenizer.json`.
    ///
    /// @param threads that compute
    /// @throws ModelRefused when it cannot be run here, and why
    /// @throws IOException when it cannot be read
    public static Encoder open(Path path, int threads) throws IOException {
        var kernels = Kernels.fastest();
        var file = Model.file(path);
        boolean opened = false;
        try {
            var described = DescribedEncoder.of(file, kernels);
            var tokenizer = Model.tokenizer(file);
            if (tokenizer.vocabulary().size() > described.shape().vocabulary()) {
                throw new ModelRefused(
                        Reason.BAD_TOKENIZER,
                        "the vocabulary has %d tokens, the model %d"
                                .formatted(
                                        tokenizer.vocabulary().size(),
                                        described.shape().vocabulary()));
            }
            int rows = rows(described.shape());
            var workers = new Workers(threads);
            var pass = new EncoderPass(described.shape(), described.weights(), kernels, workers, rows);
            opened = true;
            return new Encoder(file, described, tokenizer, workers, pass);
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private static int rows(EncoderShape shape) {
        return Math.max(PASS_TOKENS, shape.positions());
    }

    /// What it is.
    public EncoderShape shape() {
        return described.shape();
    }

    /// What running it takes.
    public MemoryNeed need() {
        long row = 7L * shape().width() + 2L * shape().feedForward();
        return new MemoryNeed(file.sizeBytes(), 0, rows(shape()) * row * Float.BYTES);
    }

    /// The tokens of a text, in their frame.
    public Tokens tokens(String text) {
        return Tokens.of(tokenizer.framed(tokenizer.encode(text, Specials.TEXT)));
    }

    /// The vectors of some texts, each as long as 1.
    ///
    /// @param tokens of each text, no more than [EncoderShape#positions]
    /// @throws IllegalArgumentException when a text has more tokens, none, or one that the model does not have
    public List<float[]> vectors(List<Tokens> tokens) {
        var texts = tokens.stream().map(this::checked).toList();
        var vectors = new ArrayList<float[]>();
        for (int first = 0; first < texts.size(); ) {
            int end = first;
            int rows = 0;
            while (end < texts.size() && (end == first || rows + texts.get(end).length <= PASS_TOKENS)) {
                rows += texts.get(end++).length;
            }
            synchronized (pass) {
                vectors.addAll(pass.encode(texts.subList(first, end)));
            }
            first = end;
        }
        vectors.forEach(Encoder::makeUnit);
        return vectors;
    }

    private int[] checked(Tokens text) {
        var ids = text.toArray();
        if (ids.length == 0 || ids.length > shape().positions()) {
            throw new IllegalArgumentException(
                    "a text of %d tokens, where 1 to %d are encoded".formatted(ids.length, shape().positions()));
        }
        for (int id : ids) {
            if (id < 0 || id >= shape().vocabulary()) {
                throw new IllegalArgumentException("the model has no token " + id);
            }
        }
        return ids;
    }

    private static void makeUnit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] = (float) (vector[i] / length);
        }
    }

    /// Waits for the pass under way, then unmaps the file.
    @Override
    public void close() {
        synchronized (pass) {
            workers.close();
            file.close();
        }
    }
}
