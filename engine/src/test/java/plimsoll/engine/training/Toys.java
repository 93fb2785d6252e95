package plimsoll.engine.training;

import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Workers;

/// A small shape, random samples and short trainings with them.
final class Toys {
    static final Shape SHAPE = new Shape(24, 2, 4, 2, 6, 40, 50, 128, 10_000, 1e-5);
    static final int PACK = 160;

    private Toys() {}

    /// Samples of 5 to 120 tokens, seven in eight of which follow from the one before; the last two thirds of each
    /// are to be learned.
    static List<Sample> samples(int count, long seed) {
        var random = new Randomness(seed, 0);
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < count; i++) {
            var tokens = new int[5 + random.below(116)];
            var answers = new boolean[tokens.length];
            for (int t = 0; t < tokens.length; t++) {
                tokens[t] =
                        t % 8 == 0 ? random.below(SHAPE.vocabulary()) : (7 * tokens[t - 1] + 3) % SHAPE.vocabulary();
                answers[t] = t > tokens.length / 3;
            }
            samples.add(new Sample(tokens, answers));
        }
        return samples;
    }

    /// The weights after a few steps.
    static State trained(Kernels kernels, int threads, int shards, int steps) {
        var layout = new Layout(SHAPE);
        var state = new State(Beginning.weights(layout, 1));
        var batches = new Batches(samples(40, 3), PACK, 5);
        try (var workers = new Workers(threads)) {
            var stepper = new Stepper(
                    layout,
                    new AllWeights(state.weights),
                    shards,
                    PACK,
                    new AdamW(0.9, 0.98, 1e-8, 0.05, 1),
                    new Schedule(steps, 2, 1e-2, 0.05),
                    kernels,
                    workers);
            for (int i = 0; i < steps; i++) {
                stepper.step(state, batches.next(state, shards));
            }
        }
        return state;
    }
}
