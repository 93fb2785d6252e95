package plimsoll.weights.conversion;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.weights.tensors.MalformedWeights;

/// What GGUF calls the tensors that transformers knows under other names. One table for each family, because one
/// name means different things in two of them: `post_attention_layernorm` comes before the feed-forward network
/// in Llama and after the attention in Gemma 2.
final class TensorNames {
    private static final Pattern LAYER = Pattern.compile("(model\\.layers|encoder\\.layer)\\.(\\d{1,5})\\.(.+)");
    private static final Pattern ENDING = Pattern.compile("\\.(weight|bias|gamma|beta)$");

    private static final Map<String, String> DECODER = Map.of(
            "model.embed_tokens", "token_embd",
            "model.norm", "output_norm",
            "lm_head", "output");

    private static final Map<String, String> DECODER_LAYER = Map.ofEntries(
            entry("input_layernorm", "attn_norm"),
            entry("self_attn.q_proj", "attn_q"),
            entry("self_attn.k_proj", "attn_k"),
            entry("self_attn.v_proj", "attn_v"),
            entry("self_attn.o_proj", "attn_output"),
            entry("mlp.gate_proj", "ffn_gate"),
            entry("mlp.up_proj", "ffn_up"),
            entry("mlp.down_proj", "ffn_down"));

    private static final Map<String, String> NORM_BEFORE = Map.of("post_attention_layernorm", "ffn_norm");

    private static final Map<String, String> NORMS_AROUND = Map.of(
            "post_attention_layernorm", "post_attention_norm",
            "pre_feedforward_layernorm", "ffn_norm",
            "post_feedforward_layernorm", "post_ffw_norm");

    private static final Map<String, String> HEAD_NORMS =
            Map.of("self_attn.q_norm", "attn_q_norm", "self_attn.k_norm", "attn_k_norm");

    private static final Map<String, String> ENCODER = Map.of(
            "embeddings.word_embeddings", "token_embd",
            "embeddings.position_embeddings", "position_embd",
            "embeddings.token_type_embeddings", "token_types",
            "embeddings.LayerNorm", "token_embd_norm");

    private static final Map<String, String> ENCODER_LAYER = Map.ofEntries(
            entry("attention.self.query", "attn_q"),
            entry("attention.self.key", "attn_k"),
            entry("attention.self.value", "attn_v"),
            entry("attention.output.dense", "attn_output"),
            entry("attention.output.LayerNorm", "attn_output_norm"),
            entry("intermediate.dense", "ffn_up"),
            entry("output.dense", "ffn_down"),
            entry("output.LayerNorm", "layer_output_norm"));

    /// What sits in files beside the model proper: buffers that are calculated, heads of the pre-training, the
    /// part of a model that sees.
    private static final List<Pattern> LEFT_OUT = List.of(
            Pattern.compile(".*\\.rotary_emb\\.inv_freq"),
            Pattern.compile("(model\\.)?vision_tower\\..+|(model\\.)?multi_modal_projector\\..+"),
            Pattern.compile("embeddings\\.position_ids|pooler\\..+|cls\\..+"));

    private final Family family;
    private final Map<String, String> whole;
    private final Map<String, String> inLayer;

    TensorNames(Family family) {
        this.family = family;
        this.whole = family == Family.BERT ? ENCODER : DECODER;
        this.inLayer = new HashMap<>(family == Family.BERT ? ENCODER_LAYER : DECODER_LAYER);
        switch (family) {
            case LLAMA, QWEN2, GEMMA -> inLayer.putAll(NORM_BEFORE);
            case QWEN3 -> {
                inLayer.putAll(NORM_BEFORE);
                inLayer.putAll(HEAD_NORMS);
            }
            case GEMMA2 -> inLayer.putAll(NORMS_AROUND);
            case GEMMA3 -> {
                inLayer.putAll(NORMS_AROUND);
                inLayer.putAll(HEAD_NORMS);
            }
            case BERT -> {}
        }
    }

    /// GGUF's name; empty for what is left out on purpose.
    ///
    /// @throws ConversionRefused when the tensor has no place in a model of this family
    Optional<String> of(String name) throws ConversionRefused {
        var plain = unprefixed(name);
        if (LEFT_OUT.stream().anyMatch(pattern -> pattern.matcher(plain).matches())) {
            return Optional.empty();
        }
        var ending = ENDING.matcher(plain);
        if (ending.find()) {
            var kind = ending.group(1).equals("weight") || ending.group(1).equals("gamma") ? ".weight" : ".bias";
            var found = stem(plain.substring(0, ending.start()));
            if (found.isPresent()) {
                return Optional.of(found.get() + kind);
            }
        }
        throw new ConversionRefused("tensor %s has no place in a model of the kind %s"
                .formatted(MalformedWeights.quoted(name), family.gguf()));
    }

    private Optional<String> stem(String name) {
        var layer = LAYER.matcher(name);
        return layer.matches()
                ? Optional.ofNullable(inLayer.get(layer.group(3)))
                        .map(stem -> "blk." + Integer.parseInt(layer.group(2)) + "." + stem)
                : Optional.ofNullable(whole.get(name));
    }

    /// What every layer of this family has, as stems without number and ending.
    List<String> inEveryLayer() {
        return inLayer.values().stream().sorted().toList();
    }

    /// Models with eyes keep their words one level deeper; fine-tuning tools wrap an encoder once more.
    private String unprefixed(String name) {
        var plain = name;
        if (family == Family.GEMMA3) {
            plain = plain.replaceFirst("^(model\\.)?language_model\\.(model\\.)?", "model.");
            plain = plain.equals("model.lm_head.weight") ? "lm_head.weight" : plain;
        }
        return family == Family.BERT ? plain.replaceFirst("^bert\\.", "") : plain;
    }
}
