package plimsoll.web.pages.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void sizesHaveAUnitPeopleKnow() {
        assertEquals("0 bytes", Figures.size(0));
        assertEquals("1 byte", Figures.size(1));
        assertEquals("999 bytes", Figures.size(999));
        assertEquals("1 kB", Figures.size(1_000));
        assertEquals("4.2 kB", Figures.size(4_200));
        assertEquals("1 MB", Figures.size(999_950));
        assertEquals("14.5 GB", Figures.size(14_483_000_000L));
        assertEquals("9.2 EB", Figures.size(Long.MAX_VALUE));
    }

    @Test
    void countsAreShort() {
        assertEquals("999", Figures.count(999));
        assertEquals("1.2k", Figures.count(1_204));
        assertEquals("7.2B", Figures.count(7_240_000_000L));
        assertEquals("1 file", Figures.counted(1, "file", "files"));
        assertEquals("1,234,567", Figures.exact(1_234_567));
    }

    @Test
    void momentsAreSaidAsPeopleSayThem() {
        assertEquals("just now", Moment.of(NOW.minusSeconds(59), NOW).words());
        assertEquals("a minute ago", Moment.of(NOW.minusSeconds(60), NOW).words());
        assertEquals("23 hours ago", Moment.of(NOW.minusSeconds(86_399), NOW).words());
        assertEquals("yesterday", Moment.of(NOW.minusSeconds(86_400), NOW).words());
        assertEquals(
                "24 Oct 2026", Moment.of(NOW.minusSeconds(30 * 86_400L), NOW).words());
        assertEquals("24 Nov 2026", Moment.of(NOW.plusSeconds(86_400), NOW).words());
    }
}
