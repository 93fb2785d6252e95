package plimsoll.domain.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The name of some bytes: their SHA-256, as 64 lower-case hexadecimal digits.
///
/// @param hex the digits
public record Sha256(String hex) implements Comparable<Sha256> {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!isSha256(hex)) {
            throw new IllegalArgumentException("not a SHA-256: " + hex);
        }
    }

    /// Whether `text` has the shape of a SHA-256, for those who must answer a stranger politely.
    public static boolean isSha256(String text) {
        return SHAPE.matcher(text).matches();
    }

    /// The name for a finished digest of 32 bytes.
    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /// The name of a text's UTF-8 bytes.
    public static Sha256 ofUtf8(String text) {
        return of(Bytes.ofUtf8(text));
    }

    /// The name of `content`.
    public static Sha256 of(Bytes content) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Where the bytes lie below a store's root: two levels, so that no folder grows past 256 entries per level.
    public String shelf() {
        return hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex;
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
