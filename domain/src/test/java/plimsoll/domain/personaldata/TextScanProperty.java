package plimsoll.domain.personaldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Where pieces and windows end makes no difference to what is found.
class TextScanProperty {
    private static final List<String> VALUES = List.of(
            "joe.smith@acme.com",
            "4007 0707 5369 0781",
            "call 0490 75 40 81",
            "gb42nawi04454264788619",
            "+46 (0)8 928 571 38",
            "86.121.97.248",
            "https://www.farmerbuys.be/x",
            "SSN 054-28-6917");

    @Test
    void everyFindingIsFoundOnceWhereverAWindowEnds() {
        for (long seed = 0; seed < 16; seed++) {
            var random = new Random(seed);
            boolean lines = seed % 2 == 0;
            int values = 0;
            var text = new StringBuilder();
            // The first window ends within the values that begin here.
            text.append("x ".repeat((TextScan.WINDOW - 400 - random.nextInt(400)) / 2));
            while (text.length() < 2 * TextScan.WINDOW + 500) {
                text.append(VALUES.get(random.nextInt(VALUES.size())));
                values++;
                text.append(lines && random.nextInt(8) == 0 ? "\n" : " and so on and so on, ")
                        .append(" ".repeat(random.nextInt(9)));
            }
            assertEquals(values, whole(text.toString()).size(), "seed " + seed);
            assertEquals(whole(text.toString()), pieces(text.toString(), random), "seed " + seed);
        }
    }

    @Test
    void aLongWordDoesNotMoveWhatComesAfterIt() {
        var text = "a".repeat(3 * TextScan.WINDOW) + " joe.smith@acme.com";
        assertEquals(List.of("joe.smith@acme.com"), pieces(text, new Random(1)));
    }

    private static List<String> whole(String text) {
        return new Detector()
                .find(text).stream()
                        .map(hit -> text.substring(hit.start(), hit.end()))
                        .toList();
    }

    private static List<String> pieces(String text, Random random) {
        var found = new ArrayList<String>();
        var scan = new TextScan((_, _, value) -> found.add(value));
        scan.begin("");
        var chars = text.toCharArray();
        for (int at = 0; at < chars.length; ) {
            int some = Math.min(chars.length - at, 1 + random.nextInt(20_000));
            scan.append(chars, at, at + some);
            at += some;
        }
        scan.end();
        assertTrue(found.stream().noneMatch(String::isEmpty));
        return found;
    }
}
