package plimsoll.domain.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plimsoll.domain.incident.Clock.Urgency;

final class ClockTest {
    private static final Instant AWARE = Instant.parse("2026-11-26T06:00:00Z");

    @Test
    void allClocksThatApplyRunSideBySideTheStrictestFirst() {
        var clocks = triage(Severity.CRITICAL, EnumSet.allOf(Harm.class), Triage.everywhere(), AWARE)
                .clocks();
        assertEquals(
                List.of(
                        "sb53-24-hours 2026-11-27T06:00:00Z",
                        "raise-24-hours 2026-11-27T06:00:00Z",
                        "eu-2-days 2026-11-28T06:00:00Z",
                        "gdpr-72-hours 2026-11-29T06:00:00Z",
                        "raise-72-hours 2026-11-29T06:00:00Z",
                        "eu-5-days 2026-12-01T06:00:00Z",
                        "eu-10-days 2026-12-06T06:00:00Z",
                        "eu-15-days 2026-12-11T06:00:00Z",
                        "sb53-15-days 2026-12-11T06:00:00Z"),
                clocks.stream().map(ClockTest::said).toList());
    }

    @Test
    void severityAndHarmDecideWhichRun() {
        assertEquals(List.of(), words(Severity.MINOR, Set.of(Harm.DEATH), Triage.everywhere()));
        assertEquals(
                List.of("raise-72-hours", "eu-5-days", "sb53-15-days"),
                words(Severity.SERIOUS, Set.of(Harm.SECURITY_BREACH), Triage.everywhere()));
        assertEquals(
                List.of("gdpr-72-hours"), words(Severity.CRITICAL, Set.of(Harm.PERSONAL_DATA), Triage.everywhere()));
        assertEquals(List.of(), words(Severity.CRITICAL, Set.of(Harm.OTHER), Triage.everywhere()));
        assertEquals(List.of("eu-10-days"), words(Severity.SERIOUS, Set.of(Harm.DEATH), EnumSet.of(Regime.EU_AI_ACT)));
        assertEquals(List.of(), words(Severity.SERIOUS, Set.of(Harm.DEATH), EnumSet.noneOf(Regime.class)));
    }

    @Test
    void summerTimeAndLeapDaysShortenNoClock() {
        // Berlin sets its clocks on at 2027-03-28, New York at 2027-03-14; both set them back in autumn.
        var berlin = ZonedDateTime.of(2027, 3, 27, 12, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        assertEquals(Instant.parse("2027-03-29T11:00:00Z"), new Clock(Deadline.EU_2_DAYS, berlin.toInstant()).due());
        var newYork = ZonedDateTime.of(2026, 10, 30, 12, 0, 0, 0, ZoneId.of("America/New_York"));
        assertEquals(
                Instant.parse("2026-11-02T16:00:00Z"),
                new Clock(Deadline.RAISE_72_HOURS, newYork.toInstant()).due(),
                "72 hours, though a night had 25");
        assertEquals(
                Instant.parse("2028-02-29T10:00:00Z"),
                new Clock(Deadline.EU_2_DAYS, Instant.parse("2028-02-27T10:00:00Z")).due());
        assertEquals(
                Instant.parse("2028-03-01T10:00:00Z"),
                new Clock(Deadline.EU_15_DAYS, Instant.parse("2028-02-15T10:00:00Z")).due());
        assertEquals(
                Instant.parse("2027-03-02T10:00:00Z"),
                new Clock(Deadline.SB53_15_DAYS, Instant.parse("2027-02-15T10:00:00Z")).due());
        assertEquals(
                Instant.parse("2027-01-01T00:30:00Z"),
                new Clock(Deadline.SB53_24_HOURS, Instant.parse("2026-12-31T00:30:00Z")).due());
    }

    @Test
    void aClockBecomesMorePressingAndThenIsOver() {
        var clock = new Clock(Deadline.RAISE_72_HOURS, AWARE);
        assertEquals(Urgency.EARLY, clock.urgency(AWARE.minusSeconds(1)));
        assertEquals(Urgency.EARLY, clock.urgency(AWARE.plusSeconds(36 * 3_600 - 1)));
        assertEquals(Urgency.HALFWAY, clock.urgency(AWARE.plusSeconds(36 * 3_600)));
        assertEquals(Urgency.PRESSING, clock.urgency(AWARE.plusSeconds(54 * 3_600)));
        assertEquals(Urgency.PRESSING, clock.urgency(AWARE.plusSeconds(72 * 3_600 - 1)));
        assertEquals(Urgency.OVERDUE, clock.urgency(AWARE.plusSeconds(72 * 3_600)));
    }

    @Test
    void aTriageIsRefusedInWords() {
        var none =
                assertThrows(IllegalArgumentException.class, () -> triage(Severity.MINOR, Set.of(), Set.of(), AWARE));
        assertTrue(String.valueOf(none.getMessage()).contains("did or may do"));
        assertThrows(
                IllegalArgumentException.class,
                () -> triage(Severity.MINOR, Set.of(Harm.OTHER), Set.of(), AWARE.plusSeconds(99_999_999)));
    }

    private static List<String> words(Severity severity, Collection<Harm> harms, Collection<Regime> regimes) {
        return triage(severity, harms, regimes, AWARE).clocks().stream()
                .map(clock -> clock.deadline().word())
                .toList();
    }

    private static String said(Clock clock) {
        return clock.deadline().word() + " " + clock.due();
    }

    private static Triage triage(Severity severity, Collection<Harm> harms, Collection<Regime> regimes, Instant aware) {
        return new Triage(
                severity,
                new TreeSet<>(harms),
                new TreeSet<>(regimes),
                aware,
                "Weights were taken.",
                "rita",
                AWARE.plusSeconds(3_600));
    }
}
