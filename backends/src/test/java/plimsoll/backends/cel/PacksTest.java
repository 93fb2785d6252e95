package plimsoll.backends.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import plimsoll.domain.line.RulePack;
import plimsoll.hub.line.BadRule;
import plimsoll.hub.line.PackExamples;
import plimsoll.hub.line.PackText;
import plimsoll.hub.line.ShippedPacks;

/// The packs that are shipped, and what becomes of those that cannot be read.
final class PacksTest {
    static final List<String> SHIPPED = ShippedPacks.IDS;

    private static final String HEAD = """
        pack: house
        title: The house's
        version: 1
        jurisdiction: here
        status: in_force
        source: us
        """;

    private final PackText packs = new PackText(new CelConditions());

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void theirExamplesComeOut(String id) throws BadRule {
        var results = PackExamples.run(
                packs.read(ShippedPacks.text(id).orElseThrow()),
                ShippedPacks.examples(id).orElseThrow());
        assertFalse(results.isEmpty());
        results.forEach(result -> assertEquals(List.of(), result.wrong(), result.name()));
    }

    @Test
    void onlyWhatIsInForceAtTheTimeBinds() throws BadRule {
        var eu = shipped("eu-ai-act");
        assertFalse(eu.binds(Instant.parse("2025-08-01T23:59:59Z")));
        assertTrue(eu.binds(Instant.parse("2025-08-02T00:00:00Z")));
        assertTrue(shipped("default").binds(Instant.EPOCH));
        for (var id : List.of("sb1047", "ny-raise")) {
            assertFalse(shipped(id).binds(Instant.parse("2027-01-01T00:00:00Z")), id);
        }
        var over = packs.read(HEAD + "to: 2026-01-01\n");
        assertTrue(over.binds(Instant.parse("2025-12-31T23:59:59Z")));
        assertFalse(over.binds(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void anExampleThatDoesNotComeOutSaysWhatDid() throws BadRule {
        var result = PackExamples.run(shipped("us-sb53"), """
            examples:
              - name: wrong
                facts: {training_flop: 1.2e26, developer_revenue_usd: 1}
                expect: {ceiling: {weights: api}, applies: [ca.sb53.large], obligations: [Sing]}
            """).getFirst();
        assertEquals(
                List.of(
                        "the ceiling of weights is fully-open, not api",
                        "what applies: [ca.sb53.frontier], not [ca.sb53.large]"),
                result.wrong().subList(0, 2));
        assertTrue(result.wrong().get(2).startsWith("what is to be done: [Publish a transparency report"));
        assertTrue(result.wrong().get(2).endsWith("not [Sing]"));
    }

    @Test
    void whatIsNoPackIsRefusedWithTheReason() {
        assertEquals("The file is longer than 500,000 characters.", refusal(" ".repeat(500_001)));
        assertTrue(refusal("pack: [").startsWith("The file is no YAML: while parsing"));
        assertEquals("the pack: this has to be a mapping of names to values.", refusal("- a"));
        assertEquals("the pack: `status` is missing.", refusal("pack: a"));
        assertTrue(refusal(HEAD + "until: 5").contains("there is no field `until`"));
        assertEquals("the pack: `from` is a day as 2026-01-31, not 'soon'.", refusal(HEAD + "from: soon"));
        assertEquals("There is no status `law`.", refusal(HEAD.replace("in_force", "law")));
        assertEquals("rule `r`: there is no fact `flops`.", refusal(rule("needs: [flops], when: 'true'")));
        assertTrue(refusal(rule("when: above(params; 1)")).startsWith("rule `r`: `when` is no condition"));
        assertEquals(
                "rule `r`, ceiling: there is no level `shut`.",
                refusal(rule("when: 'true', ceiling: {weights: shut}")));
        assertEquals(
                "rule `r`, ceiling: `papers` is no component that can be limited.",
                refusal(rule("when: 'true', ceiling: {papers: api}")));
        assertEquals(
                "rule `r`: 'within' is a time as P15D or PT72H, not '3 days'.",
                refusal(rule("when: 'true', obligations: [{do: x, by: y, within: 3 days}]")));
        assertEquals(
                "rule `r`: 'every' is not shorter than a day, as 'PT1H' is.",
                refusal(rule("when: 'true', obligations: [{do: x, by: y, every: PT1H}]")));
        assertEquals(
                "rule `r`: What counts from an incident is not done again 'every' so often.",
                refusal(rule("when: 'true', obligations: [{do: x, by: y, every: P1Y, from: incident}]")));
        assertEquals(
                "There are two rules `r`.", refusal(rule("when: 'true'") + "  - {id: r, title: t, when: 'true'}\n"));
    }

    private RulePack shipped(String id) throws BadRule {
        return packs.read(ShippedPacks.text(id).orElseThrow());
    }

    private String refusal(String text) {
        return String.valueOf(
                assertThrows(BadRule.class, () -> packs.read(text)).getMessage());
    }

    private static String rule(String fields) {
        return HEAD + "rules:\n  - {id: r, title: t, %s}\n".formatted(fields);
    }
}
