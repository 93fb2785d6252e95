package plimsoll.hub.xet;

import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.NewXorb;
import plimsoll.domain.xet.XetHash;

/// A container of chunks, and where its bytes are.
///
/// @param name its hash, over its chunks
/// @param home where its bytes are
/// @param chunks where they end
public record StoredXorb(XetHash name, Home home, ChunkOffsets chunks) {
    /// Where a xorb's bytes are.
    public sealed interface Home {
        /// The blob that has them.
        Sha256 blob();

        /// A blob of its own, which holds it as it came over the wire.
        record Packed(Sha256 blob) implements Home {}

        /// A stretch of a large file that came whole, or of what one has that no other had. On the wire its chunks are
        /// uncompressed.
        ///
        /// @param blob the file, or what was kept of it
        /// @param from where in it the xorb's raw bytes begin
        record Within(Sha256 blob, long from) implements Home {}
    }

    /// A new xorb whose raw bytes lie in a blob, one chunk behind the other.
    ///
    /// @param from where they begin
    static StoredXorb within(Sha256 blob, long from, NewXorb xorb) {
        var sizes = xorb.rawBytes().stream().mapToInt(Integer::intValue).toArray();
        return new StoredXorb(xorb.name(), new Home.Within(blob, from), ChunkOffsets.uncompressed(sizes));
    }

    /// How much of the store it takes.
    public long storedBytes() {
        return switch (home) {
            case Home.Packed _ -> chunks.sizeBytes();
            case Home.Within _ -> chunks.rawStart(chunks.count());
        };
    }
}
