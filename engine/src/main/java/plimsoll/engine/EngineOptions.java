package plimsoll.engine;

import java.time.InstantSource;

/// How a model is run.
///
/// @param threads that compute
/// @param active sequences in work at once
/// @param queued sequences that may wait
/// @param stepTokens tokens in one step
/// @param sequencesOfPages keys and values are kept for so many sequences of full length
/// @param clock for deadlines
public record EngineOptions(
        int threads, int active, int queued, int stepTokens, int sequencesOfPages, InstantSource clock) {
    /// All processors, 16 sequences, 64 waiting, 256 tokens a step, pages for 4 full sequences.
    public static EngineOptions standard() {
        return new EngineOptions(Runtime.getRuntime().availableProcessors(), 16, 64, 256, 4, InstantSource.system());
    }

    /// The same on so many threads.
    public EngineOptions withThreads(int count) {
        return new EngineOptions(count, active, queued, stepTokens, sequencesOfPages, clock);
    }

    /// The same with so many tokens a step.
    public EngineOptions withStepTokens(int count) {
        return new EngineOptions(threads, Math.min(active, count), queued, count, sequencesOfPages, clock);
    }
}
