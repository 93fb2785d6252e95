package plimsoll.hub.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.weights.findings.Finding;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.pickle.PickleImport;

/// What every memory of verdicts promises.
public abstract class VerdictsContract {
    private static final Instant DAWN = Instant.ofEpochSecond(1_700_000_000);
    private static final FileVerdict BAD = new FileVerdict(
            Verdict.DANGEROUS,
            "pickle",
            List.of(
                    new Finding(Verdict.DANGEROUS, "pickle-call", "it calls os.system", "a!b.pkl", 7),
                    new Finding(Verdict.SUSPICIOUS, "pickle-import", "täglich", "", 0)),
            List.of(new PickleImport("os", "system", false, 3)));

    /// The memory under test, empty at first.
    protected abstract Verdicts verdicts();

    @Test
    void aVerdictIsOfOneContentNameAndVersion() {
        var subject = new Subject("ab".repeat(32), "model.pkl");
        var renamed = new Subject("ab".repeat(32), "model.txt");
        verdicts().keep(Map.of(subject, BAD), "1", DAWN);
        assertEquals(Map.of(subject, BAD), verdicts().of(List.of(subject, renamed), "1"));
        assertEquals(Map.of(), verdicts().of(List.of(subject), "2"));
        assertEquals(Optional.of(BAD), verdicts().last(subject));
        verdicts().keep(Map.of(subject, FileVerdict.EMPTY), "2", DAWN.plusSeconds(1));
        assertEquals(Optional.of(FileVerdict.EMPTY), verdicts().last(subject));
        assertEquals(Optional.empty(), verdicts().last(renamed));
    }

    @Test
    void theFirstOfTwoAtOnceStays() {
        var subject = new Subject("cd".repeat(20), "a");
        verdicts().keep(Map.of(subject, BAD), "1", DAWN);
        verdicts().keep(Map.of(subject, FileVerdict.EMPTY), "1", DAWN);
        assertEquals(BAD, verdicts().of(List.of(subject), "1").get(subject));
    }

    @Test
    void manyAreKeptAndFoundAtOnce() {
        var many = new HashMap<Subject, FileVerdict>();
        for (int i = 0; i < 1_234; i++) {
            many.put(new Subject("%064x".formatted(i), "part-" + i), FileVerdict.EMPTY);
        }
        verdicts().keep(many, "1", DAWN);
        assertEquals(many, verdicts().of(new ArrayList<>(many.keySet()), "1"));
    }

    @Test
    void whatAFileSaysOfItselfDoesNotBreakTheRecord() {
        var hostile = new FileVerdict(
                Verdict.SUSPICIOUS,
                "zip",
                List.of(new Finding(Verdict.SUSPICIOUS, "name", "a\tb\nfound\0\ud800", "x\ny", 1)),
                List.of());
        var subject = new Subject("ef".repeat(32), "a.zip");
        verdicts().keep(Map.of(subject, hostile), "1", DAWN);
        var read = verdicts().last(subject).orElseThrow();
        assertEquals(1, read.findings().size());
        assertTrue(read.findings().getFirst().reason().startsWith("a\uFFFDb\uFFFDfound"));
    }
}
