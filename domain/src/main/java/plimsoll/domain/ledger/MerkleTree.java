package plimsoll.domain.ledger;

import java.util.ArrayList;
import java.util.List;

/// The Merkle tree over the first entries of a log (RFC 6962, section 2.1): its root, and the proofs that an entry is
/// in it and that a smaller tree is its beginning. Pure: reads nodes and computes the rest.
///
/// @param nodes where the hashes of complete subtrees come from
public record MerkleTree(Nodes nodes) {
    /// Hashes of complete subtrees. What it throws, the tree's methods throw.
    @FunctionalInterface
    public interface Nodes {
        /// The hash of the entries from `index * 2^level` on, `2^level` of them. Only asked for what the tree's size
        /// completes.
        TreeHash node(int level, long index);
    }

    /// The root over the first `size` entries.
    public TreeHash root(long size) {
        return size == 0 ? TreeHash.EMPTY : subtree(0, size);
    }

    /// The proof that entry `index` is among the first `size`: the hashes beside its way to the root, the leaf's
    /// sibling first.
    public List<TreeHash> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry %d is not among %d".formatted(index, size));
        }
        var path = new ArrayList<TreeHash>();
        include(index, 0, size, path);
        return path;
    }

    /// The proof that the first `older` entries are the beginning of the first `size`.
    public List<TreeHash> consistency(long older, long size) {
        if (older < 0 || older > size) {
            throw new IllegalArgumentException("a tree of %d is no beginning of one of %d".formatted(older, size));
        }
        var path = new ArrayList<TreeHash>();
        if (older > 0) {
            consist(older, 0, size, true, path);
        }
        return path;
    }

    private void include(long index, long from, long to, List<TreeHash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            include(index, from, middle, path);
            path.add(subtree(middle, to));
        } else {
            include(index, middle, to, path);
            path.add(subtree(from, middle));
        }
    }

    // `known`: whether the verifier has the hash of the older part of this range already, as the root it knows.
    private void consist(long older, long from, long to, boolean known, List<TreeHash> path) {
        if (older == to) {
            if (!known) {
                path.add(subtree(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (older <= middle) {
            consist(older, from, middle, known, path);
            path.add(subtree(middle, to));
        } else {
            consist(older, middle, to, false, path);
            path.add(subtree(from, middle));
        }
    }

    private TreeHash subtree(long from, long to) {
        long size = to - from;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return nodes.node(level, from >>> level);
        }
        long middle = from + split(size);
        return TreeHash.node(subtree(from, middle), subtree(middle, to));
    }

    /// The largest power of two below `size`.
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
