package plimsoll.domain.incident;

import java.time.Instant;
import plimsoll.domain.content.Sha256;

/// That an authority was told.
///
/// @param deadline which clock it stops
/// @param at when it was sent
/// @param sha256 of what was sent, byte for byte
/// @param text what was sent; empty where only its hash is kept
/// @param reference what the authority calls it; may be empty
/// @param by who sent it
public record Submission(Deadline deadline, Instant at, Sha256 sha256, String text, String reference, String by) {
    /// As long as a notice may be.
    public static final int MOST_CHARACTERS = 50_000;
    /// As long as a reference may be.
    public static final int MOST_REFERENCE = 200;

    /// @throws IllegalArgumentException in words for whoever gives it, when it cannot be
    public Submission {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("A notice has at most %,d characters.".formatted(MOST_CHARACTERS));
        }
        if (reference.length() > MOST_REFERENCE) {
            throw new IllegalArgumentException("A reference has at most %d characters.".formatted(MOST_REFERENCE));
        }
        if (!text.isEmpty() && !Sha256.ofUtf8(text).equals(sha256)) {
            throw new IllegalArgumentException("The hash is not that of the text.");
        }
    }
}
