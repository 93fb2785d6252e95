package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.domain.budget.Budget;
import plimsoll.domain.budget.DayOfUse;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.gateway.MeterUse.Budgets;
import plimsoll.hub.gateway.MeterUse.Over;
import plimsoll.hub.gateway.MeterUse.Ticket;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.gateway.Word.Count;

/// Budgets of an account, its organisation and its tokens, over a clock.
class MeterUseTest {
    private static final Namespace LAB = new Namespace("lab");
    private static final Known BOB = member("bob");
    private static final Known EVE = member("eve");

    private final List<Booked> booked = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T23:50:00Z");

    @Test
    void requestsAreCountedInWindowsAndTheTightestPurseIsTold() {
        var meter = meter(new Budget(5, Long.MAX_VALUE, 9), new Budget(2, Long.MAX_VALUE, 9), Map.of());
        assertEquals(1, meter.spend(BOB, "one").left());
        assertEquals(0, meter.spend(BOB, "one").left());
        var refused = meter.spend(BOB, "one");
        assertFalse(refused.allowed());
        assertEquals(MeterUse.WINDOW, refused.reset());
        assertTrue(meter.spend(BOB, "two").allowed(), "another token of the account");
        assertTrue(meter.spend(EVE, "three").allowed(), "another account");
        now = now.plus(MeterUse.WINDOW);
        assertTrue(meter.spend(BOB, "one").allowed());
    }

    @Test
    void whoHasSpentTheTokensOfADayWaitsForTheNext() {
        var meter = meter(new Budget(99, 100, 9), Budget.UNLIMITED, Map.of());
        assertInstanceOf(Ticket.class, meter.enter(BOB, "one", "lab/m")).close(new Count(60, 0, 40));
        var over =
                assertInstanceOf(Over.class, meter.enter(BOB, "two", "lab/m")).why();
        assertEquals(Why.OVER_BUDGET, over.why());
        assertEquals(600, over.pause().toSeconds());
        assertEquals(0, meter.spend(BOB, "one").tokens().orElseThrow().left());
        assertInstanceOf(Ticket.class, meter.enter(EVE, "three", "lab/m"));
        now = now.plusSeconds(600);
        assertInstanceOf(Ticket.class, meter.enter(BOB, "one", "lab/m"));
    }

    @Test
    void anOrganisationsMembersShareItsBudget() {
        var meter = meter(Budget.UNLIMITED, Budget.UNLIMITED, Map.of("lab", new Budget(99, 10, 9)));
        assertInstanceOf(Ticket.class, meter.enter(BOB, "one", "lab/m")).close(new Count(6, 0, 6));
        var over =
                assertInstanceOf(Over.class, meter.enter(EVE, "two", "lab/m")).why();
        assertTrue(over.message().contains("organisation lab"), over.message());
    }

    @Test
    void aTokenHasABudgetWithinItsAccounts() {
        var meter = meter(Budget.UNLIMITED, new Budget(99, 10, 9), Map.of());
        assertInstanceOf(Ticket.class, meter.enter(BOB, "one", "lab/m")).close(new Count(6, 0, 6));
        assertInstanceOf(Over.class, meter.enter(BOB, "one", "lab/m"));
        assertInstanceOf(Ticket.class, meter.enter(BOB, "two", "lab/m"));
    }

    @Test
    void aSeatIsGivenBackOnceHoweverAnAnswerEnds() {
        var meter = meter(new Budget(99, Long.MAX_VALUE, 2), Budget.UNLIMITED, Map.of());
        var one = assertInstanceOf(Ticket.class, meter.enter(BOB, "", "lab/m"));
        var two = assertInstanceOf(Ticket.class, meter.enter(BOB, "", "lab/m"));
        assertEquals(
                Why.BUSY,
                assertInstanceOf(Over.class, meter.enter(BOB, "", "lab/m"))
                        .why()
                        .why());
        one.close(new Count(1, 0, 1));
        one.close(new Count(1, 0, 1));
        two.returned();
        assertEquals(1, booked.size());
        var again = assertInstanceOf(Ticket.class, meter.enter(BOB, "", "lab/m"));
        assertInstanceOf(Ticket.class, meter.enter(BOB, "", "lab/m"));
        assertInstanceOf(Over.class, meter.enter(BOB, "", "lab/m"));
        again.returned();
    }

    @Test
    void whatAGuardStoppedIsBookedAndCostsNothing() {
        var meter = meter(new Budget(99, 10, 9), Budget.UNLIMITED, Map.of());
        meter.stopped(BOB, "one", "lab/m");
        assertEquals(1, booked.getFirst().day().stopped());
        assertEquals(0, booked.getFirst().day().tokens());
    }

    private MeterUse meter(Budget account, Budget token, Map<String, Budget> organisations) {
        return new MeterUse(new Memory(), new Budgets(account, token, Map.of(), organisations), () -> now);
    }

    private static Known member(String name) {
        return new Known(new Namespace(name), SiteRole.MEMBER, Map.of(LAB, OrganisationRole.READ), Scope.WRITE);
    }

    private record Booked(String spender, String credential, DayOfUse day) {}

    private final class Memory implements UsageRecords {
        @Override
        public void add(Namespace spender, String credential, DayOfUse more) {
            booked.add(new Booked(spender.key(), credential, more));
        }

        @Override
        public long tokens(Namespace spender, LocalDate day) {
            return booked.stream()
                    .filter(each -> each.spender().equals(spender.key())
                            && each.day().day().equals(day))
                    .mapToLong(each -> each.day().tokens())
                    .sum();
        }

        @Override
        public long tokens(Namespace spender, String credential, LocalDate day) {
            return booked.stream()
                    .filter(each -> each.credential().equals(credential))
                    .filter(each -> each.spender().equals(spender.key())
                            && each.day().day().equals(day))
                    .mapToLong(each -> each.day().tokens())
                    .sum();
        }

        @Override
        public List<DayOfUse> days(Namespace spender, LocalDate first) {
            return List.of();
        }

        @Override
        public List<DayOfUse> everybody(LocalDate first) {
            return List.of();
        }

        @Override
        public int forget(LocalDate first) {
            return 0;
        }
    }
}
