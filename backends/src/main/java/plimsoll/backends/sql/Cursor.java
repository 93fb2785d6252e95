package plimsoll.backends.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import plimsoll.hub.repositories.UnknownCursor;

/// Where a page of a listing ended: the last row's place in the order. As text it carries a check of itself and of the
/// listing it belongs to, so that a cursor taken elsewhere is refused and does not quietly begin in the wrong place. It
/// holds nothing that the last row of the page did not show.
///
/// @param value what the listing is sorted by
/// @param tie what breaks ties
record Cursor(long value, String tie) {
    /// Longer than any we make.
    private static final int MAX_CHARACTERS = 512;
    /// Against slips, not against forgers: a forged cursor shows nothing that the listing would not.
    private static final int CHECK_CHARACTERS = 8;

    /// The cursor as clients see it, for the listing that `listing` describes.
    String text(String listing) {
        var place = value + " " + tie;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((check(place, listing) + place).getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a cursor of the listing that `listing` describes.
    ///
    /// @throws UnknownCursor when it is not one
    static Optional<Cursor> read(Optional<String> text, String listing) {
        return text.map(given -> read(given, listing));
    }

    private static Cursor read(String text, String listing) {
        try {
            if (text.length() > MAX_CHARACTERS) {
                throw new UnknownCursor();
            }
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            if (space <= CHECK_CHARACTERS) {
                throw new UnknownCursor();
            }
            var place = plain.substring(CHECK_CHARACTERS);
            if (!plain.startsWith(check(place, listing))) {
                throw new UnknownCursor();
            }
            return new Cursor(Long.parseLong(plain.substring(CHECK_CHARACTERS, space)), plain.substring(space + 1));
        } catch (IllegalArgumentException _) { // neither base 64 nor a number
            throw new UnknownCursor();
        }
    }

    private static String check(String place, String listing) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((place + "\n" + listing).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(digest).substring(0, CHECK_CHARACTERS);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
