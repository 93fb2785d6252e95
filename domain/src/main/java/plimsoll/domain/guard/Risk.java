package plimsoll.domain.guard;

import java.time.Duration;
import java.time.Instant;

/// What an account's questions have come to: weight for each that was stopped, which half of is forgotten each day, and
/// how many were stopped of how many.
///
/// @param weight as it was at `at`
/// @param stopped questions
/// @param passed questions
public record Risk(double weight, Instant at, long stopped, long passed) {
    /// Of somebody who has asked nothing.
    public static final Risk NONE = new Risk(0, Instant.EPOCH, 0, 0);

    private static final Duration HALF_LIFE = Duration.ofDays(1);
    private static final double PLAIN = 1;
    /// Tricks and second tries are meant; a single word may not be.
    private static final double TRICK = 0.5;

    private static final double RETRY = 0.5;
    private static final double SEVERE = 2;
    /// Ten questions of which one was stopped: what anybody is taken for at first.
    private static final double BELIEVED_STOPPED = 1;

    private static final double BELIEVED_PASSED = 9;
    /// One side of nine tenths of a normal distribution.
    private static final double LOWER_BOUND = 1.64;

    /// The risk after a question.
    ///
    /// @param retry whether it says again what was stopped before
    public Risk after(Verdict verdict, boolean retry, Instant now) {
        if (!verdict.blocks()) {
            return new Risk(weightAt(now), now, stopped, passed + 1);
        }
        boolean severe = verdict.likeliest()
                .filter(hazard -> hazard == Hazard.S4 || hazard == Hazard.S9)
                .isPresent();
        double more = PLAIN
                + (verdict.signs().isEmpty() ? 0 : TRICK)
                + (retry ? RETRY : 0)
                + (verdict.isHarmful() && severe ? SEVERE : 0);
        return new Risk(weightAt(now) + more, now, stopped + 1, passed);
    }

    /// The same with its weight spent: it has led to something.
    public Risk spent(Instant now) {
        return new Risk(0, now, stopped, passed);
    }

    /// What is left of the weight.
    public double weightAt(Instant now) {
        double days = Math.max(0, Duration.between(at, now).toMillis()) / (double) HALF_LIFE.toMillis();
        return weight * Math.pow(0.5, days);
    }

    /// Which part of the questions is stopped, at least: so that who asks much is not taken for who asks badly.
    public double stoppedAtLeast() {
        double a = stopped + BELIEVED_STOPPED;
        double b = passed + BELIEVED_PASSED;
        double mean = a / (a + b);
        return Math.max(0, mean - LOWER_BOUND * Math.sqrt(mean * (1 - mean) / (a + b + 1)));
    }
}
