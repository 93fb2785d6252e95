package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.LargeFiles.Abandoned;
import plimsoll.hub.content.LargeFiles.Linked;
import plimsoll.hub.ledger.Transactions;

/// What every keeper of links between repositories and large files promises.
public abstract class LargeFilesContract {
    private static final RepositoryId HERE = new RepositoryId("1".repeat(24));
    private static final RepositoryId THERE = new RepositoryId("2".repeat(24));
    private static final Pointer FILE = new Pointer(name(1), 5_000_000_000L);
    private static final Pointer OTHER = new Pointer(name(2), 0);
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);

    /// The links under test, none yet; the same ones each time.
    protected abstract LargeFiles files();

    /// The marks on them.
    protected abstract ReachMarks marks();

    /// The transactions they belong to.
    protected abstract Transactions transactions();

    @Test
    void aFileIsThereOnceItIsLinkedAndNowhereElse() {
        assertEquals(Optional.empty(), files().find(HERE, FILE.content()));
        files().link(HERE, FILE, MONDAY);
        assertEquals(Optional.of(new Linked(FILE, MONDAY, false)), files().find(HERE, FILE.content()));
        assertEquals(Optional.empty(), files().find(THERE, FILE.content()));
        assertTrue(files().isLinked(FILE.content()));
        assertFalse(files().isLinked(OTHER.content()));
    }

    @Test
    void linkingTwiceKeepsTheFirstLink() {
        files().link(HERE, FILE, MONDAY);
        files().commit(HERE, Set.of(FILE.content()));
        files().link(HERE, FILE, TUESDAY);
        assertEquals(Optional.of(new Linked(FILE, MONDAY, true)), files().find(HERE, FILE.content()));
    }

    @Test
    void onlyCommittedFilesAreMarkedAndAMarkKeepsItsTime() {
        files().link(HERE, FILE, MONDAY);
        files().link(HERE, OTHER, MONDAY);
        files().commit(HERE, Set.of(FILE.content()));
        marks().mark(HERE, Set.of(FILE.content(), OTHER.content()), MONDAY);
        marks().mark(HERE, Set.of(FILE.content()), TUESDAY);
        assertEquals(Map.of(FILE.content(), MONDAY), marks().marked(HERE));
        assertEquals(Map.of(), marks().marked(THERE));
        assertEquals(new ReachMarks.Marked(1, FILE.sizeBytes()), marks().markedBefore(TUESDAY));
        assertEquals(new ReachMarks.Marked(0, 0), marks().markedBefore(MONDAY));
    }

    @Test
    void aCommitTakesTheMarkOff() {
        committedAndMarked();
        files().commit(HERE, Set.of(FILE.content()));
        assertEquals(Map.of(), marks().marked(HERE));
        assertFalse(marks().unlinkMarked(HERE, FILE.content(), TUESDAY));
        assertTrue(files().isLinked(FILE.content()));
    }

    @Test
    void onlyWhatIsMarkedForLongIsCutLoose() {
        committedAndMarked();
        assertFalse(marks().unlinkMarked(HERE, FILE.content(), MONDAY));
        assertTrue(marks().unlinkMarked(HERE, FILE.content(), TUESDAY));
        assertFalse(files().isLinked(FILE.content()));
        assertEquals(Map.of(), marks().marked(HERE));
        committedAndMarked();
        marks().unmark(HERE, Set.of(FILE.content()));
        assertFalse(marks().unlinkMarked(HERE, FILE.content(), TUESDAY));
    }

    @Test
    void aRoundRemembersHowFarItCame() {
        files().link(HERE, FILE, MONDAY);
        files().link(THERE, FILE, MONDAY);
        assertEquals(List.of(), marks().repositories("", 10));
        files().commit(HERE, Set.of(FILE.content()));
        files().commit(THERE, Set.of(FILE.content()));
        assertEquals(List.of(HERE, THERE), marks().repositories("", 10));
        assertEquals(List.of(HERE), marks().repositories("", 1));
        assertEquals(List.of(THERE), marks().repositories(HERE.hex(), 10));
        assertEquals("", marks().doneUpTo());
        marks().doneUpTo(HERE.hex());
        assertEquals(HERE.hex(), marks().doneUpTo());
    }

    private void committedAndMarked() {
        files().link(HERE, FILE, MONDAY);
        files().commit(HERE, Set.of(FILE.content()));
        marks().mark(HERE, Set.of(FILE.content()), MONDAY);
    }

    @Test
    void onlyCommitsMakeAFileReadable() {
        files().link(HERE, FILE, MONDAY);
        files().link(THERE, FILE, MONDAY);
        assertEquals(List.of(), files().repositoriesWith(FILE.content(), 10));
        files().commit(THERE, Set.of(FILE.content()));
        assertEquals(List.of(THERE), files().repositoriesWith(FILE.content(), 10));
        files().commit(HERE, Set.of(FILE.content()));
        assertEquals(List.of(HERE, THERE), files().repositoriesWith(FILE.content(), 10));
        assertEquals(List.of(HERE), files().repositoriesWith(FILE.content(), 1));
    }

    @Test
    void aCommitOfAFileThatIsNotLinkedFails() {
        files().link(HERE, FILE, MONDAY);
        assertThrows(
                IllegalStateException.class,
                () -> transactions().run(() -> {
                    files().commit(HERE, Set.of(FILE.content(), OTHER.content()));
                    return true;
                }));
        assertEquals(Optional.of(new Linked(FILE, MONDAY, false)), files().find(HERE, FILE.content()));
        files().commit(HERE, Set.of());
    }

    @Test
    void linksBelongToTheTransactionTheyAreMadeIn() {
        assertThrows(
                IllegalStateException.class,
                () -> transactions().run(() -> {
                    files().link(HERE, FILE, MONDAY);
                    assertTrue(files().find(HERE, FILE.content()).isPresent());
                    throw new IllegalStateException("the deed failed");
                }));
        assertEquals(Optional.empty(), files().find(HERE, FILE.content()));
    }

    @Test
    void listsComeInPagesByHash() {
        var all = new ArrayList<Sha256>();
        for (int i = 10; i < 35; i++) {
            all.add(name(i));
            files().link(HERE, new Pointer(name(i), i), MONDAY);
        }
        files().link(THERE, FILE, MONDAY);
        var seen = new ArrayList<Sha256>();
        var after = "";
        for (var page = files().list(HERE, after, 7); !page.isEmpty(); page = files().list(HERE, after, 7)) {
            page.forEach(linked -> seen.add(linked.file().content()));
            after = seen.getLast().hex();
        }
        assertEquals(all.stream().sorted().toList(), seen);
    }

    @Test
    void cuttingLooseLeavesTheOthers() {
        files().link(HERE, FILE, MONDAY);
        files().link(HERE, OTHER, MONDAY);
        files().link(THERE, FILE, MONDAY);
        files().unlink(HERE, FILE.content());
        assertEquals(Optional.empty(), files().find(HERE, FILE.content()));
        assertTrue(files().find(HERE, OTHER.content()).isPresent());
        files().unlinkAll(HERE);
        assertEquals(List.of(), files().list(HERE, "", 10));
        assertTrue(files().find(THERE, FILE.content()).isPresent());
    }

    @Test
    void aDuplicateTakesOverWhatCommitsName() {
        files().link(HERE, FILE, MONDAY);
        files().commit(HERE, Set.of(FILE.content()));
        files().link(HERE, OTHER, MONDAY);
        files().copy(HERE, THERE, TUESDAY);
        assertEquals(Optional.of(new Linked(FILE, TUESDAY, true)), files().find(THERE, FILE.content()));
        assertEquals(Optional.empty(), files().find(THERE, OTHER.content()));
    }

    @Test
    void whatWasNeverCommittedIsAbandonedInTime() {
        files().link(HERE, FILE, MONDAY);
        files().link(HERE, OTHER, TUESDAY);
        files().link(THERE, FILE, MONDAY);
        files().commit(THERE, Set.of(FILE.content()));
        var abandoned = new Abandoned(HERE, FILE.content());
        assertEquals(List.of(), files().abandoned(MONDAY, 10));
        assertEquals(List.of(abandoned), files().abandoned(TUESDAY, 10));
        assertFalse(files().unlinkAbandoned(new Abandoned(THERE, FILE.content()), TUESDAY));
        assertFalse(files().unlinkAbandoned(new Abandoned(HERE, OTHER.content()), TUESDAY));
        assertTrue(files().unlinkAbandoned(abandoned, TUESDAY));
        assertFalse(files().unlinkAbandoned(abandoned, TUESDAY));
        assertEquals(Optional.empty(), files().find(HERE, FILE.content()));
    }

    @Test
    void everyLinkHoldsItsBlob() {
        files().link(HERE, FILE, MONDAY);
        assertEquals(Set.of(FILE.content()), files().held(Set.of(FILE.content(), OTHER.content(), name(9))));
        assertEquals(Set.of(), files().held(Set.of()));
        var many = new HashSet<Sha256>(Set.of(FILE.content()));
        for (int i = 100; many.size() < BlobHolders.MAX_CANDIDATES; i++) {
            many.add(name(i));
        }
        assertEquals(Set.of(FILE.content()), files().held(many));
    }

    private static Sha256 name(int n) {
        return new Sha256("%064x".formatted(n * 0x9E3779B97F4A7C15L));
    }
}
