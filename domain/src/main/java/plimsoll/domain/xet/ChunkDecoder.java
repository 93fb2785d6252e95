package plimsoll.domain.xet;

/// Decompresses stored chunks out of one array into another. Keeps a buffer for one chunk. Not for more than one
/// thread.
public final class ChunkDecoder {
    private final Lz4 lz4;
    private final byte[] grouped = new byte[Chunker.MAX_BYTES];

    /// Decompresses by `lz4`.
    public ChunkDecoder(Lz4 lz4) {
        this.lz4 = lz4;
    }

    /// Decompresses the chunk whose header begins at `at`.
    ///
    /// @param end where the stored bytes end
    /// @param to where in `out` the raw bytes go
    /// @return the header, which says how many they are
    /// @throws MalformedXet when it is no chunk, or does not fit
    public ChunkHeader decode(byte[] stored, int at, int end, byte[] out, int to) throws MalformedXet {
        if (end - at < ChunkHeader.BYTES) {
            throw new MalformedXet("a xorb that ends in the middle of a chunk header");
        }
        var header = ChunkHeader.read(stored, at);
        if (end - at - ChunkHeader.BYTES < header.storedBytes() || out.length - to < header.rawBytes()) {
            throw new MalformedXet("a chunk that is longer than its room");
        }
        decode(header, stored, at + ChunkHeader.BYTES, out, to);
        return header;
    }

    /// Decompresses the chunk whose stored bytes, without the header, begin at `at`.
    void decode(ChunkHeader header, byte[] stored, int at, byte[] out, int to) throws MalformedXet {
        int size = header.storedBytes();
        int rawBytes = header.rawBytes();
        switch (header.scheme()) {
            case NONE -> System.arraycopy(stored, at, out, to, rawBytes);
            case LZ4 -> Lz4Frame.read(lz4, stored, at, size, out, to, rawBytes);
            case GROUPED_LZ4 -> {
                Lz4Frame.read(lz4, stored, at, size, grouped, 0, rawBytes);
                ByteGroups.ungroup(grouped, out, to, rawBytes);
            }
        }
    }
}
