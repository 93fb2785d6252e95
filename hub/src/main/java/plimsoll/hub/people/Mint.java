package plimsoll.hub.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import plimsoll.domain.content.Sha256;

/// Makes secrets and ids, and the hash under which a secret is kept.
final class Mint {
    /// Clients refuse to send a token that begins otherwise.
    static final String TOKEN_PREFIX = "hf_";

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /// 40 of 62 characters: 238 bits. No `-` or `_`, so that a double click takes the whole token.
    private static final int TOKEN_CHARACTERS = 40;
    /// No vowels, so that no code spells a word; none that look alike (RFC 8628, section 6.1).
    private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

    static final int USER_CODE_CHARACTERS = 8;
    private static final int SECRET_BYTES = 24;
    private static final int ID_BYTES = 12;

    private final SecureRandom random;

    Mint(SecureRandom random) {
        this.random = random;
    }

    String token() {
        return TOKEN_PREFIX + draw(LETTERS_AND_DIGITS, TOKEN_CHARACTERS);
    }

    String userCode() {
        return draw(CONSONANTS, USER_CODE_CHARACTERS);
    }

    /// 192 random bits, fit for a cookie or an address.
    String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
    }

    String id() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /// What is kept of a secret.
    static Sha256 hash(String secret) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String draw(String alphabet, int count) {
        var text = new StringBuilder(count);
        random.ints(count, 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
        return text.toString();
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
