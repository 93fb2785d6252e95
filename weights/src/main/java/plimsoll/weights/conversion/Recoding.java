package plimsoll.weights.conversion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;

/// Rows of floats, written in some type. Chunks of rows are encoded by all processors at once and written in
/// their order, so the bytes do not depend on how many there are.
///
/// @param count of rows
/// @param columns of a row
record Recoding(String name, FloatRows rows, long count, int columns, BlockCodec codec)
        implements TensorSource.Contents {
    /// Of floats in one chunk: 4 MiB, enough to be worth a thread's while.
    private static final int CHUNK_ELEMENTS = 1 << 20;

    /// A row of 256 MiB; the widest published ones have a thousandth.
    private static final long MAX_COLUMNS = 1L << 26;

    /// Beyond it F16 knows only infinity: half a step above its largest number.
    private static final float F16_END = 65_520;

    /// A tensor to be written in `type`.
    ///
    /// @param rows those of the shape, read when they are written
    /// @throws ConversionRefused when it is too wide
    static TensorSource of(String name, TensorShape shape, FloatRows rows, DType type) throws ConversionRefused {
        long columns = shape.rank() == 0 ? 1 : shape.dimension(shape.rank() - 1);
        if (columns > MAX_COLUMNS) {
            throw new ConversionRefused("tensor %s has rows of %d numbers, where %d are allowed"
                    .formatted(MalformedWeights.quoted(name), columns, MAX_COLUMNS));
        }
        var codec = BlockCodec.of(type).orElseThrow();
        long count = columns == 0 ? 0 : shape.parameters() / columns;
        return new TensorSource(name, type, shape, new Recoding(name, rows, count, (int) columns, codec));
    }

    @Override
    public void writeTo(TensorSource.Output out) throws IOException {
        long rowsEach = Math.max(1, CHUNK_ELEMENTS / columns);
        long chunks = Math.ceilDiv(count, rowsEach);
        int together = Runtime.getRuntime().availableProcessors();
        try {
            for (long first = 0; first < chunks; first += together) {
                var encoded = LongStream.range(first, Math.min(chunks, first + together))
                        .parallel()
                        .mapToObj(chunk -> encode(chunk * rowsEach, Math.min(count, (chunk + 1) * rowsEach)))
                        .toList();
                for (var chunk : encoded) {
                    out.write(chunk);
                }
            }
        } catch (UncheckedIOException refused) {
            throw refused.getCause();
        }
    }

    private MemorySegment encode(long from, long to) {
        int rowCount = (int) (to - from);
        var floats = new float[rowCount * columns];
        for (int i = 0; i < rowCount; i++) {
            rows.read(from + i, floats, i * columns);
        }
        checkRange(floats, from);
        var blocks = MemorySegment.ofArray(new byte[(int) codec.type().sizeBytes(floats.length)]);
        codec.encode(floats, 0, blocks);
        return blocks;
    }

    /// What the target cannot say is refused: a model that quietly holds infinities answers nonsense.
    private void checkRange(float[] floats, long firstRow) {
        float end = codec.type() == DType.F32 || codec.type() == DType.BF16 ? Float.MAX_VALUE : F16_END;
        for (int i = 0; i < floats.length; i++) {
            if (!(Math.abs(floats[i]) <= end)) {
                throw new UncheckedIOException(
                        new ConversionRefused("tensor %s has the number %s in row %d, which %s cannot hold"
                                .formatted(
                                        MalformedWeights.quoted(name),
                                        floats[i],
                                        firstRow + i / columns,
                                        codec.type())));
            }
        }
    }
}
