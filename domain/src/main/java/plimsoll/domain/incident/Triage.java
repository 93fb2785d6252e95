package plimsoll.domain.incident;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a person made of a report.
///
/// @param severity how bad it is
/// @param harms what it did or may do; at least one
/// @param regimes the laws that want to hear of it
/// @param awareAt when it was first known; the clocks run from here
/// @param assessment what happened, in words for the authorities
/// @param by who says so, and has the case from then on
/// @param at when
public record Triage(
        Severity severity,
        SortedSet<Harm> harms,
        SortedSet<Regime> regimes,
        Instant awareAt,
        String assessment,
        String by,
        Instant at) {
    /// As much as authorities read of what happened.
    public static final int MOST_CHARACTERS = 8_000;

    /// @throws IllegalArgumentException in words for whoever gives it, when it cannot be
    public Triage {
        if (harms.isEmpty()) {
            throw new IllegalArgumentException("Say what the incident did or may do.");
        }
        if (assessment.isBlank() || assessment.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "Say what happened, in at most %,d characters.".formatted(MOST_CHARACTERS));
        }
        if (awareAt.isAfter(at)) {
            throw new IllegalArgumentException("An incident is not known before it is: the clocks began in the past.");
        }
        harms = Collections.unmodifiableSortedSet(new TreeSet<>(harms));
        regimes = Collections.unmodifiableSortedSet(new TreeSet<>(regimes));
    }

    /// The clocks that run, the strictest first.
    public List<Clock> clocks() {
        return Arrays.stream(Deadline.values())
                .filter(deadline -> regimes.contains(deadline.regime()) && deadline.runs(severity, harms))
                .map(deadline -> new Clock(deadline, awareAt))
                .sorted(Comparator.comparing(Clock::due).thenComparing(Clock::deadline))
                .toList();
    }

    /// Every regime: what is not known to be exempt is told.
    public static Set<Regime> everywhere() {
        return EnumSet.allOf(Regime.class);
    }
}
