package plimsoll.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plimsoll.engine.kernels.Kernels;

class SamplerTest {
    private static final float NEVER = Float.NEGATIVE_INFINITY;

    /// A sequence of these tokens, all prompt.
    private record Past(List<Integer> tokens) implements SequenceView {
        @Override
        public int size() {
            return tokens.size();
        }

        @Override
        public int promptSize() {
            return tokens.size();
        }

        @Override
        public int token(int index) {
            return tokens.get(index);
        }
    }

    private static Sampling truncated(int topK, float topP, float minP) {
        return new Sampling(1, topK, topP, minP, 1, 0, 0, 64, 5, Map.of(), -1);
    }

    private static Sampler sampler(Sampling sampling, LogitsStep... steps) {
        return new Sampler(sampling, List.of(steps), Optional.empty(), Optional.empty(), Kernels.fastest());
    }

    /// All tokens that come up in many draws at different positions.
    private static Set<Integer> drawn(Sampling sampling, float... logits) {
        var found = new TreeSet<Integer>();
        var sampler = sampler(sampling);
        for (int position = 0; position < 2000; position++) {
            found.add(sampler.choose(new Past(Collections.nCopies(position, 0)), logits.clone()));
        }
        return found;
    }

    private static float ln(double probability) {
        return (float) Math.log(probability);
    }

    @Test
    void greedyTakesTheMostLikelyAndOfEqualsTheFirst() {
        assertEquals(1, sampler(Sampling.greedy()).choose(new Past(List.of()), new float[] {1, 3, 3, 2}));
    }

    @Test
    void topKKeepsTheMostLikely() {
        assertEquals(List.of(1, 3), List.copyOf(drawn(truncated(2, 1, 0), 1, 2, 1, 2)));
    }

    @Test
    void topPKeepsTheTokenThatCrosses() {
        var kept = drawn(truncated(0, 0.7f, 0), ln(0.1), ln(0.6), ln(0.25), ln(0.05));
        assertEquals(List.of(1, 2), List.copyOf(kept));
    }

    @Test
    void minPKeepsWhatIsNotTooFarBelowTheBest() {
        var kept = drawn(truncated(0, 1, 0.3f), ln(0.1), ln(0.6), ln(0.25), ln(0.05));
        assertEquals(List.of(1, 2), List.copyOf(kept));
    }

    @Test
    void drawsFollowTheProbabilities() {
        var sampler = sampler(Sampling.plain(1, 99));
        var counts = new int[3];
        for (int position = 0; position < 20_000; position++) {
            var past = new Past(Collections.nCopies(position, 0));
            counts[sampler.choose(past, new float[] {ln(0.2), ln(0.5), ln(0.3)})]++;
        }
        assertEquals(0.2, counts[0] / 20_000.0, 0.015);
        assertEquals(0.5, counts[1] / 20_000.0, 0.015);
    }

    @Test
    void penaltiesAreTheirFormulas() {
        var seen = new float[4];
        var sampling = new Sampling(0, 0, 1, 0, 2, 0.5f, 0.25f, 4, 1, Map.of(3, 1f), -1);
        var past = new Past(List.of(3, 0, 0, 1, 1));
        sampler(sampling, (_, logits) -> System.arraycopy(logits, 0, seen, 0, 4))
                .choose(past, new float[] {4, -1, 2, 0});
        // Token 0 twice and token 1 twice in the last four; token 3 is too long ago, and biased.
        assertArrayEquals(new float[] {4 / 2f - 1 - 0.25f, -1 * 2f - 1 - 0.25f, 2, 1}, seen);
    }

    @Test
    void whatIsForbiddenNeverComes() {
        assertEquals(List.of(2), List.copyOf(drawn(Sampling.plain(1, 1), NEVER, NEVER, -50, NEVER)));
        assertThrows(
                NothingAllowed.class,
                () -> sampler(Sampling.plain(1, 1)).choose(new Past(List.of()), new float[] {NEVER, NEVER}));
    }

    @Test
    void choosersSeeTheCandidatesInOrder() {
        Chooser second = (_, candidates, counter) -> {
            assertEquals(3, counter);
            assertEquals(0.75, candidates.probability(0), 1e-6);
            return 1;
        };
        var sampler =
                new Sampler(truncated(2, 1, 0), List.of(), Optional.of(second), Optional.empty(), Kernels.fastest());
        assertEquals(2, sampler.choose(new Past(List.of(0, 0, 0)), new float[] {NEVER, ln(0.75), ln(0.25), -30}));
    }

    @Test
    void randomNumbersAreThoseOfThePaper() {
        // The known answers that its authors publish with Philox4x32-10.
        assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, Philox.block(new int[4], 0, 0));
        assertArrayEquals(
                new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
                Philox.block(new int[] {-1, -1, -1, -1}, -1, -1));
    }

    @Test
    void reportsComeFromTheModelAlone() {
        var report = Logprobs.of(new float[] {ln(0.2), ln(0.5), ln(0.3)}, 0, 2);
        assertEquals(Math.log(0.2), report.chosen(), 1e-6);
        assertEquals(
                List.of(1, 2), report.top().stream().map(Logprobs.Token::token).toList());
    }

    @Test
    void smallAndLargeChoicesAgreeOnTheOrder() {
        var random = new Random(4);
        var values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(300) - 150;
        }
        var all = Ranking.top(values, values.length, NEVER);
        assertArrayEquals(Arrays.copyOf(all, 40), Ranking.top(values, 40, NEVER));
    }
}
