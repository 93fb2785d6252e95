package plimsoll.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Workers;

/// Takes one step of a training after the other. The shards' gradients are added in the order of the shards, each
/// number by itself, so the number of threads changes nothing but the time. One caller at a time.
final class Stepper {
    /// How many weights one thread moves at a time.
    private static final int RUN = 1 << 16;

    private final List<Shard> shards = new ArrayList<>();
    private final Learned learned;
    private final Workers workers;
    private final AdamW optimiser;
    private final Schedule schedule;

    Stepper(
            Layout layout,
            Learned learned,
            int shards,
            int packTokens,
            AdamW optimiser,
            Schedule schedule,
            Kernels kernels,
            Workers workers) {
        for (int i = 0; i < shards; i++) {
            this.shards.add(new Shard(layout, packTokens, kernels));
        }
        this.learned = learned;
        this.workers = workers;
        this.optimiser = optimiser;
        this.schedule = schedule;
    }

    /// What a step was.
    ///
    /// @param loss the mean over the answers, before the weights moved
    /// @param norm of the gradient, before it was shortened
    record Outcome(double loss, double norm, double rate, int tokens, int answers) {
        boolean isSound() {
            return Double.isFinite(loss) && Double.isFinite(norm);
        }
    }

    /// Learns from one pack per shard. When the loss or the gradient is no number, the weights stay as they are.
    Outcome step(State state, List<Pack> packs) {
        int answers = packs.stream().mapToInt(pack -> pack.answers).sum();
        float share = 1f / Math.max(1, answers);
        var losses = new double[shards.size()];
        var weights = learned.weights(state.weights);
        workers.split(shards.size(), 1, (from, to, _) -> {
            for (int i = from; i < to; i++) {
                losses[i] = shards.get(i).learn(packs.get(i), weights, share);
            }
        });
        double loss = 0;
        for (double part : losses) {
            loss += part;
        }
        var gradient = learned.gradient(state.weights, gathered());
        double norm = norm(gradient);
        double rate = schedule.rate(state.step);
        int tokens = packs.stream().mapToInt(Pack::length).sum();
        var outcome = new Outcome(loss / Math.max(1, answers), norm, rate, tokens, answers);
        if (outcome.isSound()) {
            float scale = norm > optimiser.clip() ? (float) (optimiser.clip() / norm) : 1;
            workers.split(
                    gradient.length,
                    RUN,
                    (from, to, _) -> optimiser.move(state, gradient, state.step, rate, scale, from, to));
            state.step++;
        }
        return outcome;
    }

    private float[] gathered() {
        var sum = shards.getFirst().gradient;
        workers.split(sum.length, RUN, (from, to, _) -> {
            for (var shard : shards.subList(1, shards.size())) {
                var part = shard.gradient;
                for (int i = from; i < to; i++) {
                    sum[i] += part[i];
                }
            }
        });
        return sum;
    }

    /// Squares are added within runs of fixed length, and the runs in order.
    private double norm(float[] gradient) {
        int runs = (gradient.length + RUN - 1) / RUN;
        var sums = new double[runs];
        workers.split(runs, 1, (from, to, _) -> {
            for (int run = from; run < to; run++) {
                sums[run] = squares(gradient, run * RUN, Math.min(gradient.length, (run + 1) * RUN));
            }
        });
        return Math.sqrt(IntStream.range(0, runs).mapToDouble(i -> sums[i]).reduce(0, Double::sum));
    }

    private static double squares(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }
}
