package plimsoll.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class StopTextTest {
    /// However a text is cut into pieces, what gets through is what stands before the first stop string.
    @Test
    void nothingOfAStopStringEverGetsThrough() {
        var random = new Random(3);
        for (int round = 0; round < 5000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append((char) ('a' + random.nextInt(2)));
            }
            var stops = List.of("aab", "bb");
            var stop = new StopText(stops);
            var through = new StringBuilder();
            for (int at = 0; at < text.length(); ) {
                int next = Math.min(text.length(), at + 1 + random.nextInt(4));
                through.append(stop.add(text.substring(at, next)));
                at = next;
            }
            through.append(stop.end());
            assertEquals(expected(text.toString(), stops), through.toString(), text::toString);
        }
    }

    /// "abcd" begins before "bc" but is complete after it: a text that came in one piece used to end earlier than the
    /// same text in two.
    @Test
    void overlappingStopStringsEndTheSameTextHoweverItIsCut() {
        var random = new Random(11);
        for (int round = 0; round < 5000; round++) {
            var text = letters(random, 1 + random.nextInt(16));
            var stops = List.of(
                    letters(random, 1 + random.nextInt(5)),
                    letters(random, 1 + random.nextInt(5)),
                    letters(random, 1 + random.nextInt(5)));
            var byCharacter = through(text, stops, () -> 1);
            assertEquals(byCharacter, through(text, stops, text::length), () -> text + " in one piece, " + stops);
            assertEquals(byCharacter, through(text, stops, () -> 1 + random.nextInt(4)), () -> text + ", " + stops);
        }
        assertEquals("a", through("abcd", List.of("abcd", "bc"), () -> 4));
        assertEquals("", through("abcd", List.of("abcd", "cd"), () -> 4));
    }

    private static String letters(Random random, int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(3)));
        }
        return letters.toString();
    }

    private static String through(String text, List<String> stops, IntSupplier cut) {
        var stop = new StopText(stops);
        var through = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int next = Math.min(text.length(), at + cut.getAsInt());
            through.append(stop.add(text.substring(at, next)));
            at = next;
        }
        return through.append(stop.end()).toString();
    }

    private static String expected(String text, List<String> stops) {
        int end = text.length();
        for (var stop : stops) {
            int at = text.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end);
    }

    @Test
    void whatMayBecomeAStopStringIsHeldBack() {
        var stop = new StopText(List.of("</s>"));
        assertEquals("one", stop.add("one</"));
        assertEquals("</t", stop.add("t"));
        assertEquals("", stop.add("</"));
        assertEquals("", stop.add("s> and more"));
        assertTrue(stop.hasStopped());
        assertEquals("", stop.add("text"));
        assertEquals("", stop.end());
    }
}
