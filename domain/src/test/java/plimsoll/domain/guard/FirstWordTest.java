package plimsoll.domain.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.guard.FirstWord.Token;

class FirstWordTest {
    @Test
    void theProbabilityIsThatOfTwoWords() {
        var read = new FirstWord(List.of(token("safe", 0.2), token("unsafe", 0.6), token("\n", 0.1)))
                .unsafe()
                .orElseThrow();
        assertEquals(0.75, read.probability(), 1e-9);
        assertFalse(read.bounded());
    }

    @Test
    void wordsThatAreCutCountByTheirBeginning() {
        var read = new FirstWord(List.of(token(" un", 0.5), token("s", 0.3), token("sa", 0.2)))
                .unsafe()
                .orElseThrow();
        assertEquals(0.5, read.probability(), 1e-9);
    }

    @Test
    void aWordThatIsNotToldIsAtMostAsLikelyAsTheLast() {
        var read = new FirstWord(List.of(token("unsafe", 0.98), token("x", 0.01)))
                .unsafe()
                .orElseThrow();
        assertEquals(0.98 / 0.99, read.probability(), 1e-9);
        assertTrue(read.bounded());
    }

    @Test
    void ramblingIsNoAnswer() {
        assertEquals(Optional.empty(), new FirstWord(List.of(token("Well", 1))).unsafe());
        assertEquals(Optional.empty(), new FirstWord(List.of()).unsafe());
        assertEquals(Optional.of("\n\n"), new FirstWord(List.of(token("\n\n", 0.9), token("x", 0.1))).pause());
    }

    @Test
    void numbersOfAllCategoriesComeFromOneStep() {
        var numbers = new FirstWord(List.of(token("1", 0.25), token("10", 0.5), token("14", 0.125), token("S", 0.1)))
                .numbers();
        assertEquals(3, numbers.size());
        assertEquals(0.5, numbers.getOrDefault("10", 0.0), 1e-9);
        assertEquals(
                Map.of("0", 0.5, "", 0.5),
                new FirstWord(List.of(token("0", 0.5), token("\n", 0.25), token(",", 0.25))).digits());
    }

    private static Token token(String text, double probability) {
        return new Token(text, Math.log(probability));
    }
}
