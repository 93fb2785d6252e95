package plimsoll.domain.personaldata;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that are made to take long, or to confuse.
class DetectorFuzz {
    private static final int MEGABYTE = 1 << 20;
    /// A hundred times what a megabyte takes, and a thousandth of what it would take if the time grew with the square.
    private static final Duration STATED = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 ",
                "1",
                "1-",
                "12.",
                "a@",
                "@",
                ":",
                "::",
                "a:",
                "a",
                "A",
                "A ",
                "a.",
                "a-",
                ".",
                "a@a.",
                "+1 ",
                "(1) ",
                "4007 ",
                "DE21 ",
                "call 1234567 ",
                "Mr. A. ",
                "http://",
                "www.",
                "1a",
                "a1-",
                "\ud83d\ude00",
                "é",
                "_",
                "'",
                "dear ",
                "12 Ab Cd Ef ",
                "bc1q",
                "1111 2222 ",
                "2001:db8:",
                "x@y.com "
            })
    void aMegabyteOfOneThingEndsInTheStatedTime(String piece) {
        var text = piece.repeat(MEGABYTE / piece.length());
        assertTimeoutPreemptively(STATED, () -> new Detector().find(text));
    }

    @FuzzTest
    void anyTextHasFindingsInOrder(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        int last = 0;
        for (var column : new String[] {"", "phone", "name id ssn"}) {
            last = 0;
            for (var hit : new Detector().find(text, column)) {
                assertTrue(
                        hit.start() >= last && hit.end() > hit.start() && hit.end() <= text.length(), hit.toString());
                assertTrue(hit.end() - hit.start() <= Detector.LONGEST, hit.toString());
                last = hit.end();
            }
        }
    }
}
