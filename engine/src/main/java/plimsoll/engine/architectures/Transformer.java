package plimsoll.engine.architectures;

import java.util.List;
import plimsoll.engine.kernels.Activation;

/// The shape of a decoder: all that distinguishes one family from another is a value in here, and the forward pass
/// knows no family.
///
/// @param family as GGUF names it: `llama`, `qwen2`, `gemma3` ...
/// @param width numbers in the hidden state of one token
/// @param kvHeads heads of keys and values; each serves `heads / kvHeads` heads of queries
/// @param feedForward rows of the gate and up matrices
/// @param contextTrained positions the model was trained for
/// @param kinds one for each layer
public record Transformer(
        String family,
        int width,
        int heads,
        int kvHeads,
        int headDim,
        int feedForward,
        int vocabulary,
        int contextTrained,
        Norms norms,
        Rope rope,
        Attention attention,
        Activation activation,
        Embedding embedding,
        List<LayerKind> kinds) {
    /// Root mean square norms.
    ///
    /// @param postAttention whether the result of attention is normed before it is added
    /// @param postFeedForward whether the result of the feed-forward layer is
    /// @param queryKey whether each head of queries and keys is, before rotation
    public record Norms(float epsilon, boolean postAttention, boolean postFeedForward, boolean queryKey) {}

    /// How positions turn queries and keys.
    ///
    /// @param dims how many numbers of a head are turned, from the first
    /// @param baseLocal the base in [LayerKind#LOCAL] layers, which know no scaling unless `scaledLocally`
    public record Rope(
            Style style, int dims, double baseGlobal, double baseLocal, Scaling scaling, boolean scaledLocally) {}

    /// Which two numbers form a pair.
    public enum Style {
        /// Neighbours, 2i and 2i + 1: Llama-family GGUF, whose converters reorder the rows of queries and keys.
        INTERLEAVED,
        /// i and i + dims / 2: everything else.
        HALF_SPLIT
    }

    /// How a model is stretched over more positions than it was first trained for.
    public sealed interface Scaling {
        /// Not at all.
        record None() implements Scaling {}

        /// Positions are divided by a factor.
        record Linear(double factor) implements Scaling {}

        /// Each pair's angle is divided by a number of its own, as `rope_freqs.weight` has them.
        record Divisors(List<Float> values) implements Scaling {
            public Divisors {
                values = List.copyOf(values);
            }
        }

        /// Llama 3.1: long waves are stretched, short ones are not, and those between in part.
        record Llama3(double factor, double lowFactor, double highFactor, int original) implements Scaling {}

        /// YaRN (Peng et al. 2023).
        ///
        /// @param magnitude what sines and cosines are multiplied with, `1 + 0.1 ln factor` included
        record Yarn(double factor, int original, double extension, double magnitude, double betaFast, double betaSlow)
                implements Scaling {}
    }

    /// How queries meet keys.
    ///
    /// @param scale multiplies the scores
    /// @param cap scores are bent to stay below it; 0 for none
    /// @param window how many positions, its own among them, a token of a [LayerKind#LOCAL] layer sees
    public record Attention(float scale, float cap, int window) {}

    /// How tokens become numbers, and numbers tokens.
    ///
    /// @param tied whether the output matrix is the embedding
    /// @param inputScale multiplies what is read from the embedding
    /// @param finalCap logits are bent to stay below it; 0 for none
    public record Embedding(boolean tied, float inputScale, float finalCap) {}

    /// What a layer sees.
    public enum LayerKind {
        /// All positions before.
        GLOBAL,
        /// The last [Attention#window] positions.
        LOCAL
    }

    public Transformer {
        kinds = List.copyOf(kinds);
        if (heads < 1 || kvHeads < 1 || heads % kvHeads != 0) {
            throw new IllegalArgumentException("%d heads on %d".formatted(heads, kvHeads));
        }
        if (width < 1 || feedForward < 1 || vocabulary < 1 || contextTrained < 2 || kinds.isEmpty()) {
            throw new IllegalArgumentException("a width of %d, %d in between, %d tokens, %d positions, %d layers"
                    .formatted(width, feedForward, vocabulary, contextTrained, kinds.size()));
        }
        if (kinds.contains(LayerKind.LOCAL) && attention.window() < 1) {
            throw new IllegalArgumentException("layers with a window of nothing");
        }
        if (!(rope.baseGlobal() > 0) || !(rope.baseLocal() > 0)) {
            throw new IllegalArgumentException("positions by powers of " + rope.baseGlobal());
        }
        if (headDim < 2 || headDim % 2 != 0 || rope.dims() < 2 || rope.dims() > headDim || rope.dims() % 2 != 0) {
            throw new IllegalArgumentException("heads of %d, %d of them turned".formatted(headDim, rope.dims()));
        }
    }

    /// How many layers there are.
    public int layers() {
        return kinds.size();
    }

    /// Query heads to a key head.
    public int group() {
        return heads / kvHeads;
    }
}
