package plimsoll.domain.line;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Something that has to be done because a rule applies.
///
/// @param what to do
/// @param by who has to, in a word: publisher, operator
/// @param within how long they have, as ISO 8601 writes it (`P15D`, `PT72H`); empty where no time is set
public record Obligation(String what, String by, Optional<String> within) {
    /// @throws IllegalArgumentException when the time is none
    public Obligation {
        within.ifPresent(Obligation::refuseNoTime);
    }

    private static void refuseNoTime(String within) {
        try {
            if (within.contains("T")) {
                Duration.parse(within);
            } else {
                Period.parse(within);
            }
        } catch (DateTimeParseException broken) {
            throw new IllegalArgumentException(
                    "'within' is a time as P15D or PT72H, not '%s'".formatted(within), broken);
        }
    }
}
