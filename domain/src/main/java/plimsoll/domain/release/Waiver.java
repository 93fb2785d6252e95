package plimsoll.domain.release;

import java.time.Duration;
import java.time.Instant;
import plimsoll.domain.content.GitOid;

/// That a person lets a held commit go in spite of what an inspection found, for a reason and for a time.
///
/// @param commit which commit
/// @param finding what the inspection said, in the words of its hold: another finding is not waived
/// @param reason why it is let go all the same, in words for everybody
/// @param by who said so
/// @param at when
/// @param until when it ends by itself
public record Waiver(GitOid commit, String finding, String reason, String by, Instant at, Instant until) {
    /// As long as a reason may be.
    public static final int MAX_CHARACTERS = 1_000;
    /// As long as one lasts: then a person looks again.
    public static final Duration LONGEST = Duration.ofDays(90);

    /// @throws IllegalArgumentException in words for whoever gives it, when it cannot be
    public Waiver {
        if (reason.isBlank() || reason.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("Say why, in at most %,d characters.".formatted(MAX_CHARACTERS));
        }
        if (!at.isBefore(until) || until.isAfter(at.plus(LONGEST))) {
            throw new IllegalArgumentException(
                    "It ends after it begins, and within %d days.".formatted(LONGEST.toDays()));
        }
    }

    /// Whether it is in force.
    public boolean holds(Instant now) {
        return now.isBefore(until);
    }
}
