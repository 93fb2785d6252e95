package plimsoll.domain.xet;

import java.util.List;

/// What is known of a xorb whose bytes were read whole: its name, and what is in it.
///
/// @param name the root of the tree over its chunks
/// @param chunks in their order, 1 to [#MAX_CHUNKS]
public record Xorb(XetHash name, List<XorbChunk> chunks) {
    /// No xorb has more chunks.
    public static final int MAX_CHUNKS = 8 * 1024;

    /// Whoever writes one stops here: headers included by some clients and by us, without them by the Python client.
    public static final int FULL_BYTES = 64 * 1024 * 1024;

    /// No xorb is longer, as it is sent.
    public static final int MAX_BYTES = FULL_BYTES + MAX_CHUNKS * ChunkHeader.BYTES;

    public Xorb {
        chunks = List.copyOf(chunks);
        if (chunks.isEmpty() || chunks.size() > MAX_CHUNKS) {
            throw new IllegalArgumentException("a xorb cannot have " + chunks.size() + " chunks");
        }
    }

    /// How long its serialised chunks are, without any footer.
    public int storedBytes() {
        return chunks.getLast().endOffset();
    }

    /// How long they are once decompressed: at most 1 GiB.
    public int rawBytes() {
        return chunks.stream().mapToInt(XorbChunk::rawBytes).sum();
    }
}
