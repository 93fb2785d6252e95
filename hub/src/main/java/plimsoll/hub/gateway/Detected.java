package plimsoll.hub.gateway;

/// What a text shows of the mark that a model's answers carry.
public sealed interface Detected permits Detected.Shown, Taken.Declined {
    /// How likely it is that a text looks so without having the mark.
    ///
    /// @param tokens of the text
    /// @param scored those that could show it
    /// @param pValue from 0 to 1: below 0.001 only one in a thousand texts without the mark
    record Shown(int tokens, int scored, double pValue) implements Detected {}
}
