package plimsoll.domain.xet;

/// Stores chunks. Keeps buffers for one chunk. Not for more than one thread.
final class ChunkEncoder {
    private final Lz4 lz4;
    private final byte[] raw = new byte[Chunker.MAX_BYTES];
    private final byte[] grouped = new byte[Chunker.MAX_BYTES];
    private final byte[] plainFrame = new byte[Chunker.MAX_BYTES];
    private final byte[] groupedFrame = new byte[Chunker.MAX_BYTES];
    private byte[] encoded = raw;

    ChunkEncoder(Lz4 lz4) {
        this.lz4 = lz4;
    }

    /// Stores a chunk in the way that takes the least room; [#encoded()] has the bytes until the next call.
    ChunkHeader encode(byte[] bytes, int from, int sizeBytes) {
        int plain = Lz4Frame.write(lz4, bytes, from, sizeBytes, plainFrame);
        ByteGroups.group(bytes, from, sizeBytes, grouped);
        int groups = Lz4Frame.write(lz4, grouped, 0, sizeBytes, groupedFrame);
        if (groups > 0 && (plain < 0 || groups < plain)) {
            encoded = groupedFrame;
            return new ChunkHeader(groups, Scheme.GROUPED_LZ4, sizeBytes);
        }
        if (plain > 0) {
            encoded = plainFrame;
            return new ChunkHeader(plain, Scheme.LZ4, sizeBytes);
        }
        System.arraycopy(bytes, from, raw, 0, sizeBytes);
        encoded = raw;
        return ChunkHeader.uncompressed(sizeBytes);
    }

    byte[] encoded() {
        return encoded;
    }
}
