package plimsoll.weights.conversion;

import java.util.ArrayList;
import java.util.List;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.tensors.MalformedWeights;

/// The numbers that shape a model, out of `config.json`.
final class HyperParameters {
    /// Far beyond any model; within it, products of two stay within a `long`.
    private static final long MOST = 1L << 31;

    private final Family family;
    private final Members config;
    private final int layers;
    private final int heads;
    private final int keyHeads;
    private final int width;
    private final int headRows;

    HyperParameters(Family family, Members config) throws ConversionRefused {
        this.family = family;
        this.config = family == Family.GEMMA3 ? Gemma3Defaults.under(config) : config;
        refuseWhatIsNotConverted();
        layers = whole("num_hidden_layers");
        heads = whole("num_attention_heads");
        keyHeads = this.config.has("num_key_value_heads") ? whole("num_key_value_heads") : heads;
        width = whole("hidden_size");
        headRows = this.config.has("head_dim") ? whole("head_dim") : width / heads;
        if (heads % keyHeads != 0 || headRows == 0 || headRows % 2 != 0) {
            throw new ConversionRefused("config.json: %d heads, %d key heads and %d numbers a head do not go together"
                    .formatted(heads, keyHeads, headRows));
        }
    }

    private void refuseWhatIsNotConverted() throws ConversionRefused {
        var activation = config.text("hidden_activation").or(() -> config.text("hidden_act"));
        if (activation.isPresent() && !family.uses(activation.get())) {
            throw new ConversionRefused("config.json: the activation %s is not what a model of the kind %s uses"
                    .formatted(MalformedWeights.quoted(activation.get()), family.gguf()));
        }
        for (var key : List.of("quantization_config", "num_local_experts", "num_experts")) {
            if (config.has(key)) {
                throw new ConversionRefused("config.json: models with %s are not converted".formatted(key));
            }
        }
        if (config.flag("use_sliding_window").orElse(false)) {
            throw new ConversionRefused("config.json: use_sliding_window is on, which GGUF has no word for");
        }
    }

    int layers() {
        return layers;
    }

    int heads() {
        return heads;
    }

    int keyHeads() {
        return keyHeads;
    }

    /// How many rows of its matrix a head of the queries or keys has.
    int headRows() {
        return headRows;
    }

    RopeScaling rope() {
        return new RopeScaling(family, config, headRows);
    }

    /// Adds what GGUF keeps under the name of the architecture.
    ///
    /// @param vocabulary how many rows the embedding has
    void describe(GgufMetadata metadata, long vocabulary) throws ConversionRefused {
        var prefix = family.gguf() + ".";
        metadata.put(prefix + "block_count", layers)
                .put(prefix + "context_length", whole("max_position_embeddings"))
                .put(prefix + "embedding_length", width)
                .put(prefix + "feed_forward_length", whole("intermediate_size"))
                .put(prefix + "attention.head_count", heads)
                .put(prefix + "vocab_size", vocabulary);
        if (family == Family.BERT) {
            metadata.put(prefix + "attention.layer_norm_epsilon", real("layer_norm_eps"))
                    .put(prefix + "attention.causal", false);
            return;
        }
        metadata.put(prefix + "attention.head_count_kv", keyHeads)
                .put(prefix + "attention.layer_norm_rms_epsilon", real("rms_norm_eps"))
                .put(prefix + "rope.dimension_count", headRows);
        if (config.has("head_dim")) {
            metadata.put(prefix + "attention.key_length", headRows).put(prefix + "attention.value_length", headRows);
        }
        rope().describe(metadata);
        describeAttention(metadata, prefix);
    }

    private void describeAttention(GgufMetadata metadata, String prefix) throws ConversionRefused {
        if (config.has("sliding_window") && (family.isGemma() || family == Family.LLAMA)) {
            metadata.put(prefix + "attention.sliding_window", whole("sliding_window"));
        }
        if (family == Family.GEMMA3) {
            metadata.put(prefix + "attention.sliding_window_pattern", pattern());
        }
        if (family == Family.GEMMA2) {
            metadata.put(prefix + "attn_logit_softcapping", real("attn_logit_softcapping"));
        }
        if (family.isGemma() && config.has("final_logit_softcapping")) {
            metadata.put(prefix + "final_logit_softcapping", real("final_logit_softcapping"));
        }
        if (family.isGemma() && config.has("query_pre_attn_scalar") && whole("query_pre_attn_scalar") != headRows) {
            metadata.put(prefix + "attention.scale", (float) (1 / Math.sqrt(whole("query_pre_attn_scalar"))));
        }
    }

    /// Every how many layers attention looks at everything; newer configurations list the kind of each layer
    /// instead.
    private int pattern() throws ConversionRefused {
        var kinds = new ArrayList<JsonValue>(config.list("layer_types"));
        int first = kinds.indexOf(new JsonValue.Text("full_attention"));
        return first >= 0 ? first + 1 : whole("sliding_window_pattern");
    }

    /// @throws ConversionRefused when the key is absent, or not a whole number from 1
    private int whole(String key) throws ConversionRefused {
        long value = config.whole(key).orElse(0);
        if (value < 1 || value >= MOST) {
            throw new ConversionRefused("config.json: %s is missing or no number of things".formatted(key));
        }
        return (int) value;
    }

    /// @throws ConversionRefused when the key is absent, or not a positive finite number
    private float real(String key) throws ConversionRefused {
        float value = (float) config.real(key).orElse(0);
        if (!(value > 0) || Float.isInfinite(value)) {
            throw new ConversionRefused("config.json: %s is missing or not a positive number".formatted(key));
        }
        return value;
    }
}
