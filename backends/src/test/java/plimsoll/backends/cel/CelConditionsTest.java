package plimsoll.backends.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plimsoll.domain.line.Condition.Answer;
import plimsoll.domain.line.Condition.Verdict;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Value;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.line.Value.Truth;
import plimsoll.hub.line.BadRule;

final class CelConditionsTest {
    private static final Set<FactName> NEEDS = Set.of(
            FactName.TRAINING_FLOP,
            FactName.MODIFICATION_FLOP,
            FactName.BASE_FLOP,
            FactName.MONETISED,
            FactName.MODALITIES_OUT);

    private final CelConditions conditions = new CelConditions();

    @Test
    void anIntervalBelowAtAcrossAndAboveTheThreshold() throws BadRule {
        var rule = "above(training_flop, 1e25)";
        assertEquals(Answer.NO, ask(rule, flop(1e24, 9e24)).answer());
        assertEquals(Answer.NO, ask(rule, flop(1e25, 1e25)).answer(), "greater is strict");
        assertEquals(Answer.UNDETERMINED, ask(rule, flop(1e24, 2e25)).answer());
        assertEquals(Answer.UNDETERMINED, ask(rule, flop(1e25, 2e25)).answer());
        assertEquals(Answer.YES, ask(rule, flop(1.01e25, 2e25)).answer());
    }

    @Test
    void whatIsMissingIsNamedAndNothingElse() throws BadRule {
        var rule = "above(training_flop, 1e25) && monetised || 'text' in modalities_out";
        assertEquals(
                Set.of(FactName.TRAINING_FLOP, FactName.MONETISED, FactName.MODALITIES_OUT),
                ask(rule).missing());
        assertEquals(Set.of(FactName.MODALITIES_OUT), ask(rule, flop(1, 1)).missing(), "no longer asks who pays");
        assertEquals(
                Set.of(FactName.TRAINING_FLOP),
                ask(rule, flop(1, 1e26), monetised(true), out("image")).missing());
        assertEquals(Answer.YES, ask(rule, out("text")).answer(), "whatever the rest");
        assertEquals(Answer.NO, ask(rule, monetised(false), out("image")).answer());
        assertEquals(Set.of(FactName.MONETISED), ask("!monetised").missing());
    }

    @Test
    void aRatioOfIntervals() throws BadRule {
        var rule = "above(ratio(modification_flop, base_flop), 1.0 / 3.0)";
        assertEquals(Answer.YES, ask(rule, modification(4, 5), base(9, 10)).answer());
        assertEquals(Answer.NO, ask(rule, modification(1, 2), base(9, 10)).answer());
        var across = ask(rule, modification(3, 4), base(9, 12));
        assertEquals(Set.of(FactName.MODIFICATION_FLOP, FactName.BASE_FLOP), across.missing());
        assertEquals(
                Answer.UNDETERMINED, ask(rule, modification(1, 1), base(0, 10)).answer());
        assertEquals(Answer.NO, ask(rule, modification(0, 0), base(0, 0)).answer(), "nothing was changed");
    }

    @Test
    void wordsAreLookedThrough() throws BadRule {
        var rule = "modalities_out.exists(m, m in ['text', 'audio'])";
        assertEquals(Answer.YES, ask(rule, out("audio", "image")).answer());
        assertEquals(Answer.NO, ask(rule, out("image")).answer());
        assertEquals(Set.of(FactName.MODALITIES_OUT), ask(rule).missing());
    }

    @Test
    void whatIsNoConditionIsRefusedWithItsPlace() {
        assertTrue(refusal("above(training_flop, )").startsWith("`when` is no condition over its facts: line 1:"));
        assertTrue(refusal("training_flop").contains("expected type 'bool'"), refusal("training_flop"));
        assertTrue(refusal("above(params, 1.0)").contains("params"), "it did not say that it needs them");
        assertTrue(refusal("above(training_flop, 1)").contains("above"));
        refusal("monetised" + " || monetised".repeat(400));
        refusal("(".repeat(200) + "monetised" + ")".repeat(200));
        refusal("java.lang.System.exit(1)");
    }

    @Test
    void whoLoopsTooLongIsHeld() throws BadRule {
        var ten = "[1,2,3,4,5,6,7,8,9,10]";
        var rule = "%1$s.all(a, %1$s.all(b, %1$s.all(c, %1$s.all(d, a + b + c + d > 0))))".formatted(ten);
        assertEquals(Answer.UNDETERMINED, ask(rule).answer());
    }

    private String refusal(String when) {
        return String.valueOf(assertThrows(BadRule.class, () -> conditions.compile(when, new TreeSet<>(NEEDS)))
                .getMessage());
    }

    private Verdict ask(String when, Fact... facts) throws BadRule {
        return conditions.compile(when, new TreeSet<>(NEEDS)).ask(new FactSheet(List.of(facts)));
    }

    private static Fact flop(double low, double high) {
        return fact(FactName.TRAINING_FLOP, new Span(low, high));
    }

    private static Fact modification(double low, double high) {
        return fact(FactName.MODIFICATION_FLOP, new Span(low, high));
    }

    private static Fact base(double low, double high) {
        return fact(FactName.BASE_FLOP, new Span(low, high));
    }

    private static Fact monetised(boolean holds) {
        return fact(FactName.MONETISED, new Truth(holds));
    }

    private static Fact out(String... words) {
        return fact(FactName.MODALITIES_OUT, Value.of(List.of(words)));
    }

    private static Fact fact(FactName name, Value value) {
        return new Fact(name, value, Fact.Kind.DECLARED, "told", "", Instant.EPOCH);
    }
}
