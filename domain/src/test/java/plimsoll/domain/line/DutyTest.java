package plimsoll.domain.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.line.Condition.Answer;
import plimsoll.domain.line.Duty.Met;
import plimsoll.domain.line.Duty.State;
import plimsoll.domain.line.Obligation.From;
import plimsoll.domain.line.Round.Reopened;
import plimsoll.domain.repository.RepositoryId;

final class DutyTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(3));
    private static final RepositoryId TIDE = new RepositoryId("0".repeat(24));

    @Test
    void timesAreTheCalendarsAndClocksOfIncidentsAreNotTheirs() {
        assertEquals(
                Optional.of(Instant.parse("2026-02-14T12:00:00Z")),
                within("P14D").due(NOON));
        assertEquals(
                Optional.of(Instant.parse("2026-02-28T12:00:00Z")),
                within("P1M").due(NOON));
        assertEquals(
                Optional.of(Instant.parse("2027-01-31T12:00:00Z")),
                within("P1Y").due(NOON));
        assertEquals(
                Optional.of(Instant.parse("2026-02-03T12:00:00Z")),
                within("PT72H").due(NOON));
        assertEquals(
                Optional.empty(),
                obligation("Tell", Optional.empty(), From.RULE).due(NOON));
        assertEquals(
                Optional.empty(),
                obligation("Tell", Optional.of("PT72H"), From.INCIDENT).due(NOON));
        for (var unfit : List.of("soon", "P0D", "P-1D", "PT-5H", "P101Y", "P999999999Y", "PT99999999999999H")) {
            assertThrows(IllegalArgumentException.class, () -> within(unfit), unfit);
        }
    }

    @Test
    void aDutyKeepsItsFirstDayWhateverBecomesOfItsRule() {
        var first = Duty.changed(TIDE, List.of(), line("act@1", within("P14D")), NOON);
        assertEquals(1, first.size());
        assertEquals(NOON, first.getFirst().since());
        assertEquals(List.of(), Duty.changed(TIDE, first, line("act@1", within("P14D")), LATER), "as it was");
        assertEquals(List.of(), Duty.changed(TIDE, first, line("act@2", within("P14D")), LATER), "a newer pack");
        var gone = Duty.changed(TIDE, first, line("other@1"), LATER);
        assertEquals(State.LAPSED, gone.getFirst().state(LATER));
        var back = Duty.changed(TIDE, gone, line("act@1", within("P14D")), LATER);
        assertEquals(first, back, "since the first day");
        var stricter =
                Duty.changed(TIDE, first, line("act@2", within("P7D")), LATER).getFirst();
        assertEquals(first.getFirst().id(), stricter.id());
        assertEquals(Optional.of(NOON.plus(Duration.ofDays(7))), stricter.due());
        var elsewhere = Duty.changed(new RepositoryId("1".repeat(24)), List.of(), line("act@1", within("P14D")), NOON);
        assertNotEquals(first.getFirst().id(), elsewhere.getFirst().id());
    }

    @Test
    void whatIsMetStaysMetAndWhoseItIsToDoStays() {
        var begun = Duty.changed(TIDE, List.of(), line("act@1", within("P14D")), NOON)
                .getFirst();
        var met = new Duty(
                        begun.id(),
                        TIDE,
                        begun.pack(),
                        begun.rule(),
                        begun.obligation(),
                        NOON,
                        true,
                        Optional.of(new Namespace("ada")),
                        Optional.empty())
                .met(met(NOON.plus(Duration.ofDays(15))));
        assertEquals(State.MET, met.state(NOON.plus(Duration.ofDays(30))));
        assertTrue(met.last().orElseThrow().wasLate());
        assertEquals(
                List.of(met),
                Duty.changed(
                        TIDE,
                        Duty.changed(TIDE, List.of(met), line("act@1"), LATER),
                        line("act@1", within("P14D")),
                        LATER));
    }

    @Test
    void itsStepsAreThoseOfTheClocksOfIncidents() {
        var duty = Duty.changed(TIDE, List.of(), line("act@1", within("P4D")), NOON)
                .getFirst();
        var told = Urgency.EARLY;
        for (int day = 2; day <= 4; day++) {
            var at = NOON.plus(Duration.ofDays(day));
            assertEquals(Optional.of(at), duty.next(told));
            assertEquals(told, duty.urgency(at.minusMillis(1)));
            assertFalse(duty.state(at.minusMillis(1)) == State.OVERDUE);
            told = duty.urgency(at);
        }
        assertEquals(Urgency.OVERDUE, told);
        assertEquals(State.OVERDUE, duty.state(NOON.plus(Duration.ofDays(4))));
        assertEquals(Optional.empty(), duty.next(told));
        var untimed = Duty.changed(
                        TIDE, List.of(), line("act@1", obligation("Keep it", Optional.empty(), From.RULE)), NOON)
                .getFirst();
        assertEquals(Optional.empty(), untimed.next(Urgency.EARLY));
        assertEquals(Urgency.EARLY, untimed.urgency(NOON.plus(Duration.ofDays(9_999))));
        assertEquals(State.OPEN, untimed.state(NOON.plus(Duration.ofDays(9_999))));
    }

    @Test
    void evidenceIsAHashOrAnAddressThatRunsNothing() {
        assertFalse(new Met("ada", NOON, "", "0".repeat(64)).isLinked());
        assertTrue(new Met("ada", NOON, "", "https://example.org/notice?id=7").isLinked());
        for (var unfit : List.of(
                "javascript:alert(1)",
                "https://a b",
                "http://",
                "https://x\"onclick=",
                "A".repeat(64),
                "/etc/passwd")) {
            assertThrows(IllegalArgumentException.class, () -> new Met("ada", NOON, "Done.", unfit), unfit);
        }
        assertThrows(IllegalArgumentException.class, () -> new Met("ada", NOON, " ", ""));
        assertThrows(IllegalArgumentException.class, () -> new Met("ada", NOON, "x".repeat(2_001), ""));
    }

    @Test
    void aRoundBeginsWhenTheOneBeforeHadToBeDoneAndOneIsOpenAtATime() {
        var first = begun(every("P3M"), "2026-01-31T12:00:00Z");
        assertEquals(1, first.round());
        assertEquals(Optional.of(at("2026-04-30T12:00:00Z")), first.due());
        var second = first.met(met(at("2026-02-10T00:00:00Z")));
        assertEquals(2, second.round());
        assertEquals(at("2026-04-30T12:00:00Z"), second.begins(), "not the day on which it was met");
        assertEquals(Optional.of(at("2026-07-31T12:00:00Z")), second.due());
        assertEquals(State.MET, second.state(at("2026-04-30T11:59:59Z")), "until the next round begins");
        assertEquals(Urgency.EARLY, second.urgency(at("2026-04-30T11:59:59Z")));
        assertEquals(State.OPEN, second.state(at("2026-04-30T12:00:00Z")));
        assertEquals(State.OVERDUE, second.state(at("2026-07-31T12:00:00Z")));
        var late = at("2027-05-01T00:00:00Z");
        var third = second.met(met(late));
        assertTrue(third.last().orElseThrow().wasLate());
        assertEquals(State.OVERDUE, third.state(late), "a round that was missed is late until it is met, too");
        assertEquals(Optional.of(at("2026-10-31T12:00:00Z")), third.due());
        assertEquals(second, third.reopened(second.last()));
        assertEquals(first, second.reopened(Optional.empty()));
    }

    @Test
    void monthEndsAndLeapYearsAreTheCalendars() {
        assertEquals(
                List.of("2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30"),
                days(every("P1M"), "2027-01-31T23:59:00Z", 5));
        assertEquals(
                List.of("2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29", "2033-02-28"),
                days(every("P1Y"), "2028-02-29T00:00:00Z", 5));
        assertEquals(
                List.of("2027-05-31", "2027-08-31", "2027-11-30", "2028-02-29", "2028-05-31"),
                days(every("P3M"), "2026-08-31T08:00:00Z", 7).subList(2, 7));
        assertEquals(
                List.of("2027-02-28", "2027-03-28"),
                days(every("P1M"), "2027-01-28T08:00:00Z", 2),
                "the last day of February is the 28th of it, too");
        var renewed = new Obligation("File", "publisher", Optional.of("P30D"), Optional.of("P1M"), From.RULE);
        assertEquals(
                List.of("2027-01-31", "2027-02-28", "2027-03-31"),
                days(renewed, "2027-01-01T00:00:00Z", 3),
                "its months are counted from the first deadline");
        assertEquals(List.of("2027-02-14", "2027-02-28"), days(every("P14D"), "2027-01-31T00:00:00Z", 2));
        assertEquals(List.of("2027-03-02", "2027-04-01"), days(every("PT720H"), "2027-01-31T00:00:00Z", 2));
    }

    @Test
    void whatRecursIsNoMoreThanDailyAndNoIncidents() {
        for (var unfit : List.of("PT23H", "P0D", "often", "P101Y")) {
            assertThrows(IllegalArgumentException.class, () -> every(unfit), unfit);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new Obligation("Tell", "publisher", Optional.empty(), Optional.of("P1D"), From.INCIDENT));
        assertEquals("Send it, every P3M", every("P3M").sentence());
        assertEquals(
                "Tell, within PT72H of an incident",
                obligation("Tell", Optional.of("PT72H"), From.INCIDENT).sentence());
    }

    @Test
    void aPackThatMakesItRecurGoesOnFromTheDayItHadToBeDoneAndOneThatDoesNotLeavesItMet() {
        var once = begun(obligation("Send it", Optional.of("P3M"), From.RULE), "2026-01-31T12:00:00Z");
        var met = once.met(met(at("2026-02-01T00:00:00Z")));
        assertTrue(met.isDone());
        var recurs = Duty.changed(TIDE, List.of(met), line("act@2", every("P3M")), LATER)
                .getFirst();
        assertEquals(2, recurs.round());
        assertEquals(at("2026-04-30T12:00:00Z"), recurs.begins());
        var again = Duty.changed(
                        TIDE,
                        List.of(recurs),
                        line("act@3", obligation("Send it", Optional.of("P3M"), From.RULE)),
                        LATER)
                .getFirst();
        assertEquals(met, again);
        var gone = Duty.changed(TIDE, List.of(recurs), line("other@1"), LATER).getFirst();
        assertEquals(State.LAPSED, gone.state(LATER));
    }

    @Test
    void whoReopensSaysWhy() {
        assertThrows(IllegalArgumentException.class, () -> new Reopened("ada", NOON, " "));
        assertThrows(IllegalArgumentException.class, () -> new Reopened("ada", NOON, "x".repeat(2_001)));
        assertEquals("Wrong file.", new Reopened("ada", NOON, "Wrong file.").reason());
    }

    private static List<String> days(Obligation obligation, String since, int rounds) {
        var duty = begun(obligation, since);
        var days = new ArrayList<String>();
        for (int i = 0; i < rounds; i++) {
            var due = duty.due().orElseThrow();
            assertEquals(i + 1, duty.round());
            assertEquals(since.substring(10), due.toString().substring(10), "at the same time of the day");
            days.add(due.toString().substring(0, 10));
            duty = duty.met(met(due));
            assertEquals(due, duty.begins());
        }
        return days;
    }

    private static Duty begun(Obligation obligation, String since) {
        return Duty.changed(TIDE, List.of(), line("act@1", obligation), at(since))
                .getFirst();
    }

    private static Met met(Instant at) {
        return new Met("ada", at, "Sent.", "");
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static Obligation every(String time) {
        return new Obligation("Send it", "publisher", Optional.empty(), Optional.of(time), From.RULE);
    }

    private static Obligation within(String time) {
        return obligation("Notify the agency", Optional.of(time), From.RULE);
    }

    private static Obligation obligation(String what, Optional<String> within, From from) {
        return new Obligation(what, "publisher", within, Optional.empty(), from);
    }

    private static Line line(String pack, Obligation... obligations) {
        var reason = new Line.Reason(
                pack,
                "act.large",
                "Large",
                Answer.YES,
                "true",
                List.of(),
                new TreeSet<>(),
                Map.of(),
                List.of(obligations),
                "an act");
        return new Line(Map.of(), List.of(reason), List.of());
    }
}
