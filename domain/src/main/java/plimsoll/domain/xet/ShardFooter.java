package plimsoll.domain.xet;

/// What ends a shard that answers a question about duplicates.
///
/// @param key the 32 bytes of the key under which chunks are named; [XetHash#ZERO] when they are named plainly
/// @param createdSeconds when it was made, in seconds since 1970
/// @param keyExpiresSeconds after when clients should forget it, likewise
public record ShardFooter(XetHash key, long createdSeconds, long keyExpiresSeconds) {
    /// How long a footer is.
    public static final int BYTES = 200;

    static final int VERSION = 1;
}
