package plimsoll.engine.training;

/// Hears of each step of a training, on the thread that trains.
public interface Watcher {
    /// One step is done.
    ///
    /// @param step counted from 1
    /// @param loss the mean over the answers' tokens
    /// @param tokens that were learned from in this step
    void stepped(int step, int steps, double loss, int tokens);

    /// Whether to stop after this step, with a checkpoint.
    boolean stops();
}
