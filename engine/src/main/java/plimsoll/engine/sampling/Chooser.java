package plimsoll.engine.sampling;

/// Chooses among what is left, in place of the draw: a watermark that keeps the distribution.
@FunctionalInterface
public interface Chooser {
    /// One of the candidates.
    ///
    /// @param counter the position of the token to come, for keyed draws
    /// @return its index among them
    int choose(SequenceView past, Candidates candidates, long counter);
}
