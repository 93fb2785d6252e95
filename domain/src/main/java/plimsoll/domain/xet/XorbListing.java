package plimsoll.domain.xet;

import java.util.List;

/// What a shard says is in a xorb.
///
/// @param xorb its name
/// @param chunks in their order, 1 to [Xorb#MAX_CHUNKS]
/// @param storedBytes how long its serialised bytes are, as the sender says, 0 to [Xorb#MAX_BYTES]
public record XorbListing(XetHash xorb, List<Chunk> chunks, int storedBytes) {
    /// One of its chunks.
    ///
    /// @param name its name; in answers about duplicates, its name under the footer's key
    /// @param rawBytes its size once decompressed, 1 to [Chunker#MAX_BYTES]
    public record Chunk(XetHash name, int rawBytes) {}

    public XorbListing {
        chunks = List.copyOf(chunks);
        if (chunks.isEmpty() || chunks.size() > Xorb.MAX_CHUNKS) {
            throw new IllegalArgumentException("a xorb cannot have " + chunks.size() + " chunks");
        }
    }

    /// The listing of a xorb that was read whole.
    public static XorbListing of(Xorb xorb) {
        var chunks = xorb.chunks().stream()
                .map(chunk -> new Chunk(chunk.name(), chunk.rawBytes()))
                .toList();
        return new XorbListing(xorb.name(), chunks, xorb.storedBytes());
    }

    /// How long its chunks are once decompressed.
    public int rawBytes() {
        return chunks.stream().mapToInt(Chunk::rawBytes).sum();
    }
}
