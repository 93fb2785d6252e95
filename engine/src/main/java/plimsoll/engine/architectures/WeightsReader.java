package plimsoll.engine.architectures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorView;

/// Gathers the weights that a description asks for.
final class WeightsReader {
    private final Transformer shape;
    private final NamedTensors source;

    WeightsReader(Transformer shape, NamedTensors source) {
        this.shape = shape;
        this.source = source;
    }

    Weights read() throws ModelRefused {
        var embedding = source.matrix("token_embd.weight", shape.vocabulary(), shape.width());
        var output = shape.embedding().tied()
                ? new Linear(embedding, Optional.empty(), List.of())
                : source.linear("output", shape.vocabulary(), shape.width());
        var layers = new ArrayList<Weights.Layer>();
        for (int i = 0; i < shape.layers(); i++) {
            layers.add(layer("blk." + i + "."));
        }
        var norm = source.norm("output_norm", shape.width());
        source.refuseLeftovers();
        return new Weights(embedding, norm, output, layers);
    }

    private Weights.Layer layer(String at) throws ModelRefused {
        int width = shape.width();
        var norms = shape.norms();
        var attention = projections(at);
        return new Weights.Layer(
                source.norm(at + "attn_norm", width),
                attention.get(0),
                attention.get(1),
                attention.get(2),
                source.linear(at + "attn_output", width, queries()),
                source.normIf(norms.queryKey(), at + "attn_q_norm", shape.headDim()),
                source.normIf(norms.queryKey(), at + "attn_k_norm", shape.headDim()),
                source.normIf(norms.postAttention(), at + "post_attention_norm", width),
                source.norm(at + "ffn_norm", width),
                source.linear(at + "ffn_gate", shape.feedForward(), width),
                source.linear(at + "ffn_up", shape.feedForward(), width),
                source.linear(at + "ffn_down", width, shape.feedForward()),
                source.normIf(norms.postFeedForward(), at + "post_ffw_norm", width),
                Optional.empty());
    }

    /// Queries, keys and values: three matrices, or one with the rows of all three.
    private List<Linear> projections(String at) throws ModelRefused {
        int kept = shape.kvHeads() * shape.headDim();
        var fused = source.linearIfThere(at + "attn_qkv", queries() + 2L * kept, shape.width());
        if (fused.isPresent()) {
            return List.of(
                    rows(fused.get(), 0, queries()),
                    rows(fused.get(), queries(), kept),
                    rows(fused.get(), queries() + kept, kept));
        }
        return List.of(
                source.linear(at + "attn_q", queries(), shape.width()),
                source.linear(at + "attn_k", kept, shape.width()),
                source.linear(at + "attn_v", kept, shape.width()));
    }

    private int queries() {
        return shape.heads() * shape.headDim();
    }

    private static Linear rows(Linear all, int from, int count) {
        var weight = all.weight();
        var part = new TensorView(
                weight.name(),
                weight.type(),
                TensorShape.of(count, weight.columns()),
                weight.data().asSlice(from * weight.rowBytes(), count * weight.rowBytes()));
        var bias = all.bias().map(gains -> {
            var values = new float[count];
            System.arraycopy(gains.values(), from, values, 0, count);
            return Gains.of(values);
        });
        return new Linear(part, bias, List.of());
    }
}
