package plimsoll.weights.conversion;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.gguf.GgufWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;

/// Writes a model that the Hub publishes, a folder of safetensors, configuration and tokenizer, as one GGUF file.
public final class ConvertModel {
    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\..*");

    private final FileType wanted;
    private final Progress progress;

    /// A converter into one type.
    public ConvertModel(FileType wanted, Progress progress) {
        this.wanted = wanted;
        this.progress = progress;
    }

    /// The type in which a model loses nothing: that of most of its numbers.
    public static FileType typeOf(SafetensorsModel model) {
        var counts = new EnumMap<DType, Long>(DType.class);
        model.tensors()
                .values()
                .forEach(tensor -> counts.merge(tensor.type(), tensor.shape().parameters(), Long::sum));
        var most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(DType.F32);
        return switch (most) {
            case F16 -> FileType.F16;
            case BF16 -> FileType.BF16;
            default -> FileType.F32;
        };
    }

    /// Writes the model.
    ///
    /// @param replace whether a file at `target` may give way
    /// @throws ConversionRefused when it is of a kind that is not converted, or something of it is missing or
    ///     does not fit; the sentence names it
    /// @throws MalformedWeights when a file beside the weights is malformed
    /// @throws FileAlreadyExistsException when there is a file at `target` and it may not give way
    /// @throws IOException when reading or writing fails
    public void write(SafetensorsModel model, Path target, boolean replace) throws IOException {
        var folder = HubFolder.around(model);
        var family = Family.of(folder.config());
        var shape = new HyperParameters(family, folder.config());
        var sources =
                named(model, family, folder.config().flag("tie_word_embeddings").orElse(false));
        checkComplete(sources, family, shape.layers());
        var embedding = sources.get("token_embd.weight");
        long vocabulary = embedding == null ? 0 : embedding.shape().dimension(0);
        var metadata = new GgufMetadata()
                .put("general.architecture", family.gguf())
                .put("general.type", "model")
                .put("general.name", folder.name())
                .put("general.file_type", wanted.number())
                .put("general.quantization_version", QuantiseModel.QUANTISATION_VERSION);
        shape.describe(metadata, vocabulary);
        if (family == Family.BERT) {
            Pooling.describe(folder, family, metadata);
        }
        new TokenizerKeys(folder, vocabulary).describe(metadata);
        ChatTemplates.describe(folder, metadata);
        new GgufWriter(metadata, Announced.each(recoded(sources, family, shape), progress)).write(target, replace);
    }

    /// The tensors under GGUF's names: those outside of layers first, then layer by layer.
    private static SequencedMap<String, TensorView> named(SafetensorsModel model, Family family, boolean tied)
            throws ConversionRefused {
        var names = new TensorNames(family);
        var sources = new TreeMap<String, TensorView>(
                Comparator.comparingInt(ConvertModel::layerOf).thenComparing(Comparator.naturalOrder()));
        for (var tensor : model.tensors().values()) {
            var name = names.of(tensor.name());
            // A tied matrix that was saved twice is the same matrix.
            boolean twice = name.filter("output.weight"::equals).isPresent() && (tied || family.alwaysTies());
            if (name.isPresent() && !twice && sources.put(name.get(), tensor) != null) {
                throw new ConversionRefused("two tensors take the place of %s, one of them %s"
                        .formatted(name.get(), MalformedWeights.quoted(tensor.name())));
            }
        }
        return sources;
    }

    private static int layerOf(String name) {
        var layer = LAYER.matcher(name);
        return layer.matches() ? Integer.parseInt(layer.group(1)) : -1;
    }

    private static void checkComplete(Map<String, TensorView> sources, Family family, int layers)
            throws ConversionRefused {
        var wanted = new ArrayList<String>();
        wanted.add("token_embd.weight");
        wanted.add(family == Family.BERT ? "token_embd_norm.weight" : "output_norm.weight");
        for (int layer = 0; layer < layers; layer++) {
            for (var stem : new TensorNames(family).inEveryLayer()) {
                wanted.add("blk." + layer + "." + stem + ".weight");
            }
        }
        for (var name : wanted) {
            if (!sources.containsKey(name)) {
                throw new ConversionRefused("the weights lack what becomes %s".formatted(name));
            }
        }
        for (var entry : sources.entrySet()) {
            if (layerOf(entry.getKey()) >= layers || entry.getValue().shape().rank() == 0) {
                throw new ConversionRefused("tensor %s has no place in a model of %d layers"
                        .formatted(MalformedWeights.quoted(entry.getValue().name()), layers));
            }
        }
    }

    private List<TensorSource> recoded(SequencedMap<String, TensorView> sources, Family family, HyperParameters shape)
            throws ConversionRefused {
        var choice = new TypeChoice(wanted, family.gguf(), shape.layers(), !sources.containsKey("output.weight"));
        var recoded = new ArrayList<TensorSource>();
        var divisors = shape.rope().divisors();
        if (divisors.isPresent()) {
            recoded.add(small("rope_freqs.weight", divisors.get()));
        }
        for (var source : sources.entrySet()) {
            recoded.add(recode(source.getKey(), source.getValue(), family, shape, choice));
        }
        return recoded;
    }

    private static TensorSource recode(
            String name, TensorView tensor, Family family, HyperParameters shape, TypeChoice choice)
            throws ConversionRefused {
        // What is small is kept in full: it costs nothing, and readers expect it.
        var type = choice.of(name, tensor.shape(), DType.F32);
        var rows = FloatRows.of(tensor);
        if (family.isGemma() && name.endsWith("_norm.weight")) {
            rows = rows.plusOne(Math.toIntExact(tensor.columns()));
        }
        if (family.interleaves() && name.contains(".attn_q.")) {
            return interleaved(name, tensor, rows, shape.heads(), shape, type);
        }
        if (family.interleaves() && name.contains(".attn_k.")) {
            return interleaved(name, tensor, rows, shape.keyHeads(), shape, type);
        }
        return Recoding.of(name, tensor.shape(), rows, type);
    }

    private static TensorSource interleaved(
            String name, TensorView tensor, FloatRows rows, int heads, HyperParameters shape, DType type)
            throws ConversionRefused {
        long expected = (long) heads * shape.headRows();
        if (tensor.shape().dimension(0) != expected) {
            throw new ConversionRefused("tensor %s is %s, where %d heads of %d rows belong"
                    .formatted(MalformedWeights.quoted(tensor.name()), tensor.shape(), heads, shape.headRows()));
        }
        if (tensor.shape().rank() == 1) {
            // A bias: its numbers are moved like rows.
            var bias = new float[(int) expected];
            rows.read(0, bias, 0);
            var moved = new float[bias.length];
            FloatRows each = (row, into, at) -> into[at] = bias[(int) row];
            var order = each.interleaved(shape.headRows());
            for (int i = 0; i < moved.length; i++) {
                order.read(i, moved, i);
            }
            return small(name, moved);
        }
        return Recoding.of(name, tensor.shape(), rows.interleaved(shape.headRows()), type);
    }

    private static TensorSource small(String name, float[] numbers) {
        var bytes = MemorySegment.ofArray(new byte[numbers.length * Float.BYTES]);
        BlockCodec.of(DType.F32).orElseThrow().encode(numbers, 0, bytes);
        return TensorSource.of(new TensorView(name, DType.F32, TensorShape.of(numbers.length), bytes));
    }
}
