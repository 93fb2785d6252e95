package plimsoll.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.domain.guard.Hazard;
import plimsoll.domain.guard.Policy;

class GuardRulesTest {
    private static final Policy BUILT = new Policy("1", 0.5, 0.6, 0.7, 0.6);

    @TempDir
    private Path folder;

    @Test
    void withoutAFileWhatComesWithTheClassifiersHolds() throws Exception {
        var rules = GuardRules.read(folder.resolve("none"), BUILT);
        assertEquals(BUILT, rules.rules().policy());
        assertTrue(rules.guard().isEmpty());
    }

    @Test
    void everyLineIsHeeded() throws Exception {
        var rules = read("""
                # a comment
                guard remote http://localhost:1/v1 form=llama-guard-3 model=lg key=secret patience=5
                ask unsure 0.05 0.95
                decides guard
                when-down pass
                threshold harmful 0.4
                threshold S4 0.1
                threshold S1 0.9 lab/chat
                threshold guard 0.3
                review S6
                stop S5
                category S15 Company Secrets: plans that are not public
                deny project neptune
                allow kill -9
                """);
        var policy = rules.rules().policy();
        assertEquals(0.4, policy.harmful());
        assertEquals(0.6, policy.jailbreak());
        assertEquals(Map.of(Hazard.S4, 0.1), policy.hazards());
        assertEquals(
                Map.of(Hazard.S4, 0.1, Hazard.S1, 0.9),
                rules.rules().models().getOrDefault("lab/chat", policy).hazards());
        assertTrue(policy.reviewed().contains(Hazard.S6));
        assertFalse(policy.reviewed().contains(Hazard.S5));
        assertTrue(policy.second().alone());
        assertFalse(policy.second().closed());
        assertEquals(0.3, policy.second().threshold());
        var seat = rules.guard().orElseThrow();
        assertEquals(15, seat.categories().size());
        assertEquals("plans that are not public", seat.categories().getLast().description());
        assertTrue(policy.version().matches("1\\+[0-9a-f]{12}"), policy.version());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            guards local x                          | line 1: 'guards' is not known
            guard local missing form=llama-guard-3  | there is no model in
            guard remote ftp://x form=llama-guard-3 | begins with http
            guard remote http://x form=llama-guard-9 | form is one of llama-guard-1
            guard remote http://x form=llama-guard-3 colour=red | come form=
            guard remote http://x form=llama-guard-3 patience=0 | patience is a number
            ask sometimes                           | ask always
            ask unsure 0.9 0.1                      | below the second
            decides nobody                          | decides guard
            when-down maybe                         | when-down stop
            threshold S15 0.5                       | S1..S14
            threshold harmful 1.5                   | no probability
            threshold harmful NaN                   | no probability
            threshold harmful 0.5 nobody            | no model's name
            review S99                              | S1 to S14
            category X1 Name                        | category S15
            deny ---                                | one or more words
            decides guard                           | need a line  guard
            """)
    void aLineThatCannotBeIsTold(String line, String told) {
        var bad = assertThrows(BadSetting.class, () -> read(line));
        assertTrue(String.valueOf(bad.getMessage()).contains(told), bad.getMessage());
    }

    private GuardRules read(String text) throws BadSetting, IOException {
        var file = folder.resolve(GuardRules.FILE);
        Files.writeString(file, text);
        return GuardRules.read(file, BUILT);
    }
}
