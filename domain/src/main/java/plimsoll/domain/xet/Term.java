package plimsoll.domain.xet;

/// A run of chunks of one xorb, as a part of a file.
///
/// @param xorb whose chunks
/// @param start the first chunk's number
/// @param end the number after the last one's, more than `start`
/// @param rawBytes their bytes once decompressed, 1 to [#MAX_RAW_BYTES]
public record Term(XetHash xorb, int start, int end, int rawBytes) {
    /// A xorb full of the largest chunks.
    public static final int MAX_RAW_BYTES = Xorb.MAX_CHUNKS * Chunker.MAX_BYTES;

    public Term {
        if (start < 0 || start >= end || end > Xorb.MAX_CHUNKS) {
            throw new IllegalArgumentException("no chunks " + start + " to " + end);
        }
        if (rawBytes < 1 || rawBytes > MAX_RAW_BYTES) {
            throw new IllegalArgumentException("a term cannot have " + rawBytes + " bytes");
        }
    }
}
