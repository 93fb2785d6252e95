package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.arena.Ballot;
import plimsoll.domain.arena.Ballot.Choice;

/// Votes are counted again when there is another, and not before.
final class CountVotesTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final CountedReads ballots = new CountedReads();
    private final CountVotes count = new CountVotes(ballots);

    @Test
    void theSameVotesAreCountedOnce() {
        ballots.cast(ballot("1", 0, true));
        var first = count.result();
        assertEquals(1, first.votes());
        assertEquals("lab/one", first.rated().getFirst().model());
        assertSame(first, count.result());
        assertEquals(1, ballots.reads);
    }

    @Test
    void eachVoteCountsAtOnceAlsoTwoInOneMillisecond() {
        assertEquals(0, count.result().votes());
        ballots.cast(ballot("1", 0, true));
        assertEquals(1, count.result().votes());
        ballots.cast(ballot("2", 0, true));
        assertEquals(2, count.result().votes());
        ballots.cast(ballot("3", 1, false));
        assertEquals(2, count.result().votes(), "of models whose names were known nothing counts");
        assertEquals(2, count.result().pairs().getFirst().firstWins());
    }

    private static Ballot ballot(String match, int seconds, boolean blind) {
        return new Ballot(match, "lab/one", "lab/two", Choice.LEFT, "ab", blind, NOON.plusSeconds(seconds));
    }

    private static final class CountedReads implements Ballots {
        private final List<Ballot> cast = new ArrayList<>();
        private int reads;

        @Override
        public boolean cast(Ballot ballot) {
            cast.addFirst(ballot);
            return true;
        }

        @Override
        public int count(String voter, Instant since) {
            return cast.size();
        }

        @Override
        public List<Ballot> latest(int limit) {
            reads++;
            return List.copyOf(cast);
        }

        @Override
        public Tally tally() {
            return new Tally(
                    cast.size(),
                    cast.stream().map(Ballot::at).max(Instant::compareTo).orElse(Instant.EPOCH));
        }
    }
}
