package plimsoll.domain.line;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// Rules that belong together: a law, a code of practice, what a house decided for itself.
///
/// @param id its name
/// @param title what people call it
/// @param version which edition of it this is
/// @param jurisdiction where it speaks
/// @param status whether anybody has to heed it
/// @param from the first day it binds; empty from ever on
/// @param to the first day it binds no more; empty for good
/// @param rules what it says
/// @param sha256 the hash of its text
public record RulePack(
        String id,
        String title,
        String version,
        String jurisdiction,
        Status status,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        List<Rule> rules,
        Sha256 sha256) {
    public RulePack {
        rules = List.copyOf(rules);
    }

    /// Whether anybody has to heed it.
    public enum Status {
        /// Yes.
        IN_FORCE,
        /// It is no law, but good reason is needed to do otherwise.
        GUIDELINE,
        /// Passed, and not in force yet.
        ENACTED_NOT_YET,
        /// Somebody wishes it were.
        PROPOSED,
        /// It was once.
        REVOKED,
        /// It never came to be.
        VETOED,
        /// It is, but nobody enforces it.
        NOT_ENFORCED;

        /// The status of this word.
        public static Optional<Status> named(String word) {
            return Arrays.stream(values())
                    .filter(status -> status.word().equals(word))
                    .findFirst();
        }

        /// The word by which packs name it, as in `in_force`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether it holds anybody to anything at this time. The others are only to be asked what if.
    public boolean binds(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        boolean inForce = status == Status.IN_FORCE || status == Status.GUIDELINE;
        return inForce
                && from.filter(today::isBefore).isEmpty()
                && to.filter(end -> !today.isBefore(end)).isEmpty();
    }
}
