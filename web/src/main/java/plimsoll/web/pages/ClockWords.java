package plimsoll.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.incident.Clock;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Submission;
import plimsoll.web.pages.view.IncidentPage.Ticking;
import plimsoll.web.pages.view.Moment;

/// Says where the clocks of incidents stand.
final class ClockWords {
    private static final int WHOLE = 100;

    private ClockWords() {}

    static Ticking of(Incident incident, Clock clock, Instant now) {
        var deadline = clock.deadline();
        var regime = deadline.regime();
        var sent = incident.sent(deadline);
        return new Ticking(
                deadline.word(),
                deadline.recipient(),
                "%s, %s".formatted(regime.title(), within(deadline.within())),
                regime.source(),
                regime.note(),
                Moment.of(clock.due(), now),
                sent.isPresent() ? "" : left(now, clock.due()),
                sent.isPresent() ? "sent" : clock.urgency(now).name().toLowerCase(Locale.ROOT),
                gone(clock, now),
                sent.map(each -> told(each, clock, now)));
    }

    /// The clock that runs out first.
    static Optional<Ticking> strictest(Incident incident, Instant now) {
        return incident.isOpen()
                ? incident.unsent().stream().findFirst().map(clock -> of(incident, clock, now))
                : Optional.empty();
    }

    static String left(Instant now, Instant due) {
        var left = Duration.between(now, due);
        return left.isPositive() ? spelled(left) + " left" : "%s too late".formatted(spelled(left.negated()));
    }

    private static String told(Submission sent, Clock clock, Instant now) {
        return "Told %s by %s%s%s. SHA-256 %s"
                .formatted(
                        Moment.of(sent.at(), now).full(),
                        sent.by(),
                        sent.reference().isEmpty() ? "" : " (" + sent.reference() + ")",
                        sent.at().isAfter(clock.due()) ? ", too late" : "",
                        sent.sha256().hex());
    }

    private static int gone(Clock clock, Instant now) {
        long gone = Duration.between(clock.from(), now).toMillis();
        return Math.clamp(gone * WHOLE / clock.deadline().within().toMillis(), 0, WHOLE);
    }

    private static String within(Duration within) {
        return within.toDays() > 3 || within.toDays() == 2 ? within.toDays() + " days" : within.toHours() + " hours";
    }

    private static String spelled(Duration time) {
        if (time.toDays() > 0) {
            return counted(time.toDays(), "day") + " " + counted(time.toHoursPart(), "hour");
        }
        return time.toHours() > 0
                ? counted(time.toHours(), "hour") + " " + counted(time.toMinutesPart(), "minute")
                : counted(Math.max(1, time.toMinutes()), "minute");
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
