package plimsoll.engine.architectures;

import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.architectures.Transformer.LayerKind;
import plimsoll.engine.architectures.Transformer.Scaling;
import plimsoll.engine.architectures.Transformer.Style;
import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Flag;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.tensors.MalformedWeights;

/// The description in the metadata of a GGUF file.
final class GgufDescription {
    private static final String FREQUENCIES = "rope_freqs.weight";

    private final GgufModel file;
    private final Kernels kernels;
    private final Family family;
    private final GgufKeys keys;

    GgufDescription(GgufModel file, Kernels kernels) throws ModelRefused {
        this.file = file;
        this.kernels = kernels;
        var name = file.header()
                .architecture()
                .orElseThrow(() -> ModelRefused.badHeader("general.architecture", "is missing"));
        this.family = Family.ofGguf(name)
                .orElseThrow(() -> ModelRefused.unsupported(
                        "models of the kind %s do not run here".formatted(MalformedWeights.quoted(name))));
        this.keys = new GgufKeys(file.header(), name);
    }

    Described read() throws ModelRefused {
        if (keys.whole("expert_count", 0) > 0) {
            throw ModelRefused.unsupported("mixtures of experts do not run here (" + family.gguf() + ".expert_count)");
        }
        var source = new NamedTensors(file, name -> name, kernels, 0);
        var shape = shape(source);
        ignoreUnread(source);
        return new Described(shape, new WeightsReader(shape, source).read());
    }

    private void ignoreUnread(NamedTensors source) {
        source.ignore(FREQUENCIES);
        if (family.isAlwaysTied()) {
            source.ignore("output.weight");
        }
        for (var name : file.tensors().keySet()) {
            // Old files carry the angles of each layer, which everybody computes.
            if (name.endsWith(".attn_rot_embd") || name.endsWith(".attn_rot_embd.weight")) {
                source.ignore(name);
            }
        }
    }

    private Transformer shape(NamedTensors source) throws ModelRefused {
        int layers = keys.whole("block_count");
        int width = keys.whole("embedding_length");
        int heads = keys.whole("attention.head_count");
        if (layers == 0 || width == 0 || heads == 0) {
            throw ModelRefused.badHeader(family.gguf() + ".block_count, .embedding_length or .head_count", "is 0");
        }
        int headDim = keys.whole("attention.key_length", width / heads);
        if (keys.whole("attention.value_length", headDim) != headDim) {
            throw ModelRefused.unsupported("keys and values of different length do not run here");
        }
        boolean tied = family.isAlwaysTied() || !source.has("output.weight");
        try {
            return new Transformer(
                    family.gguf(),
                    width,
                    heads,
                    keys.whole("attention.head_count_kv", heads),
                    headDim,
                    keys.whole("feed_forward_length"),
                    vocabulary(),
                    keys.whole("context_length"),
                    family.norms((float) keys.real("attention.layer_norm_rms_epsilon")),
                    rope(source, headDim),
                    attention(layers, width, heads, headDim),
                    family.activation(),
                    new Transformer.Embedding(tied, family.isGemma() ? (float) Math.sqrt(width) : 1, (float)
                            keys.real("final_logit_softcapping", family == Family.GEMMA2 ? 30 : 0)),
                    kinds(layers));
        } catch (IllegalArgumentException impossible) {
            throw ModelRefused.badHeader(family.gguf(), "describes what cannot be: " + impossible.getMessage());
        }
    }

    private int vocabulary() throws ModelRefused {
        var table = file.tensor("token_embd.weight").orElseThrow(() -> ModelRefused.missing("token_embd.weight"));
        return Math.toIntExact(Math.min(table.rows(), Integer.MAX_VALUE));
    }

    private Transformer.Attention attention(int layers, int width, int heads, int headDim) throws ModelRefused {
        double own = keys.real("attention.scale", 0);
        double divisor = family.scalesByWidth(layers) ? (double) width / heads : headDim;
        return new Transformer.Attention(
                (float) (own > 0 ? own : 1 / Math.sqrt(divisor)),
                (float) keys.real("attn_logit_softcapping", family == Family.GEMMA2 ? 50 : 0),
                window());
    }

    private int window() throws ModelRefused {
        return keys.whole("attention.sliding_window", family == Family.GEMMA2 ? 4096 : 0);
    }

    /// Where the window of a Llama-family file is concerned, other readers take no notice of it, and neither does this.
    private List<LayerKind> kinds(int layers) throws ModelRefused {
        var kinds = new ArrayList<LayerKind>();
        var flags = keys.value("attention.sliding_window_pattern");
        int pattern = flags.isPresent() && flags.get() instanceof Whole(var _, var every)
                ? Math.clamp(every, 1, 1 << 20)
                : family.pattern();
        boolean windows = family.pattern() > 1 && window() > 0;
        for (int i = 0; i < layers; i++) {
            boolean local = i % pattern < pattern - 1;
            if (flags.isPresent()
                    && flags.get() instanceof Array array
                    && i < array.first().size()) {
                local = array.first().get(i) instanceof Flag(var flag) && flag;
            }
            kinds.add(windows && local ? LayerKind.LOCAL : LayerKind.GLOBAL);
        }
        return kinds;
    }

    private Transformer.Rope rope(NamedTensors source, int headDim) throws ModelRefused {
        int dims = keys.whole("rope.dimension_count", headDim);
        double base = keys.real("rope.freq_base", 10_000);
        double local = keys.real("rope.freq_base_swa", family == Family.GEMMA3 ? 10_000 : base);
        return new Transformer.Rope(
                family == Family.LLAMA ? Style.INTERLEAVED : Style.HALF_SPLIT,
                dims,
                base,
                local,
                scaling(source, dims),
                family != Family.GEMMA3);
    }

    private Scaling scaling(NamedTensors source, int dims) throws ModelRefused {
        if (source.has(FREQUENCIES)) {
            var divisors = new ArrayList<Float>();
            for (float divisor : source.floats(FREQUENCIES, dims / 2, 0).values()) {
                divisors.add(divisor);
            }
            return new Scaling.Divisors(divisors);
        }
        double factor = keys.real("rope.scaling.factor", keys.real("rope.scale_linear", 1));
        if (factor <= 0) {
            throw ModelRefused.badHeader(family.gguf() + ".rope.scaling.factor", "is " + factor);
        }
        var type = keys.text("rope.scaling.type", factor == 1 ? "none" : "linear");
        return switch (type) {
            case "none" -> new Scaling.None();
            case "linear" -> new Scaling.Linear(factor);
            case "yarn" ->
                new Scaling.Yarn(
                        factor,
                        keys.whole("rope.scaling.original_context_length", keys.whole("context_length")),
                        keys.real("rope.scaling.yarn_ext_factor", 1),
                        keys.real("rope.scaling.yarn_attn_factor", keys.real("rope.scaling.attn_factor", 1))
                                * (1 + 0.1 * Math.log(factor)),
                        keys.real("rope.scaling.yarn_beta_fast", 32),
                        keys.real("rope.scaling.yarn_beta_slow", 1));
            default ->
                throw ModelRefused.unsupported(
                        "positions scaled by " + MalformedWeights.quoted(type) + " do not run here");
        };
    }
}
