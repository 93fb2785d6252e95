package plimsoll.engine.training;

/// Where each matrix lies in the one array that holds all weights, and in those like it: gradients and moments. Rows
/// are outputs, so that a layer computes `y = x w'`. The order: embedding; of each layer the norm, queries, keys and
/// values, output, the second norm, gate and up, down; the last norm.
final class Layout {
    final Shape shape;
    private final int attentionNorm;
    private final int layerSize;

    Layout(Shape shape) {
        this.shape = shape;
        attentionNorm = shape.vocabulary() * shape.dimension();
        layerSize = (shape.parameters() - attentionNorm - shape.dimension()) / shape.layers();
    }

    int embedding() {
        return 0;
    }

    int attentionNorm(int layer) {
        return attentionNorm + layer * layerSize;
    }

    int queriesKeysValues(int layer) {
        return attentionNorm(layer) + shape.dimension();
    }

    int output(int layer) {
        return queriesKeysValues(layer) + shape.attention() * shape.dimension();
    }

    int feedForwardNorm(int layer) {
        return output(layer) + shape.dimension() * shape.queries();
    }

    int gateAndUp(int layer) {
        return feedForwardNorm(layer) + shape.dimension();
    }

    int down(int layer) {
        return gateAndUp(layer) + 2 * shape.feedForward() * shape.dimension();
    }

    int lastNorm() {
        return attentionNorm(shape.layers());
    }
}
