package plimsoll.hub.gateway;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.arena.Ballot;
import plimsoll.domain.arena.Ratings;
import plimsoll.domain.arena.Ratings.Pair;
import plimsoll.domain.arena.Ratings.Rated;
import plimsoll.hub.gateway.Ballots.Tally;

/// What all votes say of the models. Working it out takes seconds where there are many votes, so it is done once after
/// each change, and the last result alone is kept.
///
/// Safe for use by any number of threads: one works, the others wait for what it finds.
public final class CountVotes {
    /// Votes that are counted, of the latest.
    public static final int COUNTED = 20_000;

    private final Ballots ballots;
    private Optional<Known> known = Optional.empty();

    /// Of the votes in `ballots`.
    public CountVotes(Ballots ballots) {
        this.ballots = ballots;
    }

    /// What they say.
    ///
    /// @param votes how many count: those cast blind
    /// @param rated every model, the strongest first
    /// @param pairs how each two fared against each other
    public record Result(int votes, List<Rated> rated, List<Pair> pairs) {
        public Result {
            rated = List.copyOf(rated);
            pairs = List.copyOf(pairs);
        }
    }

    private record Known(Tally tally, Result result) {}

    /// The result of the votes up to now.
    public synchronized Result result() {
        // Asked before the votes are read: one that comes in between has them counted once more, and is never missed.
        var tally = ballots.tally();
        if (known.isEmpty() || !known.get().tally().equals(tally)) {
            var counted = ballots.latest(COUNTED).stream().filter(Ballot::blind).toList();
            var result = new Result(counted.size(), Ratings.of(counted), Ratings.pairs(counted));
            known = Optional.of(new Known(tally, result));
        }
        return known.get().result();
    }
}
