package plimsoll.weights.conversion;

import java.util.Arrays;
import java.util.Set;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.tensors.MalformedWeights;

/// The kinds of transformer that are converted, and what differs between them where the two formats meet.
enum Family {
    LLAMA("llama"),
    QWEN2("qwen2"),
    QWEN3("qwen3"),
    GEMMA("gemma"),
    GEMMA2("gemma2"),
    GEMMA3("gemma3"),
    BERT("bert");

    private final String gguf;

    Family(String gguf) {
        this.gguf = gguf;
    }

    /// The classes of transformers that are of this kind.
    private Set<String> classes() {
        return switch (this) {
            case LLAMA -> Set.of("LlamaForCausalLM", "MistralForCausalLM");
            case QWEN2 -> Set.of("Qwen2ForCausalLM");
            case QWEN3 -> Set.of("Qwen3ForCausalLM");
            case GEMMA -> Set.of("GemmaForCausalLM");
            case GEMMA2 -> Set.of("Gemma2ForCausalLM");
            case GEMMA3 -> Set.of("Gemma3ForCausalLM", "Gemma3ForConditionalGeneration");
            case BERT -> Set.of("BertModel", "BertForMaskedLM");
        };
    }

    /// The family of a `config.json`.
    ///
    /// @throws ConversionRefused with its name, when it is not one of these
    static Family of(Members config) throws ConversionRefused {
        var name = config.list("architectures").stream()
                .filter(JsonValue.Text.class::isInstance)
                .map(text -> ((JsonValue.Text) text).value())
                .findFirst()
                .orElseThrow(() -> new ConversionRefused("config.json names no architecture"));
        return Arrays.stream(values())
                .filter(family -> family.classes().contains(name))
                .findFirst()
                .orElseThrow(() -> new ConversionRefused(
                        "the architecture %s is not converted".formatted(MalformedWeights.quoted(name))));
    }

    /// Under which name GGUF knows it.
    String gguf() {
        return gguf;
    }

    /// Whether its feed-forward network may use this activation.
    boolean uses(String activation) {
        return switch (this) {
            case LLAMA, QWEN2, QWEN3 -> activation.equals("silu");
            // Gemma's first configuration said gelu and meant its tanh form.
            case GEMMA -> activation.equals("gelu") || activation.equals("gelu_pytorch_tanh");
            case GEMMA2, GEMMA3 -> activation.equals("gelu_pytorch_tanh");
            case BERT -> activation.equals("gelu");
        };
    }

    /// Whether GGUF keeps the rows of its queries and keys in another order: the pairs that RoPE rotates side by
    /// side.
    boolean interleaves() {
        return this == LLAMA;
    }

    boolean isGemma() {
        return this == GEMMA || this == GEMMA2 || this == GEMMA3;
    }

    /// Whether its embedding is its output matrix, whatever else the file holds.
    boolean alwaysTies() {
        return this == GEMMA || this == GEMMA2;
    }
}
