package plimsoll.domain.xet;

/// The eight bytes before each chunk in a xorb.
///
/// @param storedBytes how many bytes of the chunk follow, 1 to [#MAX_STORED_BYTES]
/// @param scheme how they are stored
/// @param rawBytes how many they are once decompressed, 1 to [Chunker#MAX_BYTES]
public record ChunkHeader(int storedBytes, Scheme scheme, int rawBytes) {
    /// How long a header is.
    public static final int BYTES = 8;

    /// The Rust client's bound: compression may at worst make a chunk a little longer.
    public static final int MAX_STORED_BYTES = 2 * Chunker.MAX_BYTES;

    private static final int VERSION = 0;

    /// The header of a chunk that is stored as it is.
    public static ChunkHeader uncompressed(int rawBytes) {
        return new ChunkHeader(rawBytes, Scheme.NONE, rawBytes);
    }

    /// Reads the eight bytes from `at` on.
    static ChunkHeader read(byte[] bytes, int at) throws MalformedXet {
        if (bytes[at] != VERSION) {
            throw new MalformedXet("a chunk header of the unknown version " + (bytes[at] & 0xFF));
        }
        var header = new ChunkHeader(threeBytes(bytes, at + 1), Scheme.of(bytes[at + 4]), threeBytes(bytes, at + 5));
        if (header.rawBytes < 1 || header.rawBytes > Chunker.MAX_BYTES) {
            throw new MalformedXet("a chunk of " + header.rawBytes + " bytes; chunks have 1 to " + Chunker.MAX_BYTES);
        }
        if (header.storedBytes < 1 || header.storedBytes > MAX_STORED_BYTES) {
            throw new MalformedXet("a chunk stored in " + header.storedBytes + " bytes");
        }
        if (header.scheme == Scheme.NONE && header.storedBytes != header.rawBytes) {
            throw new MalformedXet("an uncompressed chunk of two sizes");
        }
        return header;
    }

    /// Writes the eight bytes.
    public void write(byte[] to, int at) {
        to[at] = VERSION;
        writeThreeBytes(storedBytes, to, at + 1);
        to[at + 4] = scheme.number();
        writeThreeBytes(rawBytes, to, at + 5);
    }

    private static int threeBytes(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8) | ((bytes[at + 2] & 0xFF) << 16);
    }

    private static void writeThreeBytes(int value, byte[] to, int at) {
        to[at] = (byte) value;
        to[at + 1] = (byte) (value >>> 8);
        to[at + 2] = (byte) (value >>> 16);
    }
}
