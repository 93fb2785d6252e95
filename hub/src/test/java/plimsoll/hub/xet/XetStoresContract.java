package plimsoll.hub.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.content.SweepBlobs;

/// What every keeper of xorbs and recipes promises.
public abstract class XetStoresContract {
    private static final RepositoryId HERE = new RepositoryId("1".repeat(24));
    private static final RepositoryId THERE = new RepositoryId("2".repeat(24));
    /// When these tests run.
    protected static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private static final Instant LONG_AGO = NOW.minus(SweepBlobs.GRACE).minusSeconds(1);
    private static final XetHash ASKED_FOR = new XetHash(7, 7, 7, 1024);
    private static final List<XetHash> CHUNKS = List.of(new XetHash(5, 5, 5, 5), ASKED_FOR);
    private static final ChunkOffsets OFFSETS = ChunkOffsets.of(new int[] {100, 50}, new int[] {60, 58});
    private static final StoredXorb PACKED =
            new StoredXorb(new XetHash(1, 0, 0, 0), new StoredXorb.Home.Packed(sha(1)), OFFSETS);
    private static final StoredXorb WITHIN =
            new StoredXorb(new XetHash(2, 0, 0, 0), new StoredXorb.Home.Within(sha(2), 4_000_000_000L), OFFSETS);
    private static final Recipe RECIPE = new Recipe(
            new Pointer(sha(9), 300),
            List.of(
                    new Term(PACKED.name(), 0, 2, 150),
                    new Term(WITHIN.name(), 1, 2, 50),
                    new Term(PACKED.name(), 0, 1, 100)));

    /// The xorbs under test, none yet, at `NOW`; the same ones each time.
    protected abstract Xorbs xorbs();

    /// The recipes made of them.
    protected abstract Recipes recipes();

    /// The links of files beside them.
    protected abstract LargeFiles files();

    @Test
    void aXorbIsKeptWithWhereItsBytesAre() {
        xorbs().keep(PACKED, CHUNKS, NOW);
        xorbs().keep(WITHIN, CHUNKS, NOW);
        assertEquals(Optional.of(PACKED), xorbs().find(PACKED.name()));
        assertEquals(Optional.of(WITHIN), xorbs().find(WITHIN.name()));
        assertEquals(CHUNKS, xorbs().chunks(WITHIN.name()));
        assertEquals(List.of(), xorbs().chunks(ASKED_FOR));
    }

    @Test
    void theFirstXorbOfANameStays() {
        xorbs().keep(PACKED, CHUNKS, NOW);
        xorbs().keep(new StoredXorb(PACKED.name(), new StoredXorb.Home.Packed(sha(3)), OFFSETS), CHUNKS, NOW);
        assertEquals(Optional.of(PACKED), xorbs().find(PACKED.name()));
    }

    @Test
    void aXorbIsFoundByTheChunksThatClientsAskFor() {
        xorbs().keep(PACKED, CHUNKS, NOW);
        assertEquals(List.of(PACKED.name()), xorbs().with(ASKED_FOR, 5));
        assertEquals(List.of(), xorbs().with(CHUNKS.getFirst(), 5));
        xorbs().index(CHUNKS.getFirst(), PACKED.name());
        assertEquals(List.of(PACKED.name()), xorbs().with(CHUNKS.getFirst(), 5));
    }

    @Test
    void aXorbWasReceivedWhereItWasAndNowhereElse() {
        xorbs().keep(PACKED, CHUNKS, NOW);
        xorbs().receivedIn(HERE, PACKED.name());
        xorbs().receivedIn(HERE, PACKED.name());
        assertTrue(xorbs().wasReceivedIn(HERE, PACKED.name()));
        assertFalse(xorbs().wasReceivedIn(THERE, PACKED.name()));
    }

    @Test
    void aXorbIsPendingWhereItWasReceivedUntilAFileNeedsIt() {
        xorbs().keep(PACKED, CHUNKS, LONG_AGO);
        xorbs().keep(WITHIN, CHUNKS, NOW);
        xorbs().receivedIn(HERE, PACKED.name());
        xorbs().receivedIn(HERE, WITHIN.name());
        assertEquals(List.of(WITHIN.name(), PACKED.name()), xorbs().pendingIn(HERE, 5));
        assertEquals(List.of(WITHIN.name()), xorbs().pendingIn(HERE, 1));
        assertEquals(List.of(), xorbs().pendingIn(THERE, 5));
        recipes().keep(RECIPE, NOW);
        assertEquals(List.of(), xorbs().pendingIn(HERE, 5));
    }

    @Test
    void aBlobIsHeldWhileItsXorbIsYoungOrNeeded() {
        xorbs().keep(PACKED, CHUNKS, LONG_AGO);
        xorbs().keep(WITHIN, CHUNKS, LONG_AGO);
        assertEquals(Set.of(), xorbs().held(Set.of(sha(1), sha(2))));
        xorbs().touch(PACKED.name(), NOW);
        assertEquals(Set.of(sha(1)), xorbs().held(Set.of(sha(1), sha(2))));
        recipes().keep(RECIPE, NOW);
        assertEquals(Set.of(sha(1), sha(2)), xorbs().held(Set.of(sha(1), sha(2), sha(3))));
    }

    @Test
    void aFileThatCameWholeDoesNotHoldItself() {
        xorbs().keep(WITHIN, CHUNKS, LONG_AGO);
        recipes().keep(new Recipe(new Pointer(sha(2), 150), List.of(new Term(WITHIN.name(), 0, 2, 150))), NOW);
        assertEquals(Set.of(), xorbs().held(Set.of(sha(2))));
    }

    @Test
    void aRecipeIsKeptTermByTerm() {
        keepRecipe();
        assertEquals(Optional.of(RECIPE), recipes().of(sha(9)));
        assertEquals(Optional.of(RECIPE.file()), recipes().pointer(sha(9)));
        assertEquals(List.of(sha(9)), recipes().using(WITHIN.name(), 5));
        assertEquals(sha(9), recipes().list("", 5).getFirst().name());
        assertEquals(List.of(), recipes().list(sha(9).hex(), 5));
    }

    @Test
    void aFileMayHaveSeveralIds() {
        recipes().name(new XetHash(3, 3, 3, 3), sha(9));
        assertEquals(Map.of(), recipes().ids(Set.of(sha(9))));
        keepRecipe();
        recipes().name(new XetHash(4, 4, 4, 4), sha(9));
        assertEquals(Optional.of(sha(9)), recipes().named(new XetHash(3, 3, 3, 3)));
        assertEquals(Optional.of(sha(9)), recipes().named(new XetHash(4, 4, 4, 4)));
        assertEquals(Map.of(sha(9), new XetHash(3, 3, 3, 3)), recipes().ids(Set.of(sha(9), sha(8))));
    }

    @Test
    void aXorbThatIsNeededCannotGo() {
        keepRecipe();
        assertThrows(RuntimeException.class, () -> recipes().forget(sha(1)));
        assertEquals(Optional.of(PACKED), xorbs().find(PACKED.name()));
        recipes().forget(sha(9));
        recipes().forget(sha(1));
        assertEquals(Optional.empty(), xorbs().find(PACKED.name()));
        assertEquals(
                List.of(),
                xorbs().with(ASKED_FOR, 5).stream()
                        .filter(PACKED.name()::equals)
                        .toList());
    }

    @Test
    void aXorbIsUsedByTheFirstAndThenByTheLatest() {
        keepRecipe();
        for (int i = 1; i <= 4; i++) {
            var later = new Recipe(new Pointer(sha(20 + i), 150), List.of(new Term(PACKED.name(), 0, 2, 150)));
            recipes().keep(later, NOW.plusSeconds(i));
        }
        assertEquals(List.of(sha(9), sha(24), sha(23)), recipes().using(PACKED.name(), 3));
        assertEquals(5, recipes().using(PACKED.name(), 9).size());
    }

    @Test
    void stretchesThatNothingNeedsAreLeft() {
        assertTrue(xorbs().leave(sha(2)));
        xorbs().keep(WITHIN, CHUNKS, Instant.EPOCH);
        assertTrue(xorbs().leave(sha(2)));
        assertEquals(Optional.empty(), xorbs().find(WITHIN.name()));
        xorbs().keep(WITHIN, CHUNKS, NOW);
        assertFalse(xorbs().leave(sha(2)), "somebody counts on it");
        xorbs().keep(PACKED, CHUNKS, Instant.EPOCH);
        assertFalse(xorbs().leave(sha(1)), "it was received");
    }

    @Test
    void stretchesThatARecipeNeedsAreNotLeft() {
        xorbs().keep(PACKED, CHUNKS, NOW);
        xorbs().keep(WITHIN, CHUNKS, Instant.EPOCH);
        recipes().keep(RECIPE, NOW);
        assertFalse(xorbs().leave(sha(2)));
        assertEquals(Optional.of(WITHIN), xorbs().find(WITHIN.name()));
    }

    @Test
    void bytesBesideChunksAreDueOnceAndCountUntilThen() {
        keepRecipe();
        files().link(HERE, RECIPE.file(), NOW);
        long shared = recipes().storage(HERE).storedBytes();
        recipes().besideUntil(sha(9), NOW);
        assertEquals(List.of(), recipes().besideDue(NOW.minusSeconds(1), 5));
        assertEquals(List.of(sha(9)), recipes().besideDue(NOW, 5));
        assertEquals(shared + 300, recipes().storage(HERE).storedBytes());
        recipes().alone(sha(9));
        assertEquals(List.of(), recipes().besideDue(NOW, 5));
        assertEquals(shared, recipes().storage(HERE).storedBytes());
    }

    @Test
    void nothingLiesBesideAFileWithoutARecipeOrOneThatHasXorbsInIt() {
        recipes().besideUntil(sha(9), NOW);
        xorbs().keep(WITHIN, CHUNKS, NOW);
        recipes().keep(new Recipe(new Pointer(sha(2), 150), List.of(new Term(WITHIN.name(), 0, 2, 150))), NOW);
        recipes().besideUntil(sha(2), NOW);
        assertEquals(List.of(), recipes().besideDue(NOW, 5));
    }

    @Test
    void akinAreTheNearestInSize() {
        xorbs().keep(PACKED, CHUNKS, NOW);
        long[] sizes = {100, 150, 150, 250, 400};
        for (int i = 0; i < sizes.length; i++) {
            var file = new Pointer(sha(30 + i), sizes[i]);
            recipes().keep(made(file), NOW.plusSeconds(i));
            files().link(HERE, file, NOW);
        }
        files().link(THERE, new Pointer(sha(31), 150), NOW);
        files().commit(HERE, Set.of(sha(30), sha(31), sha(32), sha(33), sha(34)));
        var asked = new Pointer(sha(33), 250);
        assertEquals(List.of(sha(34), sha(32), sha(31)), recipes().akin(HERE, asked, 2));
        assertEquals(List.of(sha(32), sha(33), sha(30)), recipes().akin(HERE, new Pointer(sha(31), 150), 2));
        assertEquals(List.of(), recipes().akin(THERE, asked, 2));
    }

    private static Recipe made(Pointer file) {
        var terms = new ArrayList<Term>();
        for (long left = file.sizeBytes(); left > 0; left -= 50) {
            terms.add(new Term(PACKED.name(), 1, 2, 50));
        }
        return new Recipe(file, terms);
    }

    @Test
    void onlyCommittedFilesWithoutARecipeAreYetToBeCut() {
        files().link(HERE, new Pointer(sha(4), 10), NOW);
        files().link(HERE, new Pointer(sha(5), 10), NOW);
        files().link(HERE, RECIPE.file(), NOW);
        files().commit(HERE, Set.of(sha(5), sha(9)));
        keepRecipe();
        assertEquals(List.of(new Pointer(sha(5), 10)), recipes().uncut("", 5));
        assertEquals(List.of(), recipes().uncut(sha(5).hex(), 5));
    }

    @Test
    void whatFilesShareTakesItsPlaceOnce() {
        keepRecipe();
        files().link(HERE, RECIPE.file(), NOW);
        files().link(HERE, new Pointer(sha(4), 10), NOW);
        var storage = recipes().storage(HERE);
        assertEquals(310, storage.logicalBytes());
        assertEquals(118 + 150 + 10, storage.storedBytes());
        assertEquals(32, storage.savedBytes());
        assertEquals(0, recipes().storage(THERE).logicalBytes());
    }

    private void keepRecipe() {
        xorbs().keep(PACKED, CHUNKS, NOW);
        xorbs().keep(WITHIN, CHUNKS, NOW);
        recipes().keep(RECIPE, NOW);
    }

    private static Sha256 sha(int number) {
        return new Sha256("%064x".formatted(number));
    }
}
