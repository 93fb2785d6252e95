package plimsoll.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RangesProperty {
    private static final int CASES = 20_000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,      10, 0, 1",
        "bytes=0-9,      10, 0, 10",
        "bytes=0-,       10, 0, 10",
        "bytes=9-,       10, 9, 1",
        "bytes=5-1000,   10, 5, 5",
        "bytes=-1,       10, 9, 1",
        "bytes=-1000,    10, 0, 10",
        "bytes=4294967296-4294967297, 5000000000, 4294967296, 2",
        "bytes=0-9223372036854775807, 10, 0, 10",
        "bytes=0-9999999999999999999, 10, 0, 10",
    })
    void oneRangeIsThatStretch(String header, long size, long first, long length) {
        assertEquals(
                new Ranges.Some(List.of(new Ranges.Stretch(first, length))),
                Ranges.parse(Optional.of(header.strip()), size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=9223372036854775807-"})
    void whatLiesBeyondTheEndIsNothing(String header) {
        assertInstanceOf(Ranges.Nothing.class, Ranges.parse(Optional.of(header), 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=2-1", "lines=0-1", "bytes=0-1,x"})
    void whatIsNotARangeIsIgnored(String header) {
        assertInstanceOf(Ranges.Everything.class, Ranges.parse(Optional.of(header), 10));
    }

    @Test
    void severalRangesComeInTheOrderAsked() {
        assertEquals(
                new Ranges.Some(List.of(new Ranges.Stretch(5, 2), new Ranges.Stretch(0, 1))),
                Ranges.parse(Optional.of("bytes=5-6, 0-0, 100-"), 10));
    }

    @Test
    void tooManyRangesAreIgnored() {
        assertInstanceOf(
                Ranges.Everything.class,
                Ranges.parse(Optional.of("bytes=" + "0-0,".repeat(Ranges.MAX_RANGES) + "1-1"), 10));
    }

    @Test
    void noHeaderMakesAStretchOutsideTheFile() {
        var random = new Random(7);
        for (int i = 0; i < CASES; i++) {
            long size = random.nextLong(0, 1L << random.nextInt(1, 40));
            var header = "bytes=" + number(random, size) + "-" + number(random, size);
            if (Ranges.parse(Optional.of(header), size) instanceof Ranges.Some(var stretches)) {
                for (var s : stretches) {
                    assertTrue(
                            s.first() >= 0 && s.lengthBytes() > 0 && s.first() + s.lengthBytes() <= size,
                            () -> "seed 7: %s of %d gave %s".formatted(header, size, s));
                }
            }
        }
    }

    private static String number(Random random, long size) {
        return random.nextInt(5) == 0 ? "" : Long.toString(random.nextLong(0, 2 * size + 2));
    }
}
