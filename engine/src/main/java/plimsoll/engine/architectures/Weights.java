package plimsoll.engine.architectures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
            Optional<Gains> steer) {
        Layer steeredBy(Optional<Gains> direction) {
            return mapped("", (_, linear) -> linear, direction);
        }

        private Layer mapped(String at, BiFunction<String, Linear, Linear> by, Optional<Gains> direction) {
            return new Layer(
                    attentionNorm,
                    by.apply(at + "attn_q", query),
                    by.apply(at + "attn_k", key),
                    by.apply(at + "attn_v", value),
                    by.apply(at + "attn_output", attentionOutput),
                    queryNorm,
                    keyNorm,
                    postAttentionNorm,
                    feedForwardNorm,
                    by.apply(at + "ffn_gate", gate),
                    by.apply(at + "ffn_up", up),
                    by.apply(at + "ffn_down", down),
                    postFeedForwardNorm,
                    direction);
        }
    }

    public Weights {
        layers = List.copyOf(layers);
    }

    /// The same with other matrices.
    ///
    /// @param by gets each matrix under its name in GGUF, without the ending; tied ones twice
    Weights mapped(BiFunction<String, Linear, Linear> by) {
        var changed = new ArrayList<Layer>();
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            changed.add(layer.mapped("blk." + i + ".", by, layer.steer()));
        }
        var table = by.apply("token_embd", new Linear(embedding, Optional.empty(), List.of()));
        return new Weights(table.weight(), outputNorm, by.apply("output", output), changed);
    }
}
