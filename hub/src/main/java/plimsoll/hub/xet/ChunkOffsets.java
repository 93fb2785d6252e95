package plimsoll.hub.xet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import plimsoll.domain.xet.ChunkHeader;

/// Where the chunks of a xorb end: in its raw bytes, and in its bytes as they go over the wire, with a header of eight
/// bytes before each chunk. Immutable.
public final class ChunkOffsets {
    private static final int PACKED_BYTES = 2 * Integer.BYTES;

    private final int[] rawEnds;
    private final int[] ends;

    private ChunkOffsets(int[] rawEnds, int[] ends) {
        this.rawEnds = rawEnds;
        this.ends = ends;
    }

    /// Of chunks of these sizes.
    ///
    /// @param rawBytes the raw size of each
    /// @param wireBytes the size of each on the wire, header included
    /// @throws ArithmeticException when together they are 2 GiB or more
    public static ChunkOffsets of(int[] rawBytes, int[] wireBytes) {
        if (rawBytes.length != wireBytes.length) {
            throw new IllegalArgumentException("each chunk has two sizes");
        }
        return new ChunkOffsets(sums(rawBytes), sums(wireBytes));
    }

    /// Of chunks that go over the wire uncompressed.
    public static ChunkOffsets uncompressed(int[] rawBytes) {
        return of(
                rawBytes,
                Arrays.stream(rawBytes).map(size -> size + ChunkHeader.BYTES).toArray());
    }

    /// Reads what `packed` wrote.
    public static ChunkOffsets unpack(byte[] packed) {
        var buffer = ByteBuffer.wrap(packed);
        int count = packed.length / PACKED_BYTES;
        var rawEnds = new int[count];
        var ends = new int[count];
        for (int i = 0; i < count; i++) {
            rawEnds[i] = buffer.getInt();
            ends[i] = buffer.getInt();
        }
        return new ChunkOffsets(rawEnds, ends);
    }

    /// All of it in eight bytes for each chunk.
    public byte[] packed() {
        var buffer = ByteBuffer.allocate(PACKED_BYTES * count());
        for (int i = 0; i < count(); i++) {
            buffer.putInt(rawEnds[i]).putInt(ends[i]);
        }
        return buffer.array();
    }

    /// How many chunks there are.
    public int count() {
        return ends.length;
    }

    /// Where a chunk begins in the raw bytes; where the last one ends for the number after it.
    public int rawStart(int chunk) {
        return chunk == 0 ? 0 : rawEnds[chunk - 1];
    }

    /// Where a chunk begins on the wire; where the last one ends for the number after it.
    public int start(int chunk) {
        return chunk == 0 ? 0 : ends[chunk - 1];
    }

    /// The raw size of the chunks from `first` to before `end`.
    public int rawBytes(int first, int end) {
        return rawStart(end) - rawStart(first);
    }

    /// How many bytes the xorb has on the wire.
    public int sizeBytes() {
        return start(count());
    }

    /// The chunk that holds a raw byte.
    public int chunkAtRaw(int rawOffset) {
        return after(rawEnds, rawOffset);
    }

    /// The chunk that holds a byte of the wire, its header included.
    public int chunkAt(int offset) {
        return after(ends, offset);
    }

    private static int after(int[] sums, int offset) {
        int found = Arrays.binarySearch(sums, offset);
        return found < 0 ? -found - 1 : found + 1;
    }

    private static int[] sums(int[] sizes) {
        var sums = new int[sizes.length];
        int sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            sum = Math.addExact(sum, sizes[i]);
            sums[i] = sum;
        }
        return sums;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChunkOffsets offsets
                && Arrays.equals(rawEnds, offsets.rawEnds)
                && Arrays.equals(ends, offsets.ends);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ends);
    }
}
