package plimsoll.engine.architectures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.architectures.Transformer.LayerKind;
import plimsoll.engine.architectures.Transformer.Scaling;
import plimsoll.engine.architectures.Transformer.Style;
import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.tensors.MalformedWeights;

/// The description in the `config.json` beside safetensors files.
final class FolderDescription {
    private final SafetensorsModel file;
    private final Kernels kernels;
    private final ModelConfig config;
    private final Family family;

    FolderDescription(SafetensorsModel file, Kernels kernels) throws ModelRefused {
        this.file = file;
        this.kernels = kernels;
        this.config = ModelConfig.read(file.folder().resolve("config.json"));
        var type = config.text("model_type").orElse("");
        this.family = Family.ofModelType(type)
                .orElseThrow(() -> ModelRefused.unsupported(
                        "models of the kind %s do not run here".formatted(MalformedWeights.quoted(type))));
    }

    Described read() throws ModelRefused {
        var names = new HuggingFaceNames(family.norms(0).postAttention());
        var source = new NamedTensors(file, names::of, kernels, family.isGemma() ? 1 : 0);
        var shape = shape(source);
        if (shape.embedding().tied()) {
            source.ignore("lm_head.weight");
        }
        for (var name : file.tensors().keySet()) {
            if (name.endsWith(".rotary_emb.inv_freq")) {
                source.ignore(name);
            }
        }
        return new Described(shape, new WeightsReader(shape, source).read());
    }

    private Transformer shape(NamedTensors source) throws ModelRefused {
        int layers = config.whole("num_hidden_layers");
        int width = config.whole("hidden_size");
        int heads = config.whole("num_attention_heads");
        if (layers == 0 || width == 0 || heads == 0) {
            throw ModelRefused.badHeader("config.json", "describes a model without layers, width or heads");
        }
        int headDim = config.whole("head_dim", width / heads);
        checkActivation();
        boolean saysTied = config.flag("tie_word_embeddings", family.isGemma());
        boolean tied = family.isAlwaysTied() || saysTied || !source.has("output.weight");
        var kinds = kinds(layers);
        try {
            return new Transformer(
                    family.gguf(),
                    width,
                    heads,
                    config.whole("num_key_value_heads", heads),
                    headDim,
                    config.whole("intermediate_size"),
                    config.whole("vocab_size"),
                    config.whole("max_position_embeddings"),
                    family.norms((float) config.real("rms_norm_eps", 1e-6)),
                    rope(headDim),
                    attention(headDim),
                    family.activation(),
                    new Transformer.Embedding(tied, family.isGemma() ? (float) Math.sqrt(width) : 1, (float)
                            config.real("final_logit_softcapping", family == Family.GEMMA2 ? 30 : 0)),
                    kinds);
        } catch (IllegalArgumentException impossible) {
            throw ModelRefused.badHeader("config.json", "describes what cannot be: " + impossible.getMessage());
        }
    }

    private void checkActivation() throws ModelRefused {
        var named = config.text("hidden_activation").or(() -> config.text("hidden_act"));
        var known = family.isGemma() ? List.of("gelu_pytorch_tanh", "gelu") : List.of("silu");
        if (named.isPresent() && !known.contains(named.get())) {
            throw ModelRefused.unsupported("the activation %s does not run here in models of this kind"
                    .formatted(MalformedWeights.quoted(named.get())));
        }
    }

    private Transformer.Attention attention(int headDim) throws ModelRefused {
        double divisor = family.isGemma() ? config.real("query_pre_attn_scalar", headDim) : headDim;
        return new Transformer.Attention(
                (float) (1 / Math.sqrt(divisor)),
                (float) config.real("attn_logit_softcapping", family == Family.GEMMA2 ? 50 : 0),
                config.whole("sliding_window", family == Family.GEMMA2 ? 4096 : 0));
    }

    /// Which layers see a window only. Mistral's all do, where a window is given: llama.cpp looks further.
    private List<LayerKind> kinds(int layers) throws ModelRefused {
        boolean isMistral = config.text("model_type").equals(Optional.of("mistral"));
        boolean windows = config.whole("sliding_window", family == Family.GEMMA2 ? 4096 : 0) > 0
                && (family.pattern() > 1 || isMistral || config.flag("use_sliding_window", false));
        var named = config.texts("layer_types");
        int pattern = Math.max(1, config.whole("sliding_window_pattern", family.pattern()));
        int firstLocal = config.whole("max_window_layers", 0);
        var kinds = new ArrayList<LayerKind>();
        for (int i = 0; i < layers; i++) {
            boolean local = family.pattern() > 1 ? i % pattern < pattern - 1 : isMistral || i >= firstLocal;
            if (i < named.size()) {
                local = named.get(i).equals("sliding_attention");
            }
            kinds.add(windows && local ? LayerKind.LOCAL : LayerKind.GLOBAL);
        }
        return kinds;
    }

    private Transformer.Rope rope(int headDim) throws ModelRefused {
        var parameters = config.object("rope_parameters");
        var whole = parameters
                .flatMap(by -> by.object("full_attention"))
                .or(() -> parameters)
                .orElse(config);
        double base = whole.real("rope_theta", config.real("rope_theta", family == Family.GEMMA3 ? 1e6 : 1e4));
        double local = family == Family.GEMMA3 ? config.real("rope_local_base_freq", 1e4) : base;
        var windowed = parameters.flatMap(by -> by.object("sliding_attention"));
        if (windowed.isPresent()) {
            local = windowed.get().real("rope_theta", local);
        }
        int dims = (int) (headDim * whole.real("partial_rotary_factor", config.real("partial_rotary_factor", 1)));
        var scaling = parameters.isPresent() ? Optional.of(whole) : config.object("rope_scaling");
        return new Transformer.Rope(
                Style.HALF_SPLIT,
                dims,
                base,
                local,
                scaling.isPresent() ? scaling(scaling.get()) : new Scaling.None(),
                family != Family.GEMMA3);
    }

    private Scaling scaling(ModelConfig by) throws ModelRefused {
        var type = by.text("rope_type").or(() -> by.text("type")).orElse("default");
        double factor = by.real("factor", 1);
        if (factor <= 0) {
            throw ModelRefused.badHeader("config.json: factor", "is " + factor);
        }
        int original = by.whole("original_max_position_embeddings", config.whole("max_position_embeddings"));
        return switch (type) {
            case "default" -> new Scaling.None();
            case "linear" -> new Scaling.Linear(factor);
            case "llama3" ->
                new Scaling.Llama3(factor, by.real("low_freq_factor", 1), by.real("high_freq_factor", 4), original);
            case "yarn" ->
                new Scaling.Yarn(
                        factor,
                        original,
                        1,
                        by.real("attention_factor", 1 + 0.1 * Math.log(factor)),
                        by.real("beta_fast", 32),
                        by.real("beta_slow", 1));
            default ->
                throw ModelRefused.unsupported(
                        "positions scaled by " + MalformedWeights.quoted(type) + " do not run here");
        };
    }
}
