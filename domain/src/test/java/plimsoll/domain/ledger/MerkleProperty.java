package plimsoll.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MerkleProperty {
    private static final int SMALL = 300;
    private static final int PAIRS = 100;

    private final Grown log = new Grown().to(SMALL, 7);

    @Test
    void theTreeIsRfc6962s() throws BadEvidence {
        assertEquals("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", TreeHash.EMPTY.base64());
        for (int size = 0; size <= SMALL; size++) {
            assertEquals(log.naive(0, size), log.tree(size).root(size), "size " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 65_535, 65_536, 70_000})
    void tilesHoldTheTreeWhateverTheStepsItGrewIn(int size) {
        var grown = new Grown().to(size, 1_000);
        assertEquals(grown.naive(0, size), grown.tree(size).root(size));
        int tiles = 0;
        for (int level = 0; level <= 8; level++) {
            for (var tile : Tile.of(size, level)) {
                assertEquals(tile.width() * TreeHash.BYTES, grown.hashes(tile).length);
                tiles++;
            }
        }
        assertEquals(tiles, grown.tiles());
    }

    @Test
    void everyEntryIsProvenAndNothingElseIs() {
        for (int size = 1; size <= SMALL; size++) {
            var tree = log.tree(size);
            var root = tree.root(size);
            for (int index = 0; index < size; index++) {
                var path = tree.inclusion(index, size);
                assertTrue(MerkleProof.includes(log.leaf(index), index, size, path, root), index + " in " + size);
                assertFalse(MerkleProof.includes(log.leaf((index + 1) % SMALL), index, size, path, root));
                assertFalse(MerkleProof.includes(log.leaf(index), index + 1, size, path, root));
                assertFalse(MerkleProof.includes(log.leaf(index), index, size, path, log.leaf(index == 0 ? 1 : 0)));
            }
        }
    }

    @Test
    void everyChangeOfAnInclusionProofIsSeen() {
        for (int size : new int[] {2, 3, 7, 8, 9, 100, 256, 257, SMALL}) {
            var root = log.tree(size).root(size);
            for (int index = 0; index < size; index += 13) {
                for (var bent : bent(log.tree(size).inclusion(index, size))) {
                    assertFalse(MerkleProof.includes(log.leaf(index), index, size, bent, root), index + " in " + size);
                }
            }
        }
    }

    @Test
    void everyTreeContinuesEverySmallerOne() {
        for (int size = 0; size <= PAIRS; size++) {
            var root = log.naive(0, size);
            for (int older = 0; older <= size; older++) {
                var olderRoot = log.naive(0, older);
                var path = log.tree(size).consistency(older, size);
                assertTrue(MerkleProof.continues(older, olderRoot, size, root, path), older + " to " + size);
                assertFalse(MerkleProof.continues(older, log.leaf(SMALL - 1), size, root, path), older + " to " + size);
                assertEquals(
                        older == 0 && size > 0, // anything continues an empty log
                        MerkleProof.continues(older, olderRoot, size, log.leaf(SMALL - 1), path));
                if (older > 0 && older < size) {
                    for (var bent : bent(path)) {
                        assertFalse(MerkleProof.continues(older, olderRoot, size, root, bent), older + " to " + size);
                    }
                }
            }
        }
    }

    @Test
    void endlessProofsAreRefusedUnread() {
        var endless = new ArrayList<TreeHash>();
        for (int i = 0; i <= MerkleProof.MAX_HASHES; i++) {
            endless.add(TreeHash.EMPTY);
        }
        assertFalse(MerkleProof.includes(log.leaf(0), 0, Long.MAX_VALUE, endless, TreeHash.EMPTY));
        assertFalse(MerkleProof.continues(1, TreeHash.EMPTY, Long.MAX_VALUE, TreeHash.EMPTY, endless));
        assertFalse(MerkleProof.includes(log.leaf(0), -1, 5, List.of(), TreeHash.EMPTY));
        assertThrows(
                IllegalArgumentException.class, () -> log.tree(5).inclusion(5, 5), "what is not there has no proof");
    }

    /// A proof with one hash changed, left out, doubled or moved.
    private static List<List<TreeHash>> bent(List<TreeHash> path) {
        var bent = new ArrayList<List<TreeHash>>();
        for (int i = 0; i < path.size(); i++) {
            var changed = new ArrayList<>(path);
            changed.set(i, TreeHash.node(path.get(i), path.get(i)));
            bent.add(changed);
            var shorter = new ArrayList<>(path);
            shorter.remove(i);
            bent.add(shorter);
            var longer = new ArrayList<>(path);
            longer.add(i, path.get(i));
            bent.add(longer);
        }
        if (path.size() > 1) {
            bent.add(path.reversed());
        }
        return bent;
    }
}
