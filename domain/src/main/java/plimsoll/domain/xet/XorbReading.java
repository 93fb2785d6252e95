package plimsoll.domain.xet;

/// What came of reading a xorb that somebody sent.
public sealed interface XorbReading {
    /// It is what it is called.
    ///
    /// @param xorb what is in it; its bytes are the first [Xorb#storedBytes()] of the stream, and a footer that may
    ///     have followed them need not be kept
    record Sound(Xorb xorb) implements XorbReading {}

    /// It is not.
    ///
    /// @param reason why, in words for its sender
    record Refused(String reason) implements XorbReading {}
}
