package plimsoll.engine.training;

import java.util.ArrayList;
import java.util.List;
import plimsoll.weights.tensors.TensorShape;

/// The matrices of a model under the names that the Hub gives them, and where each lies in the array of all weights.
final class Tensors {
    /// @param columns 0 for a vector
    record Place(String name, int from, int rows, int columns) {
        TensorShape shape() {
            return columns == 0 ? TensorShape.of(rows) : TensorShape.of(rows, columns);
        }

        int count() {
            return rows * Math.max(1, columns);
        }
    }

    private Tensors() {}

    static List<Place> of(Layout layout) {
        var shape = layout.shape;
        var places = new ArrayList<Place>();
        places.add(new Place("model.embed_tokens.weight", 0, shape.vocabulary(), shape.dimension()));
        for (int layer = 0; layer < shape.layers(); layer++) {
            var stem = "model.layers." + layer + ".";
            places.add(new Place(stem + "input_layernorm.weight", layout.attentionNorm(layer), shape.dimension(), 0));
            places.addAll(matrices(layout, layer));
            places.add(new Place(
                    stem + "post_attention_layernorm.weight", layout.feedForwardNorm(layer), shape.dimension(), 0));
        }
        places.add(new Place("model.norm.weight", layout.lastNorm(), shape.dimension(), 0));
        return places;
    }

    /// Those of one layer that multiply.
    static List<Place> matrices(Layout layout, int layer) {
        var shape = layout.shape;
        int dim = shape.dimension();
        int ff = shape.feedForward();
        int queries = layout.queriesKeysValues(layer);
        int keys = queries + shape.queries() * dim;
        int values = keys + shape.keys() * dim;
        var stem = "model.layers." + layer + ".";
        return List.of(
                new Place(stem + "self_attn.q_proj.weight", queries, shape.queries(), dim),
                new Place(stem + "self_attn.k_proj.weight", keys, shape.keys(), dim),
                new Place(stem + "self_attn.v_proj.weight", values, shape.keys(), dim),
                new Place(stem + "self_attn.o_proj.weight", layout.output(layer), dim, shape.queries()),
                new Place(stem + "mlp.gate_proj.weight", layout.gateAndUp(layer), ff, dim),
                new Place(stem + "mlp.up_proj.weight", layout.gateAndUp(layer) + ff * dim, ff, dim),
                new Place(stem + "mlp.down_proj.weight", layout.down(layer), dim, ff));
    }
}
