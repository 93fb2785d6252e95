package plimsoll.app.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plimsoll.app.guard.Corpus.Text;

/// The plain classifier that ours is measured against, learned from a few rows.
class FloorTest {
    private static final List<String> BAD =
            List.of("sink the ship tonight", "sink every boat", "How to sink a ferry?", "they sink the barge");
    private static final List<String> GOOD = List.of(
            "paint the ship tonight",
            "paint every boat",
            "How to paint a ferry?",
            "they paint the barge",
            "row a boat",
            "where does the ferry go");

    private final ToDoubleFunction<Text> learned =
            Floor.learned(texts("public", BAD, true), texts("public", GOOD, false));

    @Test
    void whatItLearnedFromIsToldApart() {
        double least = BAD.stream().mapToDouble(this::score).min().orElseThrow();
        assertTrue(GOOD.stream().mapToDouble(this::score).allMatch(score -> score < least));
    }

    @Test
    void aWordThatTellsTellsInOtherTextsToo() {
        assertTrue(score("sink the trawler") > score("paint the trawler"));
        assertTrue(score("SINK, the -- trawler!") > score("paint the trawler"));
        assertTrue(score("sinking") > score("painting"), "by runs of characters");
        assertEquals(score("sink the trawler"), score("  Sink the\ntrawler. "), "case, gaps and signs are not seen");
    }

    @Test
    void theSameRowsGiveTheSameClassifier() {
        var again = Floor.learned(texts("public", BAD, true), texts("public", GOOD, false));
        assertEquals(score("sink it"), again.applyAsDouble(text("public", "sink it", true)));
    }

    /// Else the floor would be taught by the words that were written to get above it.
    @Test
    void ourOwnTextsTeachItNothing() {
        var other = Floor.learned(
                Stream.concat(texts("public", BAD, true), texts(OwnTexts.OURS, GOOD, true)),
                Stream.concat(texts("public", GOOD, false), texts(OwnTexts.OURS, BAD, false)));
        for (var text : List.of("sink it", "paint it", "ours")) {
            assertEquals(score(text), other.applyAsDouble(text("public", text, true)), text);
        }
    }

    /// Both words begin and end alike, so that no run of characters tells which comes first.
    @Test
    void whichWordFollowsWhichIsSeen() {
        var there = "seaboatsea searowsea";
        var back = "searowsea seaboatsea";
        var pairs = Floor.learned(texts("public", List.of(there), true), texts("public", List.of(back), false));
        assertTrue(pairs.applyAsDouble(text("public", there, true)) > pairs.applyAsDouble(text("public", back, true)));
    }

    /// Of one text a fifth is harmful: counted alike, its sum would not be above the logarithm of a quarter.
    @Test
    void whatThereIsLessOfCountsMore() {
        var bad = Stream.generate(() -> "low tide").limit(50).toList();
        var good = Stream.generate(() -> "low tide").limit(200).toList();
        var both = Floor.learned(texts("public", bad, true), texts("public", good, false));
        assertTrue(both.applyAsDouble(text("public", "low tide", true)) > Math.log(0.25));
    }

    @Test
    void onlyTheFirstTwoThousandCharactersAreSeen() {
        var text = "row a boat ".repeat(200).substring(0, 2_000);
        assertEquals(score(text), score(text + " sink the ship tonight"));
        assertNotEquals(score(text), score("sink the ship tonight " + text));
    }

    private double score(String text) {
        return learned.applyAsDouble(text("public", text, true));
    }

    private static Stream<Text> texts(String set, List<String> texts, boolean positive) {
        return texts.stream().map(each -> text(set, each, positive));
    }

    private static Text text(String set, String text, boolean positive) {
        return new Text(Task.HARMFUL, set, Part.LEARN, positive ? Sample.bad(text) : Sample.good(text));
    }
}
