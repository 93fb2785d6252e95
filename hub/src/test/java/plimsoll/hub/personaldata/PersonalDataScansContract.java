package plimsoll.hub.personaldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static plimsoll.hub.fixtures.Story.commit;
import static plimsoll.hub.fixtures.Story.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.personaldata.Certainty;
import plimsoll.domain.personaldata.Findings;
import plimsoll.domain.personaldata.Kind;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.hub.personaldata.FileScan.Coverage;
import plimsoll.hub.personaldata.PersonalDataScans.Kept;
import plimsoll.hub.repositories.Catalogue;

/// What every memory of scans promises.
public abstract class PersonalDataScansContract {
    private static final Instant DAWN = Instant.ofEpochSecond(1_700_000_000);
    private static final Subject SUBJECT = new Subject("ab".repeat(32), "people.csv");
    private static final FileScan FOUND = new FileScan(
            Coverage.SAMPLED,
            "csv",
            "pieces of it were read",
            12,
            345,
            67_890,
            new Findings(
                    List.of(
                            new Findings.Count(Kind.CARD, Certainty.CERTAIN, 7, 5, false),
                            new Findings.Count(Kind.NAME, Certainty.LIKELY, 9, 50_000, true)),
                    List.of(new Findings.Sample(Kind.CARD, Certainty.CERTAIN, "4••••1", 3))));

    /// The memory under test, empty at first.
    protected abstract PersonalDataScans scans();

    /// The catalogue beside it, empty.
    protected abstract Catalogue catalogue();

    @Test
    void aScanIsOfOneContentAndName() {
        scans().keep(Map.of(SUBJECT, FOUND), "1", DAWN);
        var renamed = new Subject(SUBJECT.content(), "people.txt");
        assertEquals(Map.of(SUBJECT, new Kept(FOUND, "1", DAWN)), scans().of(List.of(SUBJECT, renamed)));
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() {
        scans().keep(Map.of(SUBJECT, FOUND), "1", DAWN);
        scans().keep(Map.of(SUBJECT, FileScan.EMPTY), "2", DAWN.plusSeconds(1));
        assertEquals(Map.of(SUBJECT, new Kept(FileScan.EMPTY, "2", DAWN.plusSeconds(1))), scans().of(List.of(SUBJECT)));
    }

    @Test
    void ofARepositoryTheGistOfItsLastScanIsKept() {
        var chart = model(1, "lab/chart");
        catalogue().add(chart);
        assertEquals(Optional.empty(), scans().gist(chart.id()));
        var gist = Gist.of(commit(1), List.of(FOUND, FileScan.EMPTY));
        assertEquals(new Gist(commit(1), Optional.of(Certainty.CERTAIN), 1), gist);
        scans().scanned(chart.id(), Optional.of(gist), "1", DAWN);
        assertEquals(Optional.of(gist), scans().gist(chart.id()));
        assertEquals(List.of(chart.id()), scans().outdated("2", "", 9));
        var clean = Gist.of(commit(2), List.of(FileScan.EMPTY));
        assertEquals(new Gist(commit(2), Optional.empty(), 0), clean);
        scans().scanned(chart.id(), Optional.of(clean), "2", DAWN);
        assertEquals(Optional.of(clean), scans().gist(chart.id()));
        assertEquals(List.of(), scans().outdated("2", "", 9));
        scans().scanned(chart.id(), Optional.empty(), "2", DAWN);
        assertEquals(Optional.empty(), scans().gist(chart.id()), "nothing to scan");
        catalogue().remove(chart.id());
        assertEquals(Optional.empty(), scans().gist(chart.id()));
    }

    @Test
    void whatIsKnownToBeNobodysIsNoFinding() {
        var examples = new Findings(List.of(new Findings.Count(Kind.EMAIL, Certainty.EXAMPLE, 1, 1, false)), List.of());
        var scan = new FileScan(Coverage.WHOLE, "text", "", 1, 1, 1, examples);
        assertEquals(Optional.empty(), Gist.of(commit(1), List.of(scan)).most());
    }

    @Test
    void manyAreKeptAndFoundAtOnce() {
        var many = new HashMap<Subject, FileScan>();
        for (int i = 0; i < 1_234; i++) {
            many.put(new Subject("%064x".formatted(i), "part-" + i), FOUND);
        }
        scans().keep(many, "1", DAWN);
        assertEquals(many.size(), scans().of(new ArrayList<>(many.keySet())).size());
    }

    @Test
    void whatAFileSaysOfItselfDoesNotBreakTheRecord() {
        var hostile = new FileScan(Coverage.UNREAD, "pa\trquet", "a\tb\ncount\0\ud800", 0, 0, 1, Findings.NONE);
        scans().keep(Map.of(SUBJECT, hostile), "1", DAWN);
        var read = List.copyOf(scans().of(List.of(SUBJECT)).values()).getFirst();
        assertEquals("a\uFFFDb\uFFFDcount\uFFFD\uFFFD", read.scan().reason());
        assertEquals(Findings.NONE, read.scan().findings());
    }
}
