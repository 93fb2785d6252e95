package plimsoll.engine.training;

/// The learning rate by the number of the step: a straight rise, then half a cosine down to a part of the peak. Time
/// has no say in it.
///
/// @param steps of the whole training
/// @param warmUp steps of the rise
/// @param peak the highest rate
/// @param floor the last rate, as a part of the peak
public record Schedule(int steps, int warmUp, double peak, double floor) {
    /// @throws IllegalArgumentException with a sentence that names the number that is wrong
    public Schedule {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be above 0");
        }
        if (warmUp < 0 || warmUp > steps) {
            throw new IllegalArgumentException("warm_up must be between 0 and steps");
        }
        if (!(peak > 0) || peak > 1) {
            throw new IllegalArgumentException("peak_rate must be above 0 and at most 1");
        }
        if (!(floor >= 0) || floor > 1) {
            throw new IllegalArgumentException("floor_rate must be between 0 and 1, as a part of peak_rate");
        }
    }

    /// The rate of a step, counted from 0.
    double rate(int step) {
        if (step < warmUp) {
            return peak * (step + 1) / warmUp;
        }
        double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
        return peak * (floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * done)));
    }
}
