package plimsoll.domain.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.line.Value.Truth;

final class FactSheetTest {
    private static final Instant DAWN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void measuredOutweighsDeclaredAndEstimated() {
        var sheet = sheet(
                fact(FactName.PARAMS, Value.of(9e9), Kind.ESTIMATED),
                fact(FactName.PARAMS, Value.of(8e9), Kind.DECLARED),
                fact(FactName.PARAMS, Value.of(7e9), Kind.MEASURED));
        assertEquals(Value.of(7e9), sheet.of(FactName.PARAMS).orElseThrow().value());
        assertTrue(sheet.of(FactName.MONETISED).isEmpty());
    }

    @Test
    void aDeclarationThatCannotBeTrueIsAFinding() {
        var sheet = sheet(
                fact(FactName.PARAMS, Value.of(8e9), Kind.DECLARED),
                fact(FactName.PARAMS, Value.of(70e9), Kind.MEASURED),
                fact(FactName.DTYPES, Value.of(List.of("BF16")), Kind.DECLARED),
                fact(FactName.DTYPES, Value.of(List.of("BF16", "F32")), Kind.MEASURED));
        var found = sheet.contradictions();
        assertEquals(1, found.size());
        assertEquals(
                "params is said to be 8.00e+09 parameters (told), and found to be 7.00e+10 parameters (told).",
                found.getFirst().sentence());
    }

    @Test
    void roundingIsNoContradictionNorIsAnEstimate() {
        var sheet = sheet(
                fact(FactName.PARAMS, Value.of(7e9), Kind.DECLARED),
                fact(FactName.PARAMS, Value.of(6.74e9), Kind.MEASURED),
                fact(FactName.TRAINING_FLOP, new Span(0, 1), Kind.ESTIMATED),
                fact(FactName.TRAINING_FLOP, Value.of(1e22), Kind.DECLARED));
        assertEquals(List.of(), sheet.contradictions());
    }

    @Test
    void computeIsEstimatedFromParametersAndTokensWithinAFactorOfTwo() {
        var sheet = sheet(
                fact(FactName.PARAMS, Value.of(100e9), Kind.MEASURED),
                fact(FactName.ACTIVE_PARAMS, Value.of(10e9), Kind.DECLARED),
                fact(FactName.TRAINING_TOKENS, Value.of(1e12), Kind.DECLARED));
        var estimate = Estimates.of(sheet).getFirst();
        assertEquals(new Span(3e22, 1.2e23), estimate.value());
        assertEquals(Kind.ESTIMATED, estimate.kind());
        assertEquals("6ND with N 1.00e+10 parameters and D 1.00e+12 tokens, within a factor of 2", estimate.source());
    }

    @Test
    void withoutTokensItIsAnythingUpToTheMostThatSoManyParametersCanHaveCost() {
        var sheet = sheet(fact(FactName.PARAMS, Value.of(260_000), Kind.MEASURED));
        assertEquals(
                new Span(0, 6 * 260_000 * 1e14), Estimates.of(sheet).getFirst().value());
        assertEquals(List.of(), Estimates.of(FactSheet.EMPTY));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var sheet = sheet(
                fact(FactName.TRAINING_FLOP, new Span(1.2e26, 1.3e26), Kind.DECLARED),
                fact(FactName.MONETISED, new Truth(false), Kind.ATTESTED),
                fact(FactName.INTENDED_USE, Value.of(List.of("to chat\nand % more", "é")), Kind.DECLARED),
                fact(FactName.BASE_MODELS, Value.of(List.of()), Kind.DECLARED));
        assertEquals(sheet, SheetText.read(SheetText.write(sheet)));
        assertEquals(FactSheet.EMPTY, SheetText.read("no_longer_known MEASURED 2026-01-01T00:00:00Z a b 1 1\n"));
    }

    @Test
    void nonsenseIsNoFact() {
        assertThrows(IllegalArgumentException.class, () -> new Span(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Span(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> Value.of(-1));
        assertThrows(IllegalArgumentException.class, () -> fact(FactName.PARAMS, new Truth(true), Kind.DECLARED));
    }

    private static Fact fact(FactName name, Value value, Kind kind) {
        return new Fact(name, value, kind, "told", "0".repeat(40), DAWN);
    }

    private static FactSheet sheet(Fact... facts) {
        return new FactSheet(List.of(facts));
    }
}
