package plimsoll.engine.architectures;

import java.util.Map;
import java.util.regex.Pattern;

/// What a GGUF tensor is called in safetensors. One name, `post_attention_layernorm`, means the norm before the
/// feed-forward layer in most families and the norm after attention in Gemma 2 and 3.
final class HuggingFaceNames {
    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\.(\\w+)\\.(weight|bias)");

    private static final Map<String, String> WHOLE = Map.of(
            "token_embd.weight", "model.embed_tokens.weight",
            "output.weight", "lm_head.weight",
            "output.bias", "lm_head.bias",
            "output_norm.weight", "model.norm.weight");

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("attn_norm", "input_layernorm"),
            Map.entry("attn_q", "self_attn.q_proj"),
            Map.entry("attn_k", "self_attn.k_proj"),
            Map.entry("attn_v", "self_attn.v_proj"),
            Map.entry("attn_qkv", "self_attn.qkv_proj"),
            Map.entry("attn_output", "self_attn.o_proj"),
            Map.entry("attn_q_norm", "self_attn.q_norm"),
            Map.entry("attn_k_norm", "self_attn.k_norm"),
            Map.entry("ffn_gate", "mlp.gate_proj"),
            Map.entry("ffn_up", "mlp.up_proj"),
            Map.entry("ffn_down", "mlp.down_proj"),
            Map.entry("post_ffw_norm", "post_feedforward_layernorm"),
            Map.entry("post_attention_norm", "post_attention_layernorm"));

    private final boolean normsAfter;

    /// @param normsAfter whether the family norms what attention gives, too
    HuggingFaceNames(boolean normsAfter) {
        this.normsAfter = normsAfter;
    }

    String of(String name) {
        var layer = LAYER.matcher(name);
        if (!layer.matches()) {
            return WHOLE.getOrDefault(name, name);
        }
        return "model.layers.%s.%s.%s".formatted(layer.group(1), part(layer.group(2)), layer.group(3));
    }

    private String part(String name) {
        if (name.equals("ffn_norm")) {
            return normsAfter ? "pre_feedforward_layernorm" : "post_attention_layernorm";
        }
        return PARTS.getOrDefault(name, name);
    }
}
