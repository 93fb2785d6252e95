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
        read = new ReadDuties(duties, catalogue, this::belongs);
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
        assertInstanceOf(Outcome.Done.class, handle.meet(pass(CARL), id, "Sent to the Commission.", ""));
        assertEquals(State.MET, notify(ada()).duty().state(clock.instant()));
        assertTrue(notify(ada()).duty().wasLate());
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
            assertInstanceOf(Outcome.NotAllowed.class, handle.meet(pass(who), id, "Done.", ""));
            assertInstanceOf(Outcome.NotAllowed.class, handle.assign(pass(who), id, "carl"));
        }
        assertInstanceOf(Outcome.Unknown.class, handle.meet(pass(ada()), "none", "Done.", ""));
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, " ", ""));
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(ada()), id, "", "javascript:1"));
        assertInstanceOf(Outcome.Unfit.class, handle.assign(pass(ada()), id, "bob"));
        assertInstanceOf(Outcome.Unfit.class, handle.assign(pass(RITA), id, "no such name!"));
        assertInstanceOf(Outcome.Done.class, handle.assign(pass(RITA), id, "carl"));
        assertTrue(notify(CARL).mayMeet());
        assertEquals(Optional.of(CARL.name()), notify(grace()).owner());
        assertEquals(Optional.of(LAB), notify(bob()).owner(), "who of them in particular is not his to know");
        lab.remove("carl");
        assertEquals(Optional.of(LAB), notify(ada()).owner(), "who left owes nothing");
        assertInstanceOf(Outcome.NotAllowed.class, handle.meet(pass(CARL), id, "Done.", ""));
        assertInstanceOf(Outcome.Done.class, handle.meet(pass(ada()), id, "", "0".repeat(64)));
        assertInstanceOf(Outcome.Unfit.class, handle.meet(pass(RITA), id, "Again.", ""), "once");
        assertEquals(List.of(), read.unmet(bob(), 99));
        assertFalse(read.unmet(grace(), 99).isEmpty());
    }

    private void facts(double flop) {
        var fact = new Fact(
                FactName.TRAINING_FLOP,
                Value.of(flop),
                Kind.DECLARED,
                "card",
                commit(1).hex(),
                Story.DAWN);
        sheets.keep(tide.id(), commit(1), new FactSheet(List.of(fact)));
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
