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
import plimsoll.domain.guard.Scores;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Answer;
import plimsoll.domain.guard.Strike.Appeal;
import plimsoll.domain.guard.Strike.Step;
import plimsoll.domain.guard.Verdict;
import plimsoll.hub.gateway.GuardStatistics.Tally;
import plimsoll.hub.gateway.RefusalReports.Report;

/// What counts of the guard's work promise.
public abstract class GuardStatisticsContract {
    private static final Instant BEFORE = DAWN.minusSeconds(1);

    /// The counts under test, over the two that follow, which are empty.
    protected abstract GuardStatistics statistics();

    /// What they count.
    protected abstract MisuseRecords records();

    /// What else they count.
    protected abstract RefusalReports reports();

    @Test
    void nothingIsCountedWhereNothingWasDone() {
        assertEquals(List.of(), statistics().since(Instant.EPOCH));
    }

    @Test
    void eachKindIsCountedOnceInOrderAndWhatIsOlderIsNot() {
        records().note(decision(Side.QUESTION, 0.9, "old", BEFORE));
        records().note(decision(Side.QUESTION, 0.9, "one", DAWN));
        records().note(decision(Side.QUESTION, 0.9, "two", DAWN.plusSeconds(1)));
        records().note(decision(Side.QUESTION, 0.1, "three", DAWN));
        records().note(decision(Side.ANSWER, 0.1, "four", DAWN));
        records().keep(strike("a", Step.NOTICE, BEFORE));
        records().keep(strike("b", Step.NOTICE, DAWN));
        records().keep(strike("c", Step.SUSPENSION, DAWN).with(new Appeal("x", DAWN, Optional.empty())));
        records().keep(strike("d", Step.SUSPENSION, BEFORE).with(answered(true)));
        records().keep(strike("e", Step.BAR, BEFORE).with(answered(false)));
        reports().keep(report("a", Optional.empty(), DAWN));
        reports().keep(report("b", Optional.of(new RefusalReports.Answer(true, "grace", DAWN)), DAWN));
        reports().keep(report("c", Optional.empty(), BEFORE));
        var told = statistics().since(DAWN);
        assertEquals(
                List.of(
                        new Tally("appeals", "overturned", 1),
                        new Tally("appeals", "upheld", 1),
                        new Tally("appeals", "waiting", 1),
                        new Tally("decisions", "answer pass", 1),
                        new Tally("decisions", "question block", 2),
                        new Tally("decisions", "question pass", 1)),
                told.subList(0, 6));
        assertEquals(
                List.of("reports", "reports", "strikes", "strikes"),
                told.subList(6, told.size()).stream().map(Tally::kind).toList());
        assertEquals(
                4, told.subList(6, told.size()).stream().mapToLong(Tally::count).sum());
    }

    private static Appeal answered(boolean overturned) {
        return new Appeal("x", DAWN, Optional.of(new Answer(overturned, "y", "grace", DAWN)));
    }

    private static Decision decision(Side side, double harmful, String text, Instant at) {
        var verdict = new Verdict(
                side,
                new Scores(harmful, Map.of(Hazard.S1, harmful), 0, 0),
                List.of(),
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

    private static Report report(String id, Optional<RefusalReports.Answer> answer, Instant at) {
        return new Report(id, "Bob", "hash " + id, "lg3:S1", "a novel", at, answer);
    }
}
