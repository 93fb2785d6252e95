package plimsoll.engine.architectures;

import java.util.Map;
import java.util.regex.Pattern;
import plimsoll.weights.files.ModelFile;

/// What a GGUF tensor of an encoder is called in safetensors, where fine-tuning tools put `bert.` before every name and
/// old files call the numbers of a norm gamma and beta.
final class BertNames {
    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\.(\\w+)\\.(weight|bias)");
    private static final Pattern UNREAD =
            Pattern.compile("(bert\\.)?(embeddings\\.position_ids|pooler\\..+|cls\\..+)|classifier\\..+");

    private static final Map<String, String> WHOLE = Map.of(
            "token_embd.weight", "embeddings.word_embeddings.weight",
            "position_embd.weight", "embeddings.position_embeddings.weight",
            "token_types.weight", "embeddings.token_type_embeddings.weight",
            "token_embd_norm.weight", "embeddings.LayerNorm.weight",
            "token_embd_norm.bias", "embeddings.LayerNorm.bias");

    private static final Map<String, String> PARTS = Map.of(
            "attn_q", "attention.self.query",
            "attn_k", "attention.self.key",
            "attn_v", "attention.self.value",
            "attn_output", "attention.output.dense",
            "attn_output_norm", "attention.output.LayerNorm",
            "ffn_up", "intermediate.dense",
            "ffn_down", "output.dense",
            "layer_output_norm", "output.LayerNorm");

    private final ModelFile file;
    private final String prefix;

    BertNames(ModelFile file) {
        this.file = file;
        this.prefix = file.tensor("bert.embeddings.word_embeddings.weight").isPresent() ? "bert." : "";
    }

    /// Whether a tensor sits in the file beside the encoder proper: heads of its pre-training, and what is calculated.
    static boolean isUnread(String fileName) {
        return UNREAD.matcher(fileName).matches();
    }

    String of(String name) {
        var layer = LAYER.matcher(name);
        var plain = layer.matches()
                ? "encoder.layer.%s.%s.%s"
                        .formatted(layer.group(1), PARTS.getOrDefault(layer.group(2), layer.group(2)), layer.group(3))
                : WHOLE.getOrDefault(name, name);
        var old = prefix
                + plain.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta");
        return file.tensor(old).isPresent() ? old : prefix + plain;
    }
}
