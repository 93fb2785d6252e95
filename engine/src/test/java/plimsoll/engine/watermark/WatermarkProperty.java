package plimsoll.engine.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import plimsoll.engine.fixtures.Seeds;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.sampling.Sampler;
import plimsoll.engine.sampling.Sampling;
import plimsoll.engine.sampling.SequenceView;

/// What a mark promises: it changes no probability, it says how sure it is and is right about that, it is found, and
/// the same seed gives the same answer.
class WatermarkProperty {
    private static final int VOCABULARY = 40;

    /// The distance of Kolmogorov and Smirnov that chance exceeds once in 10,000 times, times the root of the cases.
    private static final double DISTANCE = 2.23;

    @Test
    void pValuesAreUniformWithoutAMark() {
        for (int length : new int[] {5, 6, 12, 40, 150}) {
            int cases = 2_000;
            var values = new double[cases];
            for (int i = 0; i < cases; i++) {
                var random = new SplittableRandom(length * 100_000L + i);
                values[i] = Reading.of(mark(random), text(random, length)).pValue();
            }
            Arrays.sort(values);
            double distance = 0;
            for (int i = 0; i < cases; i++) {
                distance = Math.max(distance, Math.max(values[i] - i / (double) cases, (i + 1.0) / cases - values[i]));
            }
            assertTrue(distance * Math.sqrt(cases) < DISTANCE, "%d tokens: %f".formatted(length, distance));
        }
    }

    /// Where it counts: how many of 30,000 texts without a mark fall below one in a thousand.
    @Test
    void oneInAThousandIsOneInAThousand() {
        int below = 0;
        int cases = 30_000;
        for (int i = 0; i < cases; i++) {
            var random = new SplittableRandom(i);
            below += Reading.of(mark(random), text(random, 20)).pValue() < 1e-3 ? 1 : 0;
        }
        // Five standard deviations of a count of 30.
        assertTrue(below > 3 && below < 58, below + " of 30,000");
    }

    /// Far tails, against every way that coins can fall.
    @Test
    void tailsAreThoseOfAllCoins() {
        var weights = new double[] {1, 1.5, 2, 2.75, 3, 3.5, 5, 6.25, 7, 8};
        int times = 2;
        var coins = new double[times * weights.length];
        for (int i = 0; i < coins.length; i++) {
            coins[i] = weights[i % weights.length];
        }
        var sums = new double[1 << coins.length];
        for (int way = 0; way < sums.length; way++) {
            for (int i = 0; i < coins.length; i++) {
                sums[way] += (way >> i & 1) == 1 ? coins[i] / 2 : -coins[i] / 2;
            }
        }
        Arrays.sort(sums);
        var tails = new CoinSum(weights, times);
        for (double part : new double[] {0.9, 0.5, 0.1, 1e-2, 1e-3}) {
            int at = (int) (sums.length * (1 - part));
            int least = at;
            while (least > 0 && sums[least - 1] == sums[at]) {
                least--;
            }
            double exact = (sums.length - least) / (double) sums.length;
            // Twenty coins fall on few sums; a token alone has thirty.
            assertEquals(1, tails.atLeast(sums[at]) / exact, 0.1, "at " + part);
        }
    }

    @Test
    void normalTailsAreThoseOfTheTables() {
        assertEquals(0.5, NormalTail.above(0), 1e-15);
        assertEquals(0.158655253931457, NormalTail.above(1), 1e-13);
        assertEquals(1.34989803163009e-3, NormalTail.above(3), 1e-15);
        assertEquals(9.86587645037695e-10, NormalTail.above(6), 1e-20);
        assertEquals(1 - 0.158655253931457, NormalTail.above(-1), 1e-13);
    }

    /// Over all keys and seeds a token is as likely as it was.
    @Test
    void noProbabilityIsChanged() {
        float[] logits = {0, 1, 2, 0.5f, -1};
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        var counts = new int[logits.length];
        int cases = 20_000;
        for (int i = 0; i < cases; i++) {
            var random = new SplittableRandom(i);
            counts[sampler(mark(random), i, 1).choose(new Past(List.of(1, 2, 3, 4)), logits.clone())]++;
        }
        for (int token = 0; token < logits.length; token++) {
            double chance = Math.exp(logits[token]) / sum;
            double deviation = Math.sqrt(chance * (1 - chance) / cases);
            assertEquals(chance, counts[token] / (double) cases, 4.5 * deviation, "token " + token);
        }
    }

    @Test
    void aMarkIsFoundWithItsKeyAlone() {
        Seeds.each(20, random -> {
            var mark = mark(random);
            var text = written(mark, random.nextLong(), random, 80, 1);
            assertTrue(Reading.of(mark, text).pValue() < 1e-6, "not found");
            assertTrue(Reading.of(mark(random), text).pValue() > 1e-5, "found with another key");
        });
    }

    @Test
    void theSameSeedGivesTheSameTextAndAnotherAnother() {
        var mark = mark(new SplittableRandom(3));
        var one = written(mark, 5, new SplittableRandom(4), 60, 1);
        assertEquals(Arrays.toString(one), Arrays.toString(written(mark, 5, new SplittableRandom(4), 60, 1)));
        assertTrue(!Arrays.equals(one, written(mark, 6, new SplittableRandom(4), 60, 1)));
    }

    /// A text that says the same over and over tells no more than saying it once.
    @Test
    void whatIsRepeatedCountsOnce() {
        var mark = mark(new SplittableRandom(1));
        var once = new int[] {1, 2, 3, 4, 5, 6, 7, 8};
        var often = new int[80];
        for (int i = 0; i < often.length; i++) {
            often[i] = once[i % once.length];
        }
        assertEquals(once.length - Tournament.CONTEXT, Reading.of(mark, once).scored());
        assertEquals(once.length, Reading.of(mark, often).scored());
        assertEquals(1, Reading.of(mark, new int[] {1, 2, 3, 4}).pValue());
    }

    @Test
    void theLikeliestTokenStaysItWithoutTemperature() {
        var sampler = sampler(mark(new SplittableRandom(1)), 1, 0);
        assertEquals(2, sampler.choose(new Past(List.of(1, 2, 3, 4)), new float[] {0, 1, 2, 0}));
    }

    private static Tournament mark(RandomGenerator random) {
        var key = new byte[32];
        random.nextBytes(key);
        return new Tournament(key);
    }

    private static int[] text(RandomGenerator random, int length) {
        return random.ints(length, 0, VOCABULARY).toArray();
    }

    private static Sampler sampler(Tournament mark, long seed, float temperature) {
        var sampling = new Sampling(temperature, 0, 1, 0, 1, 0, 0, 64, seed, Map.of(), -1);
        return new Sampler(sampling, List.of(), Optional.of(mark.chooser(seed)), Optional.empty(), Kernels.fastest());
    }

    private static int[] written(Tournament mark, long seed, RandomGenerator random, int length, float temperature) {
        var sampler = sampler(mark, seed, temperature);
        var past = new ArrayList<>(List.of(1, 2, 3, 4));
        for (int i = 0; i < length; i++) {
            var logits = new float[VOCABULARY];
            for (int token = 0; token < VOCABULARY; token++) {
                logits[token] = (float) random.nextGaussian();
            }
            past.add(sampler.choose(new Past(past), logits));
        }
        return past.stream().skip(4).mapToInt(Integer::intValue).toArray();
    }

    private record Past(List<Integer> tokens) implements SequenceView {
        @Override
        public int size() {
            return tokens.size();
        }

        @Override
        public int promptSize() {
            return 0;
        }

        @Override
        public int token(int index) {
            return tokens.get(index);
        }
    }
}
