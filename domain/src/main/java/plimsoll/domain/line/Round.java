package plimsoll.domain.line;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.line.Duty.Met;

/// One time that an obligation was met: its only one, or one of those of an obligation that recurs.
///
/// @param number which, from 1
/// @param began when its time began
/// @param due until when it had to be done, as the pack said when it was met; empty where no time was set
/// @param met that it was done
/// @param reopened that this was taken back; empty while it stands
public record Round(int number, Instant began, Optional<Instant> due, Met met, Optional<Reopened> reopened) {
    /// Whether it was done too late.
    public boolean wasLate() {
        return due.filter(end -> met.at().isAfter(end)).isPresent();
    }

    /// That what was said to be met was not.
    ///
    /// @param by the account that says so
    /// @param at when it said so
    /// @param reason why
    public record Reopened(String by, Instant at, String reason) {
        /// @throws IllegalArgumentException when there is no reason, or one that nobody reads
        public Reopened {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("Say why it was not met.");
            }
            if (reason.length() > Met.MOST_CHARACTERS) {
                throw new IllegalArgumentException(
                        "A reason has at most %,d characters.".formatted(Met.MOST_CHARACTERS));
            }
        }
    }
}
