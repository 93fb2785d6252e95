package plimsoll.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.engine.kernels.Kernels;

class GradientTest {
    private static final Layout LAYOUT = new Layout(Toys.SHAPE);

    @Test
    void gradientsOfEveryMatrixAgreeWithFiniteDifferences() {
        var pack = new Pack(Toys.samples(2, 11));
        var weights = large(Beginning.weights(LAYOUT, 2));
        var shard = new Shard(LAYOUT, pack.length(), Kernels.fastest());
        shard.learn(pack, weights, 1);
        var gradient = shard.gradient.clone();
        parts().forEach((name, range) -> {
            var random = new Randomness(range[0], 9);
            var direction = new float[weights.length];
            double expected = 0;
            double length = 0;
            for (int i = range[0]; i < range[1]; i++) {
                // Mostly along the gradient: across it there would be nothing to measure but rounding.
                direction[i] = gradient[i] * (float) (1 + 0.5 * random.normal());
                expected += (double) gradient[i] * direction[i];
                length += (double) direction[i] * direction[i];
            }
            double size = 3e-3 / Math.sqrt(length);
            double difference = shard.loss(pack, moved(weights, direction, size))
                    - shard.loss(pack, moved(weights, direction, -size));
            assertEquals(1, difference / (2 * size) / expected, 1e-2, name);
        });
    }

    @Test
    void samplesOfOnePackKnowNothingOfEachOther() {
        var samples = Toys.samples(2, 13);
        var weights = large(Beginning.weights(LAYOUT, 2));
        var both = new Pack(samples);
        var shard = new Shard(LAYOUT, both.length(), Kernels.fastest());
        double alone = shard.loss(new Pack(samples.subList(0, 1)), weights)
                + shard.loss(new Pack(samples.subList(1, 2)), weights);
        assertEquals(alone, shard.loss(both, weights), 1e-9);
    }

    /// Far from the beginning, where attention would be all but even and its gradient nothing.
    private static float[] large(float[] weights) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= weights[i] == 1 ? 0.9f : 12;
        }
        return weights;
    }

    private static float[] moved(float[] weights, float[] direction, double size) {
        var moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (direction[i] * size);
        }
        return moved;
    }

    private static Map<String, int[]> parts() {
        var parts = new LinkedHashMap<String, int[]>();
        parts.put("embedding", new int[] {0, LAYOUT.attentionNorm(0)});
        for (int layer = 0; layer < Toys.SHAPE.layers(); layer++) {
            int keys = LAYOUT.queriesKeysValues(layer) + Toys.SHAPE.queries() * Toys.SHAPE.dimension();
            int values = keys + Toys.SHAPE.keys() * Toys.SHAPE.dimension();
            parts.put(layer + " norm", new int[] {LAYOUT.attentionNorm(layer), LAYOUT.queriesKeysValues(layer)});
            parts.put(layer + " queries", new int[] {LAYOUT.queriesKeysValues(layer), keys});
            parts.put(layer + " keys", new int[] {keys, values});
            parts.put(layer + " values", new int[] {values, LAYOUT.output(layer)});
            parts.put(layer + " output", new int[] {LAYOUT.output(layer), LAYOUT.feedForwardNorm(layer)});
            parts.put(layer + " second norm", new int[] {LAYOUT.feedForwardNorm(layer), LAYOUT.gateAndUp(layer)});
            parts.put(layer + " gate and up", new int[] {LAYOUT.gateAndUp(layer), LAYOUT.down(layer)});
            parts.put(layer + " down", new int[] {LAYOUT.down(layer), LAYOUT.attentionNorm(layer + 1)});
        }
        parts.put("last norm", new int[] {LAYOUT.lastNorm(), Toys.SHAPE.parameters()});
        return parts;
    }
}
