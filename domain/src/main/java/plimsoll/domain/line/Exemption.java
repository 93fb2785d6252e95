package plimsoll.domain.line;

import java.time.Instant;
import plimsoll.domain.repository.Level;

/// That somebody who runs the hub lets a repository out further than the line allows, for a reason and for a time.
///
/// @param level how far, for every component
/// @param reason why, in words for everybody
/// @param by who said so
/// @param at when
/// @param until when it ends by itself
public record Exemption(Level level, String reason, String by, Instant at, Instant until) {
    /// As long as a reason may be.
    public static final int MAX_CHARACTERS = 1_000;

    /// @throws IllegalArgumentException in words for whoever gives it, when it cannot be
    public Exemption {
        if (reason.isBlank() || reason.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "An exemption has a reason of at most %,d characters.".formatted(MAX_CHARACTERS));
        }
        if (!at.isBefore(until)) {
            throw new IllegalArgumentException("An exemption ends after it begins.");
        }
    }

    /// Whether it is in force.
    public boolean holds(Instant now) {
        return now.isBefore(until);
    }
}
