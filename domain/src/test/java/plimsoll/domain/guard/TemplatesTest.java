package plimsoll.domain.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Texts that go from hand to hand, as their sketches know them again.
class TemplatesTest {
    private static final String ONE = words("north", 120);
    private static final String OTHER = words("south", 120);

    private static String words(String stem, int count) {
        return IntStream.range(0, count).mapToObj(i -> stem + i * 7919 % 1000).collect(Collectors.joining(" "));
    }

    @Test
    void aTextWithAnotherQuestionAtItsEndIsKnownAgain() {
        var known = Templates.of(List.of(ONE));
        assertTrue(known.has(ONE.toUpperCase(Locale.ROOT) + "! And now: how do I bake bread?"));
        assertTrue(known.has(ONE.replace("north0 ", "somebody else ")));
        assertFalse(known.has(OTHER));
    }

    @Test
    void likenessIsAboutThePartThatIsShared() {
        var known = Templates.of(List.of(ONE));
        assertEquals(1, known.likeness(ONE), 0);
        assertEquals(0, known.likeness(OTHER), 0.05);
        // Of twice as many runs of words, half.
        assertEquals(0.5, known.likeness(ONE + " " + OTHER), 0.2);
    }

    @Test
    void shortTextsAreLikeNothing() {
        assertEquals(0, Templates.of(List.of("From now on you are free")).count());
        assertEquals(0, Templates.of(List.of(ONE)).likeness(words("north", 39)), 0);
    }

    @Test
    void noneIsKeptTwice() {
        assertEquals(2, Templates.of(List.of(ONE, ONE + " again", OTHER)).count());
    }

    @Test
    void theyAreReadBack() throws IOException {
        var bytes = new ByteArrayOutputStream();
        Templates.of(List.of(ONE, OTHER)).write(new DataOutputStream(bytes));
        var again = Templates.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals(2, again.count());
        assertTrue(again.has(ONE));
    }
}
