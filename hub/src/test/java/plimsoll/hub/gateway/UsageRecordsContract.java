package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.budget.DayOfUse;
import plimsoll.domain.identity.Namespace;

/// What the records of usage promise.
public abstract class UsageRecordsContract {
    private static final Namespace BOB = new Namespace("Bob");
    private static final Namespace LAB = new Namespace("lab");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    /// The records under test, empty.
    protected abstract UsageRecords records();

    @Test
    void whatIsAddedToADayIsSummed() {
        var records = records();
        records.add(BOB, "one", day(DAY, 1, 0, 10, 5));
        records.add(new Namespace("bob"), "one", day(DAY, 1, 0, 10, 5));
        records.add(BOB, "two", day(DAY, 1, 1, 0, 0));
        records.add(BOB, "two", day(DAY.plusDays(1), 1, 0, 1, 1));
        assertEquals(List.of(day(DAY, 3, 1, 20, 10), day(DAY.plusDays(1), 1, 0, 1, 1)), records.days(BOB, DAY));
        assertEquals(List.of(day(DAY.plusDays(1), 1, 0, 1, 1)), records.days(BOB, DAY.plusDays(1)));
        assertEquals(30, records.tokens(BOB, DAY));
        assertEquals(30, records.tokens(BOB, "one", DAY));
        assertEquals(0, records.tokens(BOB, "two", DAY));
        assertEquals(0, records.tokens(LAB, DAY));
    }

    @Test
    void anOrganisationsDaysAreNotCountedAgain() {
        var records = records();
        records.add(BOB, "one", day(DAY, 1, 0, 10, 5));
        records.add(LAB, UsageRecords.ORGANISATION, day(DAY, 1, 0, 10, 5));
        assertEquals(List.of(day(DAY, 1, 0, 10, 5)), records.everybody(DAY));
        assertEquals(15, records.tokens(LAB, DAY));
    }

    @Test
    void oldDaysAreForgotten() {
        var records = records();
        records.add(BOB, "", day(DAY, 1, 0, 1, 1));
        records.add(BOB, "", day(DAY.plusDays(1), 1, 0, 1, 1));
        assertEquals(1, records.forget(DAY.plusDays(1)));
        assertEquals(1, records.days(BOB, DAY).size());
    }

    private static DayOfUse day(LocalDate day, long requests, long stopped, long read, long written) {
        return new DayOfUse(day, "lab/chart", requests, stopped, read, written);
    }
}
