package plimsoll.engine.training;

import java.util.Arrays;

/// The weights a training from nothing begins with: matrices normal with deviation 0.02, those that write into the
/// stream between layers divided by `sqrt(2 layers)`, norms 1.
final class Beginning {
    private static final double DEVIATION = 0.02;
    private static final long STREAM = 0;

    private Beginning() {}

    static float[] weights(Layout layout, long seed) {
        var shape = layout.shape;
        var random = new Randomness(seed, STREAM);
        var weights = new float[shape.parameters()];
        double written = DEVIATION / Math.sqrt(2.0 * shape.layers());
        fill(weights, 0, layout.attentionNorm(0), random, DEVIATION);
        for (int layer = 0; layer < shape.layers(); layer++) {
            Arrays.fill(weights, layout.attentionNorm(layer), layout.queriesKeysValues(layer), 1);
            fill(weights, layout.queriesKeysValues(layer), layout.output(layer), random, DEVIATION);
            fill(weights, layout.output(layer), layout.feedForwardNorm(layer), random, written);
            Arrays.fill(weights, layout.feedForwardNorm(layer), layout.gateAndUp(layer), 1);
            fill(weights, layout.gateAndUp(layer), layout.down(layer), random, DEVIATION);
            fill(weights, layout.down(layer), layout.attentionNorm(layer + 1), random, written);
        }
        Arrays.fill(weights, layout.lastNorm(), weights.length, 1);
        return weights;
    }

    private static void fill(float[] weights, int from, int to, Randomness random, double deviation) {
        for (int i = from; i < to; i++) {
            weights[i] = (float) (random.normal() * deviation);
        }
    }
}
