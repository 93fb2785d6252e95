package plimsoll.web.pages.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// A point in time, as machines and as people say it.
///
/// @param iso for the `datetime` of a `time` element
/// @param full to the minute, in UTC
/// @param words how long ago, or the day when that was long ago
public record Moment(String iso, String full, String words) {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int LONG_AGO_DAYS = 30;

    /// The moment `at`, seen at `now`.
    public static Moment of(Instant at, Instant now) {
        return new Moment(at.truncatedTo(ChronoUnit.SECONDS).toString(), FULL.format(at), words(at, now));
    }

    private static String words(Instant at, Instant now) {
        var age = Duration.between(at, now);
        if (age.isNegative() || age.toDays() >= LONG_AGO_DAYS) {
            return DAY.format(at);
        }
        if (age.toDays() > 0) {
            return age.toDays() == 1 ? "yesterday" : age.toDays() + " days ago";
        }
        if (age.toHours() > 0) {
            return age.toHours() == 1 ? "an hour ago" : age.toHours() + " hours ago";
        }
        return switch ((int) age.toMinutes()) {
            case 0 -> "just now";
            case 1 -> "a minute ago";
            default -> age.toMinutes() + " minutes ago";
        };
    }
}
