package plimsoll.hub.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.hub.fixtures.Story.DAWN;
import static plimsoll.hub.fixtures.Story.commit;
import static plimsoll.hub.fixtures.Story.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Duty.Met;
import plimsoll.domain.line.Exemption;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Obligation;
import plimsoll.domain.line.Round;
import plimsoll.domain.line.Round.Reopened;
import plimsoll.domain.line.Testimony;
import plimsoll.domain.line.Value;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.line.Packs.Proposal;
import plimsoll.hub.repositories.Catalogue;

/// What the stores of this room promise.
public abstract class LineStoresContract {
    private static final Instant LATER = DAWN.plusSeconds(60);
    private final Repository chart = model(1, "lab/chart");
    private final Repository globe = model(2, "lab/globe");

    /// The sheets under test, none at first.
    protected abstract FactSheets sheets();

    /// The exemptions under test, none at first.
    protected abstract Exemptions exemptions();

    /// The duties under test, none at first.
    protected abstract Duties duties();

    /// The packs under test, none at first.
    protected abstract Packs packs();

    /// The testimonies under test, none at first.
    protected abstract Testimonies testimonies();

    /// The journal beside them, empty.
    protected abstract Journal journal();

    /// The catalogue beside them, empty.
    protected abstract Catalogue catalogue();

    /// How deeds are done to them.
    protected abstract Transactions transactions();

    @Test
    void aSheetReplacesTheOneBeforeAndGoesWithItsRepository() {
        catalogue().add(chart);
        catalogue().add(globe);
        assertEquals(Optional.empty(), sheets().of(chart.id()));
        sheets().keep(chart.id(), commit(1), sheet(1));
        sheets().keep(chart.id(), commit(2), sheet(2));
        sheets().keep(globe.id(), commit(3), sheet(3));
        var kept = new FactSheets.Kept(chart, commit(2), sheet(2));
        assertEquals(Optional.of(kept), sheets().of(chart.id()));
        assertEquals(List.of(kept), sheets().page("", 1));
        assertEquals(
                List.of(globe),
                sheets().page(chart.id().hex(), 9).stream()
                        .map(FactSheets.Kept::repository)
                        .toList());
        catalogue().remove(chart.id());
        assertEquals(Optional.empty(), sheets().of(chart.id()));
    }

    @Test
    void anExemptionEndsByItselfOrByDeed() {
        catalogue().add(chart);
        var exemption = new Exemption(Level.FULLY_OPEN, "A court said so.", "rita", DAWN, LATER);
        transactions().run(() -> {
            exemptions().keep(chart.id(), new Exemption(Level.API, "First.", "rita", DAWN, LATER));
            exemptions().keep(chart.id(), exemption);
            return true;
        });
        assertEquals(Optional.of(exemption), exemptions().of(chart.id()));
        assertEquals(List.of(), exemptions().ended(DAWN, LATER.minusMillis(1)));
        assertEquals(List.of(chart.id()), exemptions().ended(DAWN, LATER));
        assertEquals(List.of(), exemptions().ended(LATER, LATER.plusSeconds(9)));
        assertTrue(transactions().run(() -> exemptions().end(chart.id())));
        assertFalse(transactions().run(() -> exemptions().end(chart.id())));
        assertEquals(Optional.empty(), exemptions().of(chart.id()));
    }

    @Test
    void aDutyIsMetOnceAndKeepsWhatALineDoesNotSay() {
        catalogue().add(chart);
        catalogue().add(globe);
        var owed = duty(chart, "a", "P4D");
        assertThrows(IllegalStateException.class, () -> duties().keep(owed));
        keep(owed);
        keep(duty(chart, "b", obligation(Optional.empty(), Optional.empty()), LATER));
        keep(duty(globe, "c", "P2D"));
        keep(duty(
                globe,
                "i",
                new Obligation("Tell", "publisher", Optional.of("PT72H"), Optional.empty(), Obligation.From.INCIDENT),
                DAWN));
        var ada = Optional.of(new Namespace("ada"));
        assertTrue(transactions().run(() -> {
            duties().assign("a", ada);
            return true;
        }));
        keep(owed);
        assertEquals(ada, found("a").assignee());
        assertEquals(Optional.empty(), duties().find(globe.id(), "a"), "of that repository");
        assertEquals(List.of("c", "a", "b"), unmet(9), "the soonest first, those without a time last");
        assertEquals(List.of("c"), unmet(1));
        var met = new Met("ada", LATER, "Sent.", "https://example.org/7");
        assertThrows(IllegalStateException.class, () -> duties().meet(owed, met));
        assertTrue(meet(owed, met));
        assertFalse(meet(owed, new Met("bob", DAWN, "No.", "")));
        keep(owed);
        assertEquals(
                Optional.of(new Round(1, DAWN, owed.due(), met, Optional.empty())),
                found("a").last());
        keep(new Duty(
                "c",
                globe.id(),
                "act",
                "r",
                obligation(Optional.of("P2D"), Optional.empty()),
                LATER,
                false,
                ada,
                Optional.empty()));
        assertEquals(List.of("b"), unmet(9), "neither what is met nor what lapsed");
        assertEquals(DAWN, duties().find(globe.id(), "c").orElseThrow().since(), "from the first day");
        assertEquals(List.of("a", "b"), ids(duties().of(chart.id())));
        catalogue().remove(chart.id());
        assertEquals(List.of(), duties().of(chart.id()));
        assertEquals(Map.of(), duties().rounds(chart.id(), 9));
    }

    @Test
    void whatRecursIsInOneRoundAtATimeAndKeepsThoseThatWereMet() {
        catalogue().add(chart);
        catalogue().add(globe);
        var quarterly = duty(chart, "a", obligation(Optional.empty(), Optional.of("P3M")), DAWN);
        keep(quarterly);
        keep(duty(globe, "b", obligation(Optional.empty(), Optional.of("P3M")), DAWN));
        var met = new Met("ada", LATER, "First.", "");
        assertTrue(meet(quarterly, met));
        assertFalse(meet(quarterly, met), "who sends the same twice does not meet two rounds");
        var second = found("a");
        assertEquals(quarterly.met(met), second);
        assertEquals(quarterly.due().orElseThrow(), second.begins());
        assertEquals(List.of("b"), unmet(9), "its next round has not begun");
        assertEquals(List.of("b", "a"), ids(duties().unmet(second.begins(), 9)), "and is to be done when it has");
        keep(quarterly);
        assertEquals(second, found("a"), "what a line says of a round that was met meanwhile changes nothing");
        assertTrue(meet(second, new Met("bob", second.begins().plusSeconds(1), "", "0".repeat(64))));
        var third = found("a");
        assertEquals(3, third.round());
        assertEquals(List.of(2, 1), rounds(9).stream().map(Round::number).toList());
        assertEquals(1, rounds(1).size());
        assertEquals(Map.of(), duties().rounds(globe.id(), 9));
    }

    @Test
    void whatWasNotMetAfterAllIsToBeDoneAgainAndTheEntryStays() {
        catalogue().add(chart);
        var quarterly = duty(chart, "a", obligation(Optional.empty(), Optional.of("P3M")), DAWN);
        keep(quarterly);
        assertFalse(reopen(quarterly, "Nothing to take back."));
        assertTrue(meet(quarterly, new Met("ada", LATER, "First.", "")));
        var second = found("a");
        assertTrue(meet(second, new Met("ada", LATER, "Second.", "")));
        var third = found("a");
        assertThrows(IllegalStateException.class, () -> duties().reopen(third, new Reopened("rita", LATER, "No.")));
        assertTrue(reopen(third, "The wrong file."));
        assertFalse(reopen(third, "Once more."));
        assertEquals(second, found("a"), "as if nobody had said so");
        assertTrue(meet(second, new Met("ada", LATER, "Again.", "")));
        assertEquals(
                List.of("Again.", "Second.", "First."),
                rounds(9).stream().map(round -> round.met().note()).toList());
        assertEquals(
                Optional.of(new Reopened("rita", LATER, "The wrong file.")),
                rounds(9).get(1).reopened());
        assertTrue(reopen(found("a"), "Not that either."));
        assertTrue(reopen(found("a"), "Nor the first."));
        assertEquals(quarterly, found("a"));
        var once = duty(chart, "b", "P4D");
        keep(once);
        assertTrue(meet(once, new Met("ada", LATER, "Sent.", "")));
        assertTrue(reopen(found("b"), "Not sent."));
        assertEquals(once, found("b"));
        assertEquals(List.of("b", "a"), unmet(9));
    }

    @Test
    void theClockOfEachRoundIsToldOfFromItsFirstStep() {
        catalogue().add(chart);
        var daily = duty(chart, "a", obligation(Optional.empty(), Optional.of("P4D")), DAWN);
        keep(daily);
        var end = DAWN.plus(Duration.ofDays(4));
        var late = duties().ticking(end, 9).getFirst();
        assertTrue(transactions().run(() -> duties().tell(late, Urgency.OVERDUE)));
        assertEquals(List.of(), duties().ticking(end.plus(Duration.ofDays(99)), 9));
        assertTrue(meet(daily, new Met("ada", end.plusSeconds(1), "Late.", "")));
        assertEquals(List.of(), duties().ticking(end.plus(Duration.ofDays(2)).minusMillis(1), 9));
        var half = duties().ticking(end.plus(Duration.ofDays(2)), 9).getFirst();
        assertEquals(Urgency.EARLY, half.told());
        assertEquals(2, half.duty().round());
        assertTrue(transactions().run(() -> duties().tell(half, Urgency.HALFWAY)));
        assertFalse(transactions().run(() -> duties().tell(late, Urgency.OVERDUE)), "that round is over");
        assertTrue(reopen(found("a"), "It was not done."));
        assertEquals(
                Urgency.EARLY, duties().ticking(end, 9).getFirst().told(), "its round is late again, and that is told");
    }

    @Test
    void aPackThatMakesItRecurOpensItAgain() {
        catalogue().add(chart);
        var once = duty(chart, "a", "P4D");
        keep(once);
        assertTrue(meet(once, new Met("ada", LATER, "Sent.", "")));
        var recurs = new Duty(
                "a",
                chart.id(),
                "act",
                "r",
                obligation(Optional.empty(), Optional.of("P4D")),
                DAWN,
                true,
                Optional.empty(),
                found("a").last());
        keep(recurs);
        assertEquals(recurs, found("a"));
        assertEquals(2, found("a").round());
        assertEquals(List.of("a"), ids(duties().unmet(DAWN.plus(Duration.ofDays(4)), 9)));
    }

    @Test
    void eachStepOfADutysClockIsToldByOne() {
        catalogue().add(chart);
        keep(duty(chart, "a", "P4D"));
        var half = DAWN.plus(Duration.ofDays(2));
        assertEquals(List.of(), duties().ticking(half.minusMillis(1), 9));
        var ticking = duties().ticking(half, 9).getFirst();
        assertEquals(Urgency.EARLY, ticking.told());
        assertTrue(transactions().run(() -> duties().tell(ticking, Urgency.HALFWAY)));
        assertFalse(transactions().run(() -> duties().tell(ticking, Urgency.HALFWAY)), "somebody else did");
        assertEquals(List.of(), duties().ticking(half.plusMillis(1), 9));
        keep(duty(chart, "a", "P4D"));
        assertEquals(List.of(), duties().ticking(half.plusMillis(1), 9), "drawn again is not begun again");
        var three = duties().ticking(DAWN.plus(Duration.ofDays(3)), 9).getFirst();
        assertEquals(Urgency.HALFWAY, three.told());
        keep(duty(chart, "a", "P2D"));
        assertFalse(transactions().run(() -> duties().tell(three, Urgency.PRESSING)), "the time is another");
        var stricter = duties().ticking(half, 9).getFirst();
        assertEquals(Urgency.EARLY, stricter.told());
        assertTrue(transactions().run(() -> duties().tell(stricter, Urgency.OVERDUE)));
        assertEquals(List.of(), duties().ticking(LATER.plus(Duration.ofDays(99)), 9));
    }

    private void keep(Duty duty) {
        transactions().run(() -> {
            duties().keep(duty);
            return true;
        });
    }

    private Duty found(String id) {
        return duties().find(chart.id(), id).orElseThrow();
    }

    private List<Round> rounds(int limit) {
        return duties().rounds(chart.id(), limit).getOrDefault("a", List.of());
    }

    private boolean meet(Duty duty, Met met) {
        return transactions().run(() -> duties().meet(duty, met));
    }

    private boolean reopen(Duty duty, String reason) {
        return transactions().run(() -> duties().reopen(duty, new Reopened("rita", LATER, reason)));
    }

    private List<String> unmet(int limit) {
        return ids(duties().unmet(LATER, limit));
    }

    private static Duty duty(Repository repository, String id, String within) {
        return duty(repository, id, obligation(Optional.of(within), Optional.empty()), DAWN);
    }

    private static Duty duty(Repository repository, String id, Obligation obligation, Instant since) {
        return new Duty(id, repository.id(), "act", "r", obligation, since, true, Optional.empty(), Optional.empty());
    }

    private static Obligation obligation(Optional<String> within, Optional<String> every) {
        return new Obligation("Notify the agency", "publisher", within, every, Obligation.From.RULE);
    }

    private static List<String> ids(List<Duty> duties) {
        return duties.stream().map(Duty::id).toList();
    }

    @Test
    void aProposalIsDecidedOnOnceAndTheLastAdoptedCounts() {
        var first = propose("house", "a: 1");
        var second = propose("house", "a: 2");
        var third = propose("house", "a: 3");
        var other = propose("other", "b: 1");
        assertEquals(List.of(first, second, third, other), packs().waiting());
        assertEquals(List.of(), packs().adopted());
        assertTrue(decide(second, true, DAWN));
        assertFalse(decide(second, false, DAWN), "once");
        assertTrue(decide(first, true, LATER));
        assertTrue(decide(third, false, LATER));
        assertTrue(decide(other, true, LATER));
        assertEquals(List.of(first, other), packs().adopted(), "by when they were adopted, not by number");
        assertEquals(Optional.empty(), packs().waiting(first.number()));
        assertEquals(List.of(), packs().waiting());
    }

    @Test
    void ofEachWitnessTheNewestTestimonyCountsAndAllStayOnRecord() {
        catalogue().add(chart);
        catalogue().add(globe);
        var first = testify(chart, Kind.DECLARED, "lab", 1);
        var attested = testify(chart, Kind.ATTESTED, "agency", 2);
        var second = testify(chart, Kind.DECLARED, "lab", 3);
        testify(globe, Kind.DECLARED, "lab", 4);
        assertEquals(List.of(attested, second), testimonies().current(chart.id()));
        assertEquals(
                List.of(second.hash(), attested.hash(), first.hash()),
                testimonies().of(chart.id(), 9).stream()
                        .map(Testimonies.Kept::hash)
                        .toList());
        assertFalse(testimonies()
                .find(chart.id(), first.hash())
                .orElseThrow()
                .kept()
                .counts());
        assertEquals(
                "3", testimonies().find(chart.id(), second.hash()).orElseThrow().envelope());
        assertEquals(Optional.empty(), testimonies().find(globe.id(), second.hash()));
        assertEquals(2, second.entry());
        catalogue().remove(chart.id());
        assertEquals(List.of(), testimonies().of(chart.id(), 9));
    }

    @Test
    void aTestimonyIsKeptWithItsDeedOrNotAtAll() {
        catalogue().add(chart);
        assertThrows(
                IllegalStateException.class, () -> testimonies().keep(chart.id(), said(Kind.DECLARED, "lab", 1), "1"));
        assertEquals(List.of(), testimonies().of(chart.id(), 9));
    }

    private Testimonies.Kept testify(Repository repository, Kind kind, String witness, int n) {
        return transactions().run(() -> {
            journal()
                    .append(Deed.of(
                            Deed.Kind.FACTS_DECLARED, "ada", repository.id().hex(), Map.of()));
            return testimonies().keep(repository.id(), said(kind, witness, n), "" + n);
        });
    }

    private static Testimonies.Kept said(Kind kind, String witness, int n) {
        var facts = new TreeMap<FactName, Value>(Map.of(
                FactName.TRAINING_FLOP, new Value.Span(n, n + 1),
                FactName.DESIGN, new Value.Text("as wide\nas deep"),
                FactName.MONETISED, new Value.Truth(true),
                FactName.HARDWARE, Value.of(List.of("a b", "c"))));
        return new Testimonies.Kept(
                Sha256.ofUtf8("" + n),
                commit(n),
                "",
                kind,
                witness,
                "ada",
                n == 1 ? Optional.empty() : Optional.of(Sha256.ofUtf8("key")),
                DAWN,
                0,
                true,
                new Testimony(
                        facts,
                        new TreeSet<>(List.of(FactName.ENERGY_KWH)),
                        new TreeSet<>(List.of(FactName.TRAINING_FLOP))));
    }

    private Proposal propose(String id, String text) {
        return transactions().run(() -> packs().propose(id, text, "rita", SiteRole.ADMIN, DAWN));
    }

    private boolean decide(Proposal proposal, boolean adopted, Instant at) {
        return transactions().run(() -> packs().decide(proposal.number(), adopted, "sam", at));
    }

    private static FactSheet sheet(int parameters) {
        return new FactSheet(List.of(new Fact(FactName.PARAMS, Value.of(parameters), Kind.MEASURED, "a b", "e", DAWN)));
    }
}
