package plimsoll.engine.batching;

/// How much is worked on at once.
///
/// @param positions the longest sequence, prompt and answer together
/// @param active sequences in work
/// @param queued sequences that wait
/// @param stepTokens tokens in one step: a long prompt is read in pieces, so that nobody waits for all of it
/// @param pages pages of keys and values there may be
public record BatchLimits(int positions, int active, int queued, int stepTokens, int pages) {
    public BatchLimits {
        if (positions < 2 || active < 1 || queued < 0 || stepTokens < active || pages < 1) {
            throw new IllegalArgumentException("%d positions, %d active, %d queued, %d tokens a step, %d pages"
                    .formatted(positions, active, queued, stepTokens, pages));
        }
    }
}
