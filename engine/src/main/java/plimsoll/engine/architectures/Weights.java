package plimsoll.engine.architectures;

import java.util.List;
import java.util.Optional;
import plimsoll.weights.tensors.TensorView;

/// The numbers of a model under the names of what they do.
///
/// @param embedding a row for each token
/// @param output a row for each token; the embedding itself where they are tied
public record Weights(TensorView embedding, Gains outputNorm, Linear output, List<Layer> layers) {
    /// One layer. A norm that the family does not have is empty.
    ///
    /// @param steer added to the hidden state after the layer, when somebody asked for it
    public record Layer(
            Gains attentionNorm,
            Linear query,
            Linear key,
            Linear value,
            Linear attentionOutput,
            Optional<Gains> queryNorm,
            Optional<Gains> keyNorm,
            Optional<Gains> postAttentionNorm,
            Gains feedForwardNorm,
            Linear gate,
            Linear up,
            Linear down,
            Optional<Gains> postFeedForwardNorm,
            Optional<Gains> steer) {}

    public Weights {
        layers = List.copyOf(layers);
    }
}
