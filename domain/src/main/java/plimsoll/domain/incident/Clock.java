package plimsoll.domain.incident;

import java.time.Duration;
import java.time.Instant;

/// A deadline that runs for one incident.
///
/// @param deadline which
/// @param from when it began: when the incident was known
public record Clock(Deadline deadline, Instant from) {
    private static final int HALF = 2;
    private static final int QUARTER = 4;

    /// When the authority has to know.
    public Instant due() {
        return from.plus(deadline.within());
    }

    /// How pressing it is.
    public Urgency urgency(Instant now) {
        return urgency(from, deadline.within(), now);
    }

    /// How pressing something is that began at `from` and is to be done within this time.
    public static Urgency urgency(Instant from, Duration within, Instant now) {
        var pressing = Urgency.EARLY;
        for (var step : Urgency.values()) {
            pressing = now.isBefore(reaches(step, from, within)) ? pressing : step;
        }
        return pressing;
    }

    /// When something that began at `from` and is to be done within this time has come to be as pressing as `step`.
    public static Instant reaches(Urgency step, Instant from, Duration within) {
        var due = from.plus(within);
        return switch (step) {
            case EARLY -> from;
            case HALFWAY -> due.minus(within.dividedBy(HALF));
            case PRESSING -> due.minus(within.dividedBy(QUARTER));
            case OVERDUE -> due;
        };
    }

    /// How pressing a clock is. Each step is told once, to more people than the step before.
    public enum Urgency {
        /// Less than half of the time is gone.
        EARLY,
        /// Half of it is: whoever has the case is reminded.
        HALFWAY,
        /// A quarter is left: everybody who runs the hub is told, and the publisher.
        PRESSING,
        /// It is too late: those who watch over the hub are told too, and it is on record.
        OVERDUE
    }
}
