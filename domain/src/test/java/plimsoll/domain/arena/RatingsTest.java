package plimsoll.domain.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import plimsoll.domain.arena.Ballot.Choice;
import plimsoll.domain.arena.Ratings.Pair;

class RatingsTest {
    /// Ten against one are the odds of 400 points, but for the ties that everybody is given.
    @Test
    void oddsOfTenToOneAreFourHundredPoints() {
        var ballots = new ArrayList<Ballot>();
        for (int i = 0; i < 11_000; i++) {
            ballots.add(ballot("a", "b", i % 11 == 0 ? Choice.RIGHT : Choice.LEFT));
        }
        var scores = Ratings.of(ballots.subList(0, 11)).stream()
                .map(each -> each.model())
                .toList();
        assertEquals(List.of("a", "b"), scores);
        var few = Ratings.of(ballots.subList(0, 1_100));
        assertEquals(400, few.get(0).score() - few.get(1).score(), 10);
        assertEquals(2000, few.get(0).score() + few.get(1).score(), 1e-6);
    }

    /// Strengths that made the votes are found again, also between models that never met.
    @Test
    void strengthsAreFoundAgain() {
        double[] strengths = {1, 2, 4, 8};
        var random = new SplittableRandom(7);
        var ballots = new ArrayList<Ballot>();
        for (int i = 0; i < 6_000; i++) {
            int left = random.nextInt(3);
            double chance = strengths[left] / (strengths[left] + strengths[left + 1]);
            ballots.add(
                    ballot("m" + left, "m" + (left + 1), random.nextDouble() < chance ? Choice.LEFT : Choice.RIGHT));
        }
        var rated = Ratings.of(ballots.subList(0, 1_500));
        assertEquals(
                List.of("m3", "m2", "m1", "m0"),
                rated.stream().map(each -> each.model()).toList());
        double step = 400 * Math.log10(2);
        for (int i = 0; i < 3; i++) {
            assertEquals(step, rated.get(i).score() - rated.get(i + 1).score(), 60);
        }
        for (var each : rated) {
            assertTrue(each.low() <= each.score() && each.score() <= each.high(), each.toString());
        }
        assertEquals(rated, Ratings.of(ballots.subList(0, 1_500)), "the same votes, the same figures");
    }

    @Test
    void whoAlwaysWonHasAStrengthAndWhoTiedIsEqual() {
        var won = Ratings.of(List.of(ballot("a", "b", Choice.LEFT)));
        assertTrue(won.getFirst().score() > 1000 && won.getFirst().score() < 1400, won.toString());
        var tied = Ratings.of(List.of(ballot("a", "b", Choice.TIE)));
        assertEquals(tied.get(0).score(), tied.get(1).score(), 1e-6);
        assertEquals(List.of(), Ratings.of(List.of()));
    }

    @Test
    void pairsAreCountedWhicheverStoodFirst() {
        var pairs = Ratings.pairs(
                List.of(ballot("a", "b", Choice.LEFT), ballot("b", "a", Choice.LEFT), ballot("b", "a", Choice.TIE)));
        assertEquals(List.of(new Pair("a", "b", 1, 1, 1)), pairs);
    }

    private static Ballot ballot(String left, String right, Choice choice) {
        return new Ballot("", left, right, choice, "", true, Instant.EPOCH);
    }
}
