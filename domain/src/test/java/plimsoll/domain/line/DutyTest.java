package plimsoll.domain.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
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
                Optional.of(new Met("ada", NOON.plus(Duration.ofDays(15)), "Sent.", "")));
        assertEquals(State.MET, met.state(NOON.plus(Duration.ofDays(30))));
        assertTrue(met.wasLate());
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

    private static Obligation within(String time) {
        return obligation("Notify the agency", Optional.of(time), From.RULE);
    }

    private static Obligation obligation(String what, Optional<String> within, From from) {
        return new Obligation(what, "publisher", within, from);
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
