package plimsoll.domain.line;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Something that has to be done because a rule applies.
///
/// @param what to do
/// @param by who has to, in a word: publisher, operator
/// @param within how long they have, as ISO 8601 writes it (`P15D`, `PT72H`); empty where no time is set
/// @param from from when that time counts
public record Obligation(String what, String by, Optional<String> within, From from) {
    /// Who has to where it is not the publisher: those who run the hub.
    public static final String OPERATOR = "operator";

    private static final int LONGEST_YEARS = 100;
    private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);

    /// @throws IllegalArgumentException when the time is none, or is not between a moment and a hundred years
    public Obligation {
        within.ifPresent(Obligation::refuseNoTime);
    }

    /// From when the time for an obligation counts.
    public enum From {
        /// Since the rule began to apply.
        RULE,
        /// Since something went wrong, each time anew: the clocks of incidents run for that.
        INCIDENT;

        /// What this word of a pack stands for.
        public static Optional<From> named(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }

        /// The word for it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether those who run the hub have to do it, and not the publisher.
    public boolean isOperators() {
        return by.equals(OPERATOR);
    }

    /// Until when it has to be done if its rule began to apply at `since`; empty where no time is set, or none that
    /// counts from there. Days, months and years are the calendar's, in UTC.
    public Optional<Instant> due(Instant since) {
        return from == From.INCIDENT ? Optional.empty() : within.map(time -> after(since, time));
    }

    private static Instant after(Instant since, String time) {
        return time.contains("T")
                ? since.plus(Duration.parse(time))
                : since.atZone(ZoneOffset.UTC).plus(Period.parse(time)).toInstant();
    }

    private static void refuseNoTime(String within) {
        var start = SOME_DAY.atStartOfDay(ZoneOffset.UTC);
        try {
            var end = after(start.toInstant(), within);
            if (!end.isAfter(start.toInstant())
                    || end.isAfter(start.plusYears(LONGEST_YEARS).toInstant())) {
                throw new IllegalArgumentException(
                        "'within' is longer than nothing and not longer than %d years, not '%s'"
                                .formatted(LONGEST_YEARS, within));
            }
        } catch (DateTimeParseException broken) {
            throw new IllegalArgumentException(
                    "'within' is a time as P15D or PT72H, not '%s'".formatted(within), broken);
        } catch (DateTimeException | ArithmeticException endless) {
            throw new IllegalArgumentException("'within' is no time that anybody sees the end of", endless);
        }
    }
}
