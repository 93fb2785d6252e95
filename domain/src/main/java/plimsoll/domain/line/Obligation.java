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
/// @param within how long they have the first time, as ISO 8601 writes it (`P15D`, `PT72H`); empty where no time is set
/// @param every after how long it has to be done again (`P3M`); empty where once is enough
/// @param from from when that time counts
public record Obligation(String what, String by, Optional<String> within, Optional<String> every, From from) {
    /// Who has to where it is not the publisher: those who run the hub.
    public static final String OPERATOR = "operator";

    private static final int LONGEST_YEARS = 100;
    private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);
    /// No law asks for anything more often.
    private static final Duration SHORTEST_ROUND = Duration.ofDays(1);

    /// @throws IllegalArgumentException when a time is none, or is not between a moment and a hundred years; or when
    /// something has to be done again each day or more often, or after an incident
    public Obligation {
        within.ifPresent(time -> refuseNoTime("within", time, Duration.ZERO));
        every.ifPresent(time -> refuseNoTime("every", time, SHORTEST_ROUND));
        if (every.isPresent() && from == From.INCIDENT) {
            throw new IllegalArgumentException("What counts from an incident is not done again 'every' so often");
        }
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

    /// What to do and in what time, in a line: `Notify the agency, within P14D`.
    public String sentence() {
        var since = from == From.INCIDENT ? " of an incident" : "";
        return what
                + within.map(time -> ", within %s%s".formatted(time, since)).orElse("")
                + every.map(time -> ", every " + time).orElse("");
    }

    /// Whether it has to be done again and again.
    public boolean recurs() {
        return every.isPresent();
    }

    /// Until when it has to be done the first time if its rule began to apply at `since`; empty where no time is
    /// set, or none that counts from there. Days, months and years are the calendar's, in UTC.
    public Optional<Instant> due(Instant since) {
        return from == From.INCIDENT ? Optional.empty() : within.or(() -> every).map(time -> after(since, time));
    }

    /// Until when it has to be done in a later round, which begins when the round before had to be done. Where a month
    /// had no such day as its rule began on, the round ended on the last day of it; a later month that has the day
    /// ends on it again.
    ///
    /// @param since when its rule began to apply
    /// @param begins when the round begins
    public Optional<Instant> due(Instant since, Instant begins) {
        return every.map(time -> after(begins, time))
                .map(end -> ofWholeMonths(every) ? unclamped(since, begins, end) : end);
    }

    private Instant unclamped(Instant since, Instant begins, Instant end) {
        var began = begins.atZone(ZoneOffset.UTC);
        int day = began.getDayOfMonth();
        if (day < began.toLocalDate().lengthOfMonth()) {
            return end;
        }
        var ends = end.atZone(ZoneOffset.UTC);
        return ends.withDayOfMonth(Math.min(ends.toLocalDate().lengthOfMonth(), Math.max(day, dayOfMonth(since))))
                .toInstant();
    }

    private int dayOfMonth(Instant since) {
        var first = ofWholeMonths(within.or(() -> every)) ? since : due(since).orElse(since);
        return first.atZone(ZoneOffset.UTC).getDayOfMonth();
    }

    private static boolean ofWholeMonths(Optional<String> time) {
        return time.filter(text ->
                        !text.contains("T") && Period.parse(text).withDays(0).equals(Period.parse(text)))
                .isPresent();
    }

    private static Instant after(Instant from, String time) {
        return time.contains("T")
                ? from.plus(Duration.parse(time))
                : from.atZone(ZoneOffset.UTC).plus(Period.parse(time)).toInstant();
    }

    private static void refuseNoTime(String name, String text, Duration least) {
        var start = SOME_DAY.atStartOfDay(ZoneOffset.UTC);
        try {
            var end = after(start.toInstant(), text);
            if (!end.isAfter(start.toInstant())
                    || end.isAfter(start.plusYears(LONGEST_YEARS).toInstant())) {
                throw new IllegalArgumentException("'%s' is longer than nothing and not longer than %d years, not '%s'"
                        .formatted(name, LONGEST_YEARS, text));
            }
            if (end.isBefore(start.toInstant().plus(least))) {
                throw new IllegalArgumentException("'%s' is not shorter than a day, as '%s' is".formatted(name, text));
            }
        } catch (DateTimeParseException broken) {
            throw new IllegalArgumentException(
                    "'%s' is a time as P15D or PT72H, not '%s'".formatted(name, text), broken);
        } catch (DateTimeException | ArithmeticException endless) {
            throw new IllegalArgumentException("'%s' is no time that anybody sees the end of".formatted(name), endless);
        }
    }
}
