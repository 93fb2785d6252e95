package plimsoll.domain.ledger;

import java.nio.charset.StandardCharsets;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;

/// A commitment to a text that is not told: a hash of it behind a salt. Whoever is given the salt can check the text;
/// whoever is not cannot even guess it, and once the salt is gone, nobody can.
///
/// Each field of an entry has a salt of its own, made from the entry's, so that to open one opens no other.
public final class Seal {
    /// How long an entry's salt is.
    public static final int SALT_BYTES = 32;

    private static final String SALT = "plimsoll salt v1";
    private static final String SEAL = "plimsoll seal v1";

    private Seal() {}

    /// The salt of one field, from its entry's.
    public static Bytes saltOf(Bytes entrySalt, String field) {
        return Bytes.copyOf(hash(SALT, field, entrySalt, ""));
    }

    /// What an entry says of a field instead of its text.
    public static Sha256 of(Bytes fieldSalt, String field, String text) {
        return Sha256.of(hash(SEAL, field, fieldSalt, text));
    }

    // The salt has a fixed length and the field's name no zero byte, so no two inputs run into one.
    private static byte[] hash(String purpose, String field, Bytes salt, String text) {
        if (salt.sizeBytes() != SALT_BYTES || field.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a salt has %d bytes, a field's name no zero".formatted(SALT_BYTES));
        }
        var digest = TreeHash.sha256();
        digest.update((purpose + "\0" + field + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(salt.toArray());
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return digest.digest();
    }
}
