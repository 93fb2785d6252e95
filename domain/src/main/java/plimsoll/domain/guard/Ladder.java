package plimsoll.domain.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.guard.Strike.Step;

/// When an account's questions lead to something, and to what. Pure: the same history leads to the same step.
public final class Ladder {
    /// These rules, by name and version.
    public static final String RULE = "ladder/v1";

    private static final double ENOUGH = 3;
    /// Who is stopped less often than this asks much, not badly.
    private static final double LEAST_PART = 0.05;
    /// So long a step counts for the next.
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private Ladder() {}

    /// The next step, when it is due.
    ///
    /// @param strikes all that the account has had
    public static Optional<Step> next(Risk risk, List<Strike> strikes, Instant now) {
        if (risk.weightAt(now) < ENOUGH || risk.stoppedAtLeast() < LEAST_PART) {
            return Optional.empty();
        }
        var farthest = strikes.stream()
                .filter(strike -> strike.rule().equals(RULE)
                        && !strike.overturned()
                        && strike.at().plus(REMEMBERED).isAfter(now))
                .map(Strike::step)
                .max(Comparator.naturalOrder());
        return Optional.of(farthest.map(Ladder::after).orElse(Step.NOTICE));
    }

    private static Step after(Step step) {
        return switch (step) {
            case NOTICE -> Step.THROTTLE;
            case THROTTLE -> Step.SUSPENSION;
            case SUSPENSION, BAR -> Step.BAR;
        };
    }

    /// How long a step holds.
    public static Duration length(Step step) {
        return switch (step) {
            case NOTICE -> Duration.ofDays(30);
            case THROTTLE -> Duration.ofDays(1);
            case SUSPENSION -> Duration.ofDays(7);
            case BAR -> Duration.ofDays(365);
        };
    }
}
