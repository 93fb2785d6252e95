package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static plimsoll.hub.fixtures.Story.DAWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.Hazard;
import plimsoll.domain.guard.Policy;
import plimsoll.domain.guard.Risk;
import plimsoll.domain.guard.Scores;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Answer;
import plimsoll.domain.guard.Strike.Appeal;
import plimsoll.domain.guard.Strike.Step;
import plimsoll.domain.guard.Verdict;
import plimsoll.domain.identity.Namespace;

/// What the records of misuse promise.
public abstract class MisuseRecordsContract {
    private static final Namespace BOB = new Namespace("Bob");

    /// The records under test, empty.
    protected abstract MisuseRecords records();

    @Test
    void decisionsAreReadBackLatestFirstAndForgotten() {
        var records = records();
        records.note(decision("one", DAWN));
        records.note(decision("two", DAWN.plusSeconds(1)));
        var noted = records.decisions(new Namespace("bob"), 10);
        assertEquals(
                List.of("two", "one"),
                noted.stream().map(MisuseRecords.Noted::text).toList());
        assertEquals("lg3:S1", noted.getFirst().reasons());
        assertEquals("base64", noted.getFirst().signs());
        assertEquals("BLOCK", noted.getFirst().outcome());
        assertEquals(1, records.forget(DAWN.plusSeconds(1)));
        assertEquals(1, records.decisions(BOB, 10).size());
    }

    @Test
    void whatAMessageWasJudgedToBeIsFoundByItsHashAndTheRulesThatJudged() {
        var records = records();
        records.note(decision("one", DAWN));
        records.note(decision("two", DAWN));
        var by = new MisuseRecords.By(Sha256.ofUtf8("a guard").hex(), "test");
        assertEquals(
                Map.of("one", new MisuseRecords.Past(0.9, true)),
                records.past(new Namespace("bob"), by, List.of("one", "three")));
        assertEquals(Map.of(), records.past(new Namespace("eve"), by, List.of("one")));
        assertEquals(Map.of(), records.past(BOB, new MisuseRecords.By("another", "test"), List.of("one")));
        assertEquals(Map.of(), records.past(BOB, new MisuseRecords.By(by.guard(), "tes"), List.of("one")));
        assertEquals(Map.of(), records.past(BOB, by, List.of()));
    }

    @Test
    void riskIsKeptForEachAccount() {
        var records = records();
        assertEquals(Risk.NONE, records.risk(BOB));
        records.keep(BOB, new Risk(1.5, DAWN, 1, 2));
        records.keep(BOB, new Risk(2.5, DAWN, 2, 2));
        assertEquals(new Risk(2.5, DAWN, 2, 2), records.risk(new Namespace("bob")));
        assertEquals(Risk.NONE, records.risk(new Namespace("eve")));
    }

    @Test
    void strikesAreReadBackWithTheirAppeals() {
        var records = records();
        var strike = strike("a", Step.NOTICE, DAWN);
        var answered = strike.with(
                new Appeal("a novel", DAWN, Optional.of(new Answer(true, "so it was", "grace", DAWN.plusSeconds(5)))));
        records.keep(strike);
        assertEquals(Optional.of(strike), records.strike("a"));
        records.keep(answered);
        assertEquals(Optional.of(answered), records.strike("a"));
        assertEquals(List.of(answered), records.strikes(new Namespace("bob")));
        assertEquals(Optional.empty(), records.strike("b"));
    }

    @Test
    void appealsThatWaitComeFirst() {
        var records = records();
        records.keep(strike("old", Step.NOTICE, DAWN));
        records.keep(strike("new", Step.NOTICE, DAWN.plusSeconds(9)));
        records.keep(
                strike("second", Step.THROTTLE, DAWN).with(new Appeal("x", DAWN.plusSeconds(7), Optional.empty())));
        records.keep(strike("first", Step.THROTTLE, DAWN).with(new Appeal("x", DAWN.plusSeconds(6), Optional.empty())));
        assertEquals(
                List.of("first", "second", "new", "old"),
                records.queue(10).stream().map(Strike::id).toList());
    }

    @Test
    void accountsAreHeldUntilTheyAreReleased() {
        var records = records();
        records.hold(BOB);
        records.hold(new Namespace("bob"));
        records.hold(new Namespace("ann"));
        assertEquals(
                List.of("ann", "Bob"),
                records.held().stream().map(Namespace::text).toList());
        records.release(new Namespace("BOB"));
        records.release(new Namespace("nobody"));
        assertEquals(List.of(new Namespace("ann")), records.held());
    }

    private static Decision decision(String text, Instant at) {
        var verdict = new Verdict(
                Side.QUESTION,
                new Scores(0.9, Map.of(Hazard.S1, 0.9), 0, 0),
                List.of("base64"),
                Sha256.ofUtf8("a guard"),
                new Policy("test", 0.5, 0.5, 0.5, 0.6));
        return new Decision("Bob", "lab/chart", verdict, text, at);
    }

    private static Strike strike(String id, Step step, Instant at) {
        return new Strike(
                id,
                "Bob",
                step,
                "ladder/v1",
                "lg3:S1",
                "hash",
                "guard",
                at,
                at.plus(Duration.ofDays(1)),
                "plimsoll",
                Optional.empty());
    }
}
