package plimsoll.domain.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    @Test
    void onlyWhatChangedIsTold() {
        assertEquals(List.of("- b", "+ x", "+ y"), TextDiff.of("a\nb\nc", "a\nx\ny\nc"));
        assertEquals(List.of(), TextDiff.of("a\nb", "a\nb\n"), "an end of line at the end says nothing");
    }

    @Test
    void linesThatStayedBetweenChangesAreFound() {
        assertEquals(
                List.of("- a", "+ 1", "- c", "+ 3"),
                TextDiff.of(List.of("a", "b", "c", "d"), List.of("1", "b", "3", "d")));
    }

    @Test
    void nothingAndSomethingAreToldWhole() {
        assertEquals(List.of("+ a"), TextDiff.of("", "a"));
        assertEquals(List.of("- a", "- a"), TextDiff.of("a\na", ""));
    }
}
