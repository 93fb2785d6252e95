package plimsoll.domain.xet;

import java.util.List;

/// A xorb to be kept, of chunks that are stored as they are.
///
/// @param name the root of the tree over its chunks
/// @param chunks their names, in order
/// @param rawBytes the size of each
public record NewXorb(XetHash name, List<XetHash> chunks, List<Integer> rawBytes) {
    public NewXorb {
        chunks = List.copyOf(chunks);
        rawBytes = List.copyOf(rawBytes);
        if (chunks.isEmpty() || chunks.size() > Xorb.MAX_CHUNKS || chunks.size() != rawBytes.size()) {
            throw new IllegalArgumentException(chunks.size() + " chunks of " + rawBytes.size() + " sizes");
        }
    }

    /// How long its chunks are together.
    public int sizeBytes() {
        return rawBytes.stream().mapToInt(Integer::intValue).sum();
    }

    /// All of it, as a term.
    public Term whole() {
        return new Term(name, 0, chunks.size(), sizeBytes());
    }
}
