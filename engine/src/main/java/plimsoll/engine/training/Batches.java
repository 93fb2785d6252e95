package plimsoll.engine.training;

import java.util.ArrayList;
import java.util.List;

/// Deals the samples out: each way through the data in an order of its own, drawn from the seed, and whole samples
/// into a pack until the next does not fit. One thread.
final class Batches {
    private final List<Sample> samples;
    private final int packTokens;
    private final long seed;
    private int epoch = -1;
    private int[] order = new int[0];

    /// @param samples none longer than `packTokens`
    Batches(List<Sample> samples, int packTokens, long seed) {
        this.samples = samples;
        this.packTokens = packTokens;
        this.seed = seed;
    }

    /// The next packs, one for each shard; moves the state on past them.
    List<Pack> next(State state, int shards) {
        var packs = new ArrayList<Pack>(shards);
        for (int shard = 0; shard < shards; shard++) {
            packs.add(next(state));
        }
        return packs;
    }

    private Pack next(State state) {
        var chosen = new ArrayList<Sample>();
        int tokens = 0;
        while (true) {
            if (state.taken == samples.size()) {
                state.epoch++;
                state.taken = 0;
            }
            var sample = samples.get(orderOf(state.epoch)[state.taken]);
            if (tokens + sample.length() > packTokens) {
                return new Pack(chosen);
            }
            chosen.add(sample);
            tokens += sample.length();
            state.taken++;
        }
    }

    private int[] orderOf(int wanted) {
        if (wanted != epoch) {
            epoch = wanted;
            order = new int[samples.size()];
            var random = new Randomness(seed, wanted + 1L);
            for (int i = 0; i < order.length; i++) {
                int other = random.below(i + 1);
                order[i] = order[other];
                order[other] = i;
            }
        }
        return order;
    }
}
