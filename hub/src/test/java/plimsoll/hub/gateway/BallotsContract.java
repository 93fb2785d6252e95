package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.arena.Ballot;
import plimsoll.domain.arena.Ballot.Choice;
import plimsoll.hub.gateway.Ballots.Tally;

/// What the store of votes promises.
public abstract class BallotsContract {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    /// The store under test, empty.
    protected abstract Ballots ballots();

    @Test
    void aMatchIsVotedOnOnce() {
        var ballots = ballots();
        assertTrue(ballots.cast(ballot("1", Choice.LEFT, 0)));
        assertFalse(ballots.cast(ballot("1", Choice.RIGHT, 1)));
        assertEquals(List.of(ballot("1", Choice.LEFT, 0)), ballots.latest(9));
    }

    @Test
    void theLatestComeFirstAndAreCounted() {
        var ballots = ballots();
        ballots.cast(ballot("1", Choice.TIE, 0));
        ballots.cast(ballot("2", Choice.RIGHT, 5));
        assertEquals(List.of(ballot("2", Choice.RIGHT, 5)), ballots.latest(1));
        assertEquals(2, ballots.count("ab", NOON));
        assertEquals(1, ballots.count("ab", NOON.plusSeconds(1)));
        assertEquals(0, ballots.count("cd", NOON));
    }

    @Test
    void theTallyMovesWithEachVote() {
        var ballots = ballots();
        assertEquals(new Tally(0, Instant.EPOCH), ballots.tally());
        ballots.cast(ballot("1", Choice.TIE, 5));
        ballots.cast(ballot("2", Choice.RIGHT, 0));
        assertEquals(new Tally(2, NOON.plusSeconds(5)), ballots.tally());
        ballots.cast(ballot("2", Choice.LEFT, 9));
        assertEquals(new Tally(2, NOON.plusSeconds(5)), ballots.tally(), "a second vote is none");
    }

    private static Ballot ballot(String match, Choice choice, int seconds) {
        return new Ballot(match, "lab/one", "lab/two", choice, "ab", true, NOON.plusSeconds(seconds));
    }
}
