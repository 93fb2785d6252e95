package plimsoll.engine.sampling;

/// Changes logits before anything is cut off: a watermark's green list, a ban, an experiment. Runs on the thread of the
/// step: what it takes, every sequence waits for.
@FunctionalInterface
public interface LogitsStep {
    /// Changes them in place; negative infinity forbids a token.
    void apply(SequenceView past, float[] logits);
}
