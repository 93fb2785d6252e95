package plimsoll.engine.architectures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import plimsoll.engine.architectures.EncoderShape.Pooling;
import plimsoll.engine.architectures.EncoderWeights.Layer;
import plimsoll.engine.architectures.EncoderWeights.Norm;
import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.tensors.MalformedWeights;

/// An encoder that can be run: its shape, and weights that fit it.
public record DescribedEncoder(EncoderShape shape, EncoderWeights weights) {
    private static final String FAMILY = "bert";
    /// As `llama.cpp` numbers the ways to make one vector of many.
    private static final int MEAN = 1;

    private static final int FIRST = 2;

    /// Whether a model is an encoder and not a generator of text.
    ///
    /// @throws ModelRefused when what should say so cannot be read
    public static boolean isOne(ModelFile file) throws ModelRefused {
        return switch (file) {
            case GgufModel gguf -> gguf.header().architecture().equals(Optional.of(FAMILY));
            case SafetensorsModel folder ->
                ModelConfig.read(folder.folder().resolve("config.json"))
                        .text("model_type")
                        .equals(Optional.of(FAMILY));
        };
    }

    /// Describes an opened model. Its weights stay in the file, which has to stay open.
    ///
    /// @param kernels which have to be able to read them
    /// @throws ModelRefused when it says something that cannot be, or is not implemented
    public static DescribedEncoder of(ModelFile file, Kernels kernels) throws IOException {
        var shape = switch (file) {
            case GgufModel gguf -> ofKeys(gguf);
            case SafetensorsModel folder -> ofFolder(folder);
        };
        UnaryOperator<String> names = file instanceof SafetensorsModel ? new BertNames(file)::of : name -> name;
        var source = new NamedTensors(file, names, kernels, 0);
        file.tensors().keySet().stream().filter(BertNames::isUnread).forEach(source::ignore);
        return new DescribedEncoder(shape, weights(shape, source));
    }

    private static EncoderShape ofKeys(GgufModel file) throws ModelRefused {
        var keys = new GgufKeys(file.header(), FAMILY);
        var table = file.tensor("token_embd.weight").orElseThrow(() -> ModelRefused.missing("token_embd.weight"));
        int pooling = keys.whole("pooling_type", MEAN);
        if (pooling != MEAN && pooling != FIRST) {
            throw ModelRefused.unsupported("encoders with %s.pooling_type %d do not run here: 1 (mean) and 2 (first) do"
                    .formatted(FAMILY, pooling));
        }
        try {
            return new EncoderShape(
                    keys.whole("block_count"),
                    keys.whole("embedding_length"),
                    keys.whole("attention.head_count"),
                    keys.whole("feed_forward_length"),
                    Math.toIntExact(Math.min(table.rows(), Integer.MAX_VALUE)),
                    keys.whole("context_length"),
                    (float) keys.real("attention.layer_norm_epsilon"),
                    pooling == MEAN ? Pooling.MEAN : Pooling.FIRST);
        } catch (IllegalArgumentException impossible) {
            throw ModelRefused.badHeader(FAMILY, "describes what cannot be: " + impossible.getMessage());
        }
    }

    private static EncoderShape ofFolder(SafetensorsModel file) throws ModelRefused {
        var config = ModelConfig.read(file.folder().resolve("config.json"));
        var activation = config.text("hidden_act").orElse("gelu");
        var positions = config.text("position_embedding_type").orElse("absolute");
        if (!activation.equals("gelu") || !positions.equals("absolute")) {
            throw ModelRefused.unsupported("encoders with the activation %s and positions that are %s do not run here"
                    .formatted(MalformedWeights.quoted(activation), MalformedWeights.quoted(positions)));
        }
        var pooling = ModelConfig.readIfThere(file.folder().resolve("1_Pooling").resolve("config.json"));
        boolean first =
                pooling.map(by -> by.flag("pooling_mode_cls_token", false)).orElse(false);
        boolean mean =
                pooling.map(by -> by.flag("pooling_mode_mean_tokens", false)).orElse(true);
        if (first == mean) {
            throw ModelRefused.unsupported("1_Pooling/config.json asks for another vector than the mean or the first");
        }
        try {
            return new EncoderShape(
                    config.whole("num_hidden_layers"),
                    config.whole("hidden_size"),
                    config.whole("num_attention_heads"),
                    config.whole("intermediate_size"),
                    config.whole("vocab_size"),
                    config.whole("max_position_embeddings"),
                    (float) config.real("layer_norm_eps", 1e-12),
                    first ? Pooling.FIRST : Pooling.MEAN);
        } catch (IllegalArgumentException impossible) {
            throw ModelRefused.badHeader("config.json", "describes what cannot be: " + impossible.getMessage());
        }
    }

    private static EncoderWeights weights(EncoderShape shape, NamedTensors source) throws ModelRefused {
        int width = shape.width();
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < shape.layers(); i++) {
            var at = "blk." + i + ".";
            layers.add(new Layer(
                    source.linear(at + "attn_q", width, width),
                    source.linear(at + "attn_k", width, width),
                    source.linear(at + "attn_v", width, width),
                    source.linear(at + "attn_output", width, width),
                    norm(source, at + "attn_output_norm", width),
                    source.linear(at + "ffn_up", shape.feedForward(), width),
                    source.linear(at + "ffn_down", width, shape.feedForward()),
                    norm(source, at + "layer_output_norm", width)));
        }
        var weights = new EncoderWeights(
                source.matrix("token_embd.weight", shape.vocabulary(), width),
                source.matrix("position_embd.weight", shape.positions(), width),
                source.firstRow("token_types.weight", width),
                norm(source, "token_embd_norm", width),
                layers);
        source.refuseLeftovers();
        return weights;
    }

    private static Norm norm(NamedTensors source, String name, int width) throws ModelRefused {
        return new Norm(source.norm(name, width), source.floats(name + ".bias", width, 0));
    }
}
