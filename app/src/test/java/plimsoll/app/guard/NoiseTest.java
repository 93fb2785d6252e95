package plimsoll.app.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plimsoll.domain.guard.Surprise;
import plimsoll.domain.guard.Surprise.Tail;

/// Suffixes of noise, drawn from few words.
class NoiseTest {
    private static final List<String> WORDS = List.of("anchor", "ebb", "harbour", "a", "tide", "neap");
    private static final int MANY = 500;
    private static final String PLAIN = "The tide follows the moon, and the harbour is dry at low water. ";

    @Test
    void theSameSeedDrawsTheSame() {
        assertEquals(drawn(7), drawn(7));
        assertNotEquals(drawn(7), drawn(8));
        assertEquals(MANY, new HashSet<>(drawn(7)).size(), "one draw is like no other");
    }

    @Test
    void aDrawIsTwelveToTwentyFourTokensBehindASpaceEach() {
        var counts = drawn(1).stream()
                .map(noise -> noise.split(" ", -1))
                .peek(tokens -> assertEquals("", tokens[0]))
                .peek(tokens -> assertTrue(Stream.of(tokens).skip(1).noneMatch(String::isEmpty)))
                .mapToInt(tokens -> tokens.length - 1)
                .summaryStatistics();
        assertEquals(12, counts.getMin());
        assertEquals(24, counts.getMax());
    }

    @Test
    void wordsAreWholeJoinedCutAndAmongSigns() {
        var tokens = drawn(1).stream()
                .flatMap(noise -> Stream.of(noise.strip().split(" ", -1)))
                .toList();
        assertSome(tokens, WORDS::contains);
        assertSome(tokens, token -> token.matches("(?:anchor|ebb|harbour|tide|neap)(?:Anchor|Ebb|Harbour|Tide|Neap)"));
        assertSome(tokens, token -> token.matches("[^A-Za-z]+"));
        assertSome(tokens, token -> token.matches("harbour[^A-Za-z]+"));
        assertSome(tokens, token -> token.matches("[^A-Za-z]+Harbour"));
        assertSome(tokens, token -> token.matches("[^A-Za-z]+tide[^A-Za-z]+"));
        assertSome(tokens, token -> token.matches("(?:chor|arbo|rbou|bour)[a-z]{1,4}"));
    }

    /// What it is for: behind a plain text it is harder to expect than what goes before.
    @Test
    void itSurprisesWhoeverHasReadPlainTexts() {
        var surprise = Surprise.of(List.of(PLAIN.repeat(20))).with(new Tail(4, 1));
        var plain = PLAIN.repeat(3);
        assertFalse(surprise.endsInNoise(plain));
        long found = drawn(3).stream()
                .filter(noise -> surprise.endsInNoise(plain + noise))
                .count();
        assertTrue(found > 0.95 * MANY, found + " of " + MANY);
    }

    private static void assertSome(List<String> tokens, Predicate<String> shape) {
        double part = (double) tokens.stream().filter(shape).count() / tokens.size();
        assertTrue(part > 0.002, () -> "%.4f of %s".formatted(part, tokens.subList(0, 50)));
    }

    private static List<String> drawn(long seed) {
        var noise = new Noise(WORDS, new SplittableRandom(seed));
        return Stream.generate(noise::next).limit(MANY).toList();
    }
}
