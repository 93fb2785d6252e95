package plimsoll.domain.xet;

/// What came of reading a shard that somebody sent.
public sealed interface ShardReading {
    /// It is a shard. Whether what it says is true is another question.
    ///
    /// @param shard what it says
    record Sound(Shard shard) implements ShardReading {}

    /// It is none.
    ///
    /// @param reason why, in words for its sender
    record Refused(String reason) implements ShardReading {}
}
