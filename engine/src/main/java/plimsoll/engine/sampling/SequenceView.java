package plimsoll.engine.sampling;

/// The tokens of a sequence so far, prompt first. Valid during the call that got it.
public interface SequenceView {
    /// How many there are.
    int size();

    /// How many of them were the prompt.
    int promptSize();

    /// One of them, counted from 0.
    int token(int index);
}
