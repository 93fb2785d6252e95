package plimsoll.web.plimsoll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvTextTest {
    @Test
    void whatEndsAFieldOrALineIsQuoted() {
        assertEquals(
                "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"7\",\"true\"\r\n",
                CsvText.row(List.of("a,b", "say \"x\"", "two\nlines", 7L, true)));
    }

    @Test
    void aFormulaIsShownAndNotRun() {
        for (var formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")) {
            assertEquals("\"'" + formula + "\"\r\n", CsvText.row(List.of(formula)));
        }
        assertEquals("\"-7\"\r\n", CsvText.row(List.of(-7L)), "a number of ours is none");
    }
}
