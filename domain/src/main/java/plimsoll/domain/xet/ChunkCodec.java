package plimsoll.domain.xet;

/// Stored chunks in and out. Keeps buffers for one chunk. Not for more than one thread.
final class ChunkCodec {
    private final Lz4 lz4;
    private final byte[] raw = new byte[Chunker.MAX_BYTES];
    private final byte[] grouped = new byte[Chunker.MAX_BYTES];
    private final byte[] plainFrame = new byte[Chunker.MAX_BYTES];
    private final byte[] groupedFrame = new byte[Chunker.MAX_BYTES];
    private byte[] encoded = raw;

    ChunkCodec(Lz4 lz4) {
        this.lz4 = lz4;
    }

    /// Decompresses a chunk whose stored bytes begin `stored`.
    ///
    /// @return the raw bytes, from the array's start; overwritten by the next call
    byte[] decode(ChunkHeader header, byte[] stored) throws MalformedXet {
        switch (header.scheme()) {
            case NONE -> System.arraycopy(stored, 0, raw, 0, header.rawBytes());
            case LZ4 -> Lz4Frame.read(lz4, stored, header.storedBytes(), raw, header.rawBytes());
            case GROUPED_LZ4 -> {
                Lz4Frame.read(lz4, stored, header.storedBytes(), grouped, header.rawBytes());
                ByteGroups.ungroup(grouped, raw, header.rawBytes());
            }
        }
        return raw;
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
