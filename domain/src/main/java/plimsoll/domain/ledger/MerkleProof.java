package plimsoll.domain.ledger;

import java.util.ArrayDeque;
import java.util.List;

/// Checks proofs about Merkle trees, as RFC 9162 (sections 2.1.3.2 and 2.1.4.2) describes it. Pure, and safe on any
/// input: a proof that cannot be is one that does not hold.
public final class MerkleProof {
    /// No tree is deeper, so no proof is longer.
    public static final int MAX_HASHES = 64;

    private MerkleProof() {}

    /// Whether `path` proves that `leaf` is entry `index` of the tree of `size` entries with this root.
    public static boolean includes(TreeHash leaf, long index, long size, List<TreeHash> path, TreeHash root) {
        if (index < 0 || index >= size || path.size() > MAX_HASHES) {
            return false;
        }
        long node = index;
        long last = size - 1;
        var hash = leaf;
        for (var sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.node(sibling, hash);
                int skipped = rise(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// Whether `path` proves that the tree of `older` entries with `olderRoot` is the beginning of the tree of `size`
    /// entries with `root`.
    public static boolean continues(long older, TreeHash olderRoot, long size, TreeHash root, List<TreeHash> path) {
        if (older < 0 || older > size || path.size() > MAX_HASHES) {
            return false;
        }
        if (older == size) {
            return path.isEmpty() && olderRoot.equals(root);
        }
        if (older == 0) {
            return path.isEmpty() && olderRoot.equals(TreeHash.EMPTY);
        }
        return !path.isEmpty() && both(older, olderRoot, size, root, path);
    }

    private static boolean both(long older, TreeHash olderRoot, long size, TreeHash root, List<TreeHash> path) {
        var hashes = new ArrayDeque<>(path);
        if (Long.bitCount(older) == 1) {
            hashes.push(olderRoot);
        }
        int shared = Long.numberOfTrailingZeros(older);
        long node = (older - 1) >>> shared;
        long last = (size - 1) >>> shared;
        var olderHash = hashes.pop();
        var hash = olderHash;
        for (var sibling : hashes) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                olderHash = TreeHash.node(sibling, olderHash);
                hash = TreeHash.node(sibling, hash);
                int skipped = rise(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && olderHash.equals(olderRoot) && hash.equals(root);
    }

    /// How many levels the last node of a tree rises without a sibling: to where it is a right child, or the root.
    private static int rise(long node) {
        return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
    }
}
