package plimsoll.engine;

/// What running a model takes.
///
/// @param weightBytes of its files, which the system maps in and may drop again
/// @param cacheBytes of keys and values when all sequences are full
/// @param workBytes of one step
public record MemoryNeed(long weightBytes, long cacheBytes, long workBytes) {
    /// All together.
    public long totalBytes() {
        return Math.addExact(weightBytes, Math.addExact(cacheBytes, workBytes));
    }

    @Override
    public String toString() {
        return "%,d MiB of weights, %,d MiB of keys and values, %,d MiB to work in"
                .formatted(weightBytes >> 20, cacheBytes >> 20, workBytes >> 20);
    }
}
