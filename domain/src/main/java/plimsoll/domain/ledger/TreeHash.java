package plimsoll.domain.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import plimsoll.domain.content.Bytes;

/// A hash in a Merkle tree, as RFC 6962 (section 2.1) makes it: leaves and inner nodes are hashed behind a different
/// first byte, so that no node can be passed off as an entry.
public final class TreeHash {
    /// How long every one is.
    public static final int BYTES = 32;
    /// The root of a tree without entries: SHA-256 of nothing.
    public static final TreeHash EMPTY = new TreeHash(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] hash;

    private TreeHash(byte[] hash) {
        this.hash = hash;
    }

    /// The hash of an entry.
    public static TreeHash leaf(Bytes entry) {
        var digest = sha256();
        digest.update(LEAF);
        digest.update(entry.toArray());
        return new TreeHash(digest.digest());
    }

    /// The hash of two subtrees.
    public static TreeHash node(TreeHash left, TreeHash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.hash);
        digest.update(right.hash);
        return new TreeHash(digest.digest());
    }

    /// The hash whose 32 bytes stand at `offset`.
    public static TreeHash at(byte[] bytes, int offset) {
        return new TreeHash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /// Reads a hash as checkpoints and proofs write it.
    ///
    /// @throws BadEvidence when it is not 32 bytes in base64
    public static TreeHash ofBase64(String text) throws BadEvidence {
        var bytes = Base64Text.decode(text, "a hash");
        if (bytes.length != BYTES) {
            throw new BadEvidence("a hash has %d bytes instead of %d".formatted(bytes.length, BYTES));
        }
        return new TreeHash(bytes);
    }

    /// As checkpoints and proofs write it.
    public String base64() {
        return Base64.getEncoder().encodeToString(hash);
    }

    /// A copy of its bytes.
    public byte[] toArray() {
        return hash.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return base64();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
