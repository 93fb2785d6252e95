package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.hub.fixtures.Story.LAB;
import static plimsoll.hub.fixtures.Story.STRANGER;
import static plimsoll.hub.fixtures.Story.ada;
import static plimsoll.hub.fixtures.Story.bob;
import static plimsoll.hub.fixtures.Story.commit;
import static plimsoll.hub.fixtures.Story.grace;
import static plimsoll.hub.fixtures.Story.member;
import static plimsoll.hub.fixtures.Story.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.cel.CelConditions;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.line.Duty.State;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Round;
import plimsoll.domain.line.Value;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.line.Ceilings;
import plimsoll.hub.line.HandleDuty;
import plimsoll.hub.line.HandleDuty.Outcome;
import plimsoll.hub.line.HoldReleases;
import plimsoll.hub.line.KeepDuties;
import plimsoll.hub.line.PackShelf;
import plimsoll.hub.line.PackText;
import plimsoll.hub.line.ReadDuties;
import plimsoll.hub.line.ReadDuties.Seen;
import plimsoll.hub.line.RemindOfDuties;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Pass;

/// Obligations from the day a rule applies to the day they are met: who owes them, who is told what when, and what is
/// on record.
final class DutyDeedsTest {
    private static final Known RITA = new Known(new Namespace("rita"), SiteRole.ADMIN, Map.of(), Scope.WRITE);
    private static final Known CARL = member("carl", Map.of(LAB, OrganisationRole.READ), Scope.WRITE);

    private final StoppedClock clock = new StoppedClock();
    private final Repository tide = model(1, "lab/tide");
    private final Set<String> lab = new HashSet<>(Set.of("lab", "ada", "carl"));
    private Database database;
    private SqlJournal journal;
    private SqlNotices notices;
    private SqlFactSheets sheets;
    private HoldReleases hold;
    private EnterRepository door;
    private ReadDuties read;
    private HandleDuty handle;
    private RemindOfDuties remind;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Databases.sqlite(folder);
        var catalogue = new SqlCatalogue(database, clock);
        catalogue.add(tide);
        journal = new SqlJournal(database, clock);
        notices = new SqlNotices(database);
        sheets = new SqlFactSheets(database);
        var releases = new SqlReleases(database);
        var shelf = new PackShelf(new PackText(new CelConditions()), new SqlPacks(database));
        var ceilings = new Ceilings(sheets, shelf, new SqlExemptions(database), releases, clock);
        var duties = new SqlDuties(database);
        var keep = new KeepDuties(duties, sheets, ceilings, database, clock);
        var plans = new SetPlan(
                releases,
                catalogue,
                new SqlAgreements(database),
                new SqlTexts(database),
                List.of(),
                database,
                journal,
                clock);
        hold = new HoldReleases(ceilings, keep, sheets, plans, releases, notices, List::of, database, journal, clock);
        door = new EnterRepository(catalogue, releases, clock);
        read = new ReadDuties(duties, catalogue, this::belongs, clock);
        handle = new HandleDuty(
                duties, read, this::belongs, () -> List.of(RITA.name()), notices, database, journal, clock);
        remind = new RemindOfDuties(
                duties,
                read,
                catalogue,
                notices,
                () -> List.of(RITA.name()),
                () -> List.of(RITA.name(), grace().name()),
                database,
                journal,
                clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theOwnerIsRemindedOnceAStepAndTheEndIsToldToThoseWhoWatch() {
        facts(2e25);
        var began = clock.instant();
        var id = notify(ada()).duty().id();
        assertEquals(Optional.of(LAB), notify(ada()).owner());
        turnAfter(Duration.ofDays(6));
        assertEquals(List.of(0, 0, 0), told("lab", "rita", "grace"));
        turnAfter(Duration.ofDays(1));
        assertEquals(List.of(1, 0, 0), told("lab", "rita", "grace"), "half");
        facts(3e25);
        turnAfter(Duration.ofDays(1));
        assertEquals(List.of(1, 0, 0), told("lab", "rita", "grace"), "told once, and not begun anew");
        assertEquals(began.toEpochMilli(), notify(ada()).duty().since().toEpochMilli());
        assertEquals(id, notify(ada()).duty().id());
        assertInstanceOf(Outcome.Done.class, handle.assign(pass(ada()), id, "carl"));
        assertEquals(List.of(1, 1), told("lab", "carl"), "that it is theirs");
        turnAfter(Duration.ofDays(3));
        assertEquals(List.of(1, 2, 0, 0), told("lab", "carl", "rita", "grace"), "three quarters");
        turnAfter(Duration.ofDays(3));
        assertEquals(List.of(2, 3, 1, 1), told("lab", "carl", "rita", "grace"), "the end");
        assertEquals(State.OVERDUE, notify(ada()).duty().state(clock.instant()));
        turnAfter(Duration.ofDays(99));
        assertEquals(List.of(2, 3, 1, 1), told("lab", "carl", "rita", "grace"), "once");
        assertEquals(id, read.unmet(grace(), 99).getFirst().duty().id(), "the first of the list");
        assertInstanceOf(
                Outcome.Done.class, handle.meet(pass(CARL), id, Optional.empty(), "Sent to the Commission.", ""));
        assertEquals(State.MET, notify(ada()).duty().state(clock.instant()));
        assertTrue(notify(ada()).duty().last().orElseThrow().wasLate());
        assertTrue(
                read.unmet(RITA, 99).stream().noneMatch(one -> one.duty().id().equals(id)));
        assertEquals(List.of(Deed.Kind.DUTY_ASSIGNED, Deed.Kind.DUTY_OVERDUE, Deed.Kind.DUTY_MET), kinds());
    }

    @Test
    void aFactThatComesAndGoesGainsNobodyTime() {
        facts(2e25);
        var since = notify(ada()).duty().since();
        clock.pass(Duration.ofDays(10));
        facts(1e20);
        assertTrue(read.of(pass(ada())).stream().noneMatch(DutyDeedsTest::notifies));
        turnAfter(Duration.ofDays(10));
        assertEquals(List.of(0), told("lab"), "what no rule asks for is not reminded of");
        facts(2e25);
        assertEquals(since, notify(ada()).duty().since());
        turnAfter(Duration.ZERO);
        assertEquals(List.of(1, 1, 1), told("lab", "rita", "grace"), "overdue at once, and only that");
    }

    @Test
    void onlyThoseWhoOweItOrRunTheHubMeetIt() {
        facts(2e25);
        var id = notify(ada()).duty().id();
        for (var who : List.of(bob(), CARL, grace(), STRANGER, member("ada", Map.of(), Scope.READ))) {
            assertInstanceOf(Outcome.NotAllowed.class, handle.meet(pass(who), id, Optional.empty(), "Done.", ""));
            assertInstanceOf(Outcome.NotAllowed.class, handle.assign(pass(who), id, "carl"));
        }
        assertInstanceOf(Outcome.Unknown.class, handle.meet(pass(ada()), "none", Optional.empty(), "Done.", ""));
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, Optional.empty(), " ", ""));
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, Optional.empty(), "", "javascript:1"));
        assertInstanceOf(Outcome.Unfit.class, handle.assign(pass(ada()), id, "bob"));
        assertInstanceOf(Outcome.Unfit.class, handle.assign(pass(RITA), id, "no such name!"));
        assertInstanceOf(Outcome.Done.class, handle.assign(pass(RITA), id, "carl"));
        assertTrue(notify(CARL).mayMeet());
        assertEquals(Optional.of(CARL.name()), notify(grace()).owner());
        assertEquals(Optional.of(LAB), notify(bob()).owner(), "who of them in particular is not his to know");
        lab.remove("carl");
        assertEquals(Optional.of(LAB), notify(ada()).owner(), "who left owes nothing");
        assertInstanceOf(Outcome.NotAllowed.class, handle.meet(pass(CARL), id, Optional.empty(), "Done.", ""));
        assertInstanceOf(Outcome.Done.class, handle.meet(pass(ada()), id, Optional.empty(), "", "0".repeat(64)));
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(RITA), id, Optional.empty(), "Again.", ""), "once");
        assertEquals(List.of(), read.unmet(bob(), 99));
        assertFalse(read.unmet(grace(), 99).isEmpty());
    }

    @Test
    void theSecondRoundIsRemindedOfFromWhereTheFirstHadToBeDone() {
        large();
        var began = clock.instant();
        var id = quarterly(ada()).duty().id();
        clock.pass(Duration.ofDays(10));
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, Optional.empty(), "Sent.", ""), "which?");
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, Optional.of(2), "Sent.", ""));
        assertInstanceOf(Outcome.Done.class, handle.meet(pass(ada()), id, Optional.of(1), "Sent.", ""));
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, Optional.of(1), "Sent.", ""), "once");
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, Optional.of(2), "Early.", ""), "too early");
        assertEquals(State.MET, quarterly(ada()).duty().state(clock.instant()));
        var second = quarterly(ada()).duty();
        assertEquals(2, second.round());
        assertTrue(read.unmet(grace(), 99).stream()
                .noneMatch(one -> one.duty().id().equals(id)));
        remind.turn();
        int before = about("lab");
        turnAfter(Duration.between(clock.instant(), second.begins()));
        assertEquals(State.OPEN, quarterly(ada()).duty().state(clock.instant()));
        assertEquals(before, about("lab"), "it has just begun");
        turnAfter(Duration.between(second.begins(), second.due().orElseThrow()).dividedBy(2));
        assertEquals(before + 1, about("lab"), "half");
        turnAfter(Duration.between(clock.instant(), second.due().orElseThrow()));
        assertEquals(before + 2, about("lab"), "the end");
        assertEquals(State.OVERDUE, quarterly(ada()).duty().state(clock.instant()));
        clock.pass(Duration.ofDays(100));
        assertInstanceOf(Outcome.Done.class, handle.meet(pass(ada()), id, Optional.of(2), "Late.", ""));
        assertEquals(State.OVERDUE, quarterly(ada()).duty().state(clock.instant()), "the third was missed as well");
        turnAfter(Duration.ZERO);
        assertEquals(before + 3, about("lab"), "and that is told");
        assertEquals(
                List.of(2, 1),
                quarterly(bob()).rounds().stream().map(Round::number).toList(),
                "what was met is told");
        assertTrue(quarterly(ada()).rounds().getFirst().wasLate());
        var rounds = journal.read(0, 999).stream()
                .map(Link::deed)
                .filter(deed -> id.equals(deed.details().get("duty")))
                .map(deed -> deed.kind() + " " + deed.details().get("round"))
                .toList();
        assertEquals(List.of("DUTY_MET 1", "DUTY_OVERDUE 2", "DUTY_MET 2", "DUTY_OVERDUE 3"), rounds);
        assertEquals(began.toEpochMilli(), quarterly(ada()).duty().since().toEpochMilli());
    }

    @Test
    void whatCountsFromAnIncidentIsMetWithTheIncidentAndNotHere() {
        facts(2e25);
        var seen = read.of(pass(ada())).stream()
                .filter(one -> one.duty().rule().equals("eu.cop.incident"))
                .findFirst()
                .orElseThrow();
        var id = seen.duty().id();
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, Optional.empty(), "Done.", ""));
        assertTrue(read.unmet(grace(), 99).stream()
                .noneMatch(one -> one.duty().rule().equals("eu.cop.incident")));
    }

    @Test
    void whatWasNotMetIsReopenedByWhoMaySaySoWithAReason() {
        facts(2e25);
        var id = notify(ada()).duty().id();
        var due = notify(ada()).duty().due();
        assertInstanceOf(Outcome.Unfit.class, handle.reopen(pass(ada()), id, Optional.empty(), "Not met."));
        assertInstanceOf(Outcome.Done.class, handle.assign(pass(ada()), id, "carl"));
        assertInstanceOf(Outcome.Done.class, handle.meet(pass(CARL), id, Optional.empty(), "Sent.", ""));
        for (var who : List.of(bob(), grace(), STRANGER, member("ada", Map.of(), Scope.READ))) {
            assertInstanceOf(Outcome.NotAllowed.class, handle.reopen(pass(who), id, Optional.empty(), "No."));
        }
        assertInstanceOf(Outcome.Unknown.class, handle.reopen(pass(ada()), "none", Optional.empty(), "No."));
        assertInstanceOf(Outcome.Unfit.class, handle.reopen(pass(ada()), id, Optional.empty(), " "), "why?");
        assertInstanceOf(Outcome.Unfit.class, handle.reopen(pass(ada()), id, Optional.of(2), "No."));
        var told = told("carl", "rita").getFirst();
        assertInstanceOf(Outcome.Done.class, handle.reopen(pass(RITA), id, Optional.empty(), "Nobody got it."));
        assertEquals(told + 1, told("carl").getFirst(), "who has to do it is told");
        assertEquals(State.OPEN, notify(ada()).duty().state(clock.instant()));
        assertEquals(due, notify(ada()).duty().due(), "in the time it had");
        assertEquals(
                "Nobody got it.",
                notify(ada()).rounds().getFirst().reopened().orElseThrow().reason());
        assertEquals(List.of(), notify(bob()).rounds(), "what was taken back is not told to strangers");
        assertInstanceOf(Outcome.Unfit.class, handle.reopen(pass(RITA), id, Optional.empty(), "Again."), "once");
        turnAfter(Duration.ofDays(15));
        assertEquals(State.OVERDUE, notify(ada()).duty().state(clock.instant()));
        assertInstanceOf(Outcome.Done.class, handle.meet(pass(CARL), id, Optional.of(1), "Sent now.", ""));
        assertInstanceOf(Outcome.Done.class, handle.reopen(pass(ada()), id, Optional.of(1), "Not yet."));
        assertEquals(
                List.of(
                        Deed.Kind.DUTY_ASSIGNED,
                        Deed.Kind.DUTY_MET,
                        Deed.Kind.DUTY_REOPENED,
                        Deed.Kind.DUTY_OVERDUE,
                        Deed.Kind.DUTY_MET,
                        Deed.Kind.DUTY_REOPENED),
                kinds());
    }

    private void facts(double flop) {
        know(fact(FactName.TRAINING_FLOP, flop));
    }

    /// What makes SB 53 ask for a summary each quarter.
    private void large() {
        know(fact(FactName.TRAINING_FLOP, 2e26), fact(FactName.DEVELOPER_REVENUE_USD, 1e9));
    }

    private static Fact fact(FactName name, double value) {
        return new Fact(name, Value.of(value), Kind.DECLARED, "card", commit(1).hex(), Story.DAWN);
    }

    private void know(Fact... facts) {
        sheets.keep(tide.id(), commit(1), new FactSheet(List.of(facts)));
        hold.hold(tide.id());
    }

    private void turnAfter(Duration time) {
        clock.pass(time);
        remind.turn();
    }

    private Seen notify(Recipient who) {
        return read.of(pass(who)).stream()
                .filter(DutyDeedsTest::notifies)
                .findFirst()
                .orElseThrow();
    }

    private Seen quarterly(Recipient who) {
        return read.of(pass(who)).stream()
                .filter(seen -> seen.duty().obligation().what().contains("summary of the risks of internal use"))
                .findFirst()
                .orElseThrow();
    }

    /// How often the inbox of somebody speaks of the summary each quarter.
    private int about(String name) {
        return (int) notices.of(new Namespace(name), 999).stream()
                .filter(notice -> notice.text().contains("summary of the risks of internal use"))
                .count();
    }

    private static boolean notifies(Seen seen) {
        return seen.duty().obligation().what().startsWith("Notify the Commission");
    }

    private boolean belongs(Namespace publisher, Namespace account) {
        return publisher.equals(LAB) && lab.contains(account.key());
    }

    private Pass pass(Recipient who) {
        return assertInstanceOf(Entrance.Entered.class, door.enter(who, Intent.LOOK, tide))
                .pass();
    }

    private List<Integer> told(String... names) {
        return List.of(names).stream()
                .map(name -> notices.unseen(new Namespace(name)))
                .toList();
    }

    private List<Deed.Kind> kinds() {
        return journal.read(0, 99).stream()
                .map(Link::deed)
                .map(Deed::kind)
                .filter(kind -> kind.name().startsWith("DUTY"))
                .toList();
    }
}
