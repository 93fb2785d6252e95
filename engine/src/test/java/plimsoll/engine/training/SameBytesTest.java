package plimsoll.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import plimsoll.engine.kernels.Kernels;

class SameBytesTest {
    private static final int SHARDS = 4;
    private static final int STEPS = 6;

    @Test
    void theNumberOfThreadsChangesNoBit() {
        var one = Toys.trained(Kernels.fastest(), 1, SHARDS, STEPS);
        assertArrayEquals(one.weights, Toys.trained(Kernels.fastest(), 2, SHARDS, STEPS).weights);
        assertArrayEquals(one.weights, Toys.trained(Kernels.fastest(), 4, SHARDS, STEPS).weights);
    }

    @Test
    void scalarStepsGiveTheBitsOfVectors() {
        var vector = Toys.trained(Kernels.fastest(), 2, SHARDS, STEPS);
        var scalar = Toys.trained(Kernels.scalar(), 1, SHARDS, STEPS);
        assertArrayEquals(scalar.weights, vector.weights);
        assertArrayEquals(scalar.square, vector.square);
    }

    @Test
    void blocksOfAnySizeGiveTheBitsOfTheDefinition() {
        var random = new Randomness(4, 4);
        for (int trial = 0; trial < 60; trial++) {
            int m = 1 + random.below(220);
            int n = 1 + random.below(70);
            int k = 1 + random.below(600);
            var a = normal(random, m * k);
            var b = normal(random, k * n);
            boolean turnA = random.below(2) == 0;
            boolean turnB = random.below(2) == 0;
            var left = turnA ? Matrix.rows(a, 0, m).transposed() : Matrix.rows(a, 0, k);
            var right = turnB ? Matrix.rows(b, 0, k).transposed() : Matrix.rows(b, 0, n);
            var c = normal(random, m * n);
            var expected = c.clone();
            boolean add = random.below(2) == 0;
            new ScalarGemm().multiply(left, right, Matrix.rows(expected, 0, n), m, n, k, add);
            new VectorGemm().multiply(left, right, Matrix.rows(c, 0, n), m, n, k, add);
            assertArrayEquals(expected, c, "trial " + trial);
        }
    }

    @Test
    void whatIsLearnedIsTheData() {
        var before = Beginning.weights(new Layout(Toys.SHAPE), 1);
        var pack = new Pack(Toys.samples(40, 3).subList(0, 1));
        var shard = new Shard(new Layout(Toys.SHAPE), Toys.PACK, Kernels.fastest());
        var after = Toys.trained(Kernels.fastest(), 2, 2, 60).weights;
        assertTrue(shard.loss(pack, after) < 0.9 * shard.loss(pack, before));
    }

    private static float[] normal(Randomness random, int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.normal();
        }
        return values;
    }
}
