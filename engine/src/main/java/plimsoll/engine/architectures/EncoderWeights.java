package plimsoll.engine.architectures;

import java.util.List;
import plimsoll.weights.tensors.TensorView;

/// The numbers of an encoder under the names of what they do.
///
/// @param embedding a row for each token
/// @param positions a row for each position
/// @param kind added to every token: it is of the first of two texts
public record EncoderWeights(
        TensorView embedding, TensorView positions, Gains kind, Norm embeddingNorm, List<Layer> layers) {
    /// A norm that takes the mean away, and divides by the deviation.
    public record Norm(Gains weight, Gains bias) {}

    /// One layer. Each norm takes what the part before it has computed, and what went into that part.
    public record Layer(
            Linear query,
            Linear key,
            Linear value,
            Linear attentionOutput,
            Norm attentionNorm,
            Linear up,
            Linear down,
            Norm outputNorm) {}

    public EncoderWeights {
        layers = List.copyOf(layers);
    }
}
