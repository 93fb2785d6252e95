package plimsoll.domain.xet;

import java.util.List;
import java.util.Optional;

/// A message about files and xorbs: from a client what it wants to register, from a hub what it has already.
///
/// @param files what files are made of
/// @param xorbs what is in xorbs
/// @param footer is there in every answer of a hub, and comes from some clients
public record Shard(List<FileRecipe> files, List<XorbListing> xorbs, Optional<ShardFooter> footer) {
    /// No shard is longer, as it is sent.
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    static final int VERSION = 2;

    /// Everything in a shard comes in records of so many bytes.
    static final int RECORD_BYTES = 48;

    /// Of a file: a verification of each term follows.
    static final int WITH_VERIFICATION = 0x80000000;

    /// Of a file: its SHA-256 follows.
    static final int WITH_CONTENT = 0x40000000;

    /// What stands in a name's place where a section ends.
    static final XetHash BOOKEND = new XetHash(-1, -1, -1, -1);

    private static final byte[] TAG = {
        'H',
        'F',
        'R',
        'e',
        'p',
        'o',
        'M',
        'e',
        't',
        'a',
        'D',
        'a',
        't',
        'a',
        0,
        85,
        105,
        103,
        69,
        106,
        123,
        (byte) 129,
        87,
        (byte) 131,
        (byte) 165,
        (byte) 189,
        (byte) 217,
        92,
        (byte) 205,
        (byte) 209,
        74,
        (byte) 169
    };

    /// The 32 bytes that begin every shard.
    static final XetHash MARK = XetHash.of(TAG, 0);

    public Shard {
        files = List.copyOf(files);
        xorbs = List.copyOf(xorbs);
    }
}
