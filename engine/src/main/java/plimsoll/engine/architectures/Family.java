package plimsoll.engine.architectures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.kernels.Activation;

/// The families that run here, and what neither kind of file says because every reader is expected to know it.
enum Family {
    LLAMA("llama", "llama mistral", Activation.SILU, false, false, false),
    QWEN2("qwen2", "qwen2", Activation.SILU, false, false, false),
    QWEN3("qwen3", "qwen3", Activation.SILU, true, false, false),
    GEMMA("gemma", "gemma", Activation.GELU_TANH, false, false, true),
    GEMMA2("gemma2", "gemma2", Activation.GELU_TANH, false, true, true),
    GEMMA3("gemma3", "gemma3_text", Activation.GELU_TANH, true, true, true);

    private final String gguf;
    private final String modelTypes;
    private final Activation activation;
    private final boolean normsQueryAndKey;
    private final boolean normsAfter;
    private final boolean isGemma;

    Family(
            String gguf,
            String modelTypes,
            Activation activation,
            boolean normsQueryAndKey,
            boolean normsAfter,
            boolean isGemma) {
        this.gguf = gguf;
        this.modelTypes = modelTypes;
        this.activation = activation;
        this.normsQueryAndKey = normsQueryAndKey;
        this.normsAfter = normsAfter;
        this.isGemma = isGemma;
    }

    static Optional<Family> ofGguf(String architecture) {
        return Arrays.stream(values())
                .filter(family -> family.gguf.equals(architecture))
                .findFirst();
    }

    static Optional<Family> ofModelType(String type) {
        return Arrays.stream(values())
                .filter(family -> List.of(family.modelTypes.split(" ", -1)).contains(type))
                .findFirst();
    }

    String gguf() {
        return gguf;
    }

    Activation activation() {
        return activation;
    }

    Transformer.Norms norms(float epsilon) {
        return new Transformer.Norms(epsilon, normsAfter, normsAfter, normsQueryAndKey);
    }

    /// Gemma's tables are scaled to the width, its norms are stored less one in safetensors, and its output is tied
    /// whatever else a file holds (Gemma 3 excepted).
    boolean isGemma() {
        return isGemma;
    }

    boolean isAlwaysTied() {
        return this == GEMMA || this == GEMMA2;
    }

    /// Every so many layers one sees everything; 1 where all do.
    int pattern() {
        return switch (this) {
            case GEMMA2 -> 2;
            case GEMMA3 -> 6;
            case LLAMA, QWEN2, QWEN3, GEMMA -> 1;
        };
    }

    /// The largest model of Gemma 2 and of Gemma 3 divides by the width of a head of another size than it has.
    boolean scalesByWidth(int layers) {
        return (this == GEMMA2 && layers == 46) || (this == GEMMA3 && layers == 62);
    }
}
