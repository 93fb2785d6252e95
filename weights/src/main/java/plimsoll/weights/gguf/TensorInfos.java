package plimsoll.weights.gguf;

import static plimsoll.weights.tensors.MalformedWeights.Fault.DUPLICATE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.GAP;
import static plimsoll.weights.tensors.MalformedWeights.Fault.MISALIGNED;
import static plimsoll.weights.tensors.MalformedWeights.Fault.OUTSIDE_FILE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.OVERLAP;
import static plimsoll.weights.tensors.MalformedWeights.Fault.SHAPE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.SIZE;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorEntry;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorTable;

/// The tensor descriptions of a header. They are read first and placed second, because where the data begins is
/// known only when the last description has been read.
final class TensorInfos {
    /// An empty name (8), a number of dimensions (4), one dimension (8), a type (4) and an offset (8).
    static final int LEAST_BYTES = 8 + 4 + 8 + 4 + 8;

    /// llama.cpp stops at 63; image models, whose names are longer, are written by tools that double it.
    private static final int MAX_NAME_BYTES = 127;

    /// What the format allows.
    static final int MAX_DIMENSIONS = 4;

    private final List<Described> described;

    /// A tensor as the file describes it.
    ///
    /// @param offset from the start of the data, unchecked
    /// @param at where in the file the description begins
    private record Described(String name, DType dtype, TensorShape shape, long sizeBytes, long offset, long at) {
        MalformedWeights refuse(MalformedWeights.Fault fault, String reason) {
            return new MalformedWeights(fault, at, "tensor %s %s".formatted(quoted(name), reason));
        }
    }

    private TensorInfos(List<Described> described) {
        this.described = described;
    }

    /// @param count already checked against the limit and the size of the file
    static TensorInfos read(HeaderBytes bytes, int count) throws IOException {
        var described = new ArrayList<Described>();
        var names = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            var tensor = readOne(bytes);
            if (!names.add(tensor.name())) {
                throw tensor.refuse(DUPLICATE, "comes twice");
            }
            described.add(tensor);
        }
        return new TensorInfos(described);
    }

    private static Described readOne(HeaderBytes bytes) throws IOException {
        long at = bytes.position();
        var name = GgufReader.readName(bytes, "tensor name", MAX_NAME_BYTES);
        var dimensions = readDimensions(bytes, name);
        var dtype = GgmlTypes.of(bytes.int32(), name, at);
        // Rows are quantised one by one, so the row, and not only the whole, has to be made of whole blocks.
        long row = dimensions[dimensions.length - 1];
        if (!dtype.fills(row)) {
            throw new MalformedWeights(
                    SHAPE,
                    at,
                    "tensor %s has rows of %d, which are not whole blocks of %s".formatted(quoted(name), row, dtype));
        }
        try {
            var shape = TensorShape.of(dimensions);
            return new Described(name, dtype, shape, dtype.sizeBytes(shape.parameters()), bytes.int64(), at);
        } catch (ArithmeticException overflow) {
            throw new MalformedWeights(SIZE, at, "tensor %s is larger than any file can be".formatted(quoted(name)));
        }
    }

    /// Outermost first, the other way round than in the file.
    private static long[] readDimensions(HeaderBytes bytes, String name) throws IOException {
        long at = bytes.position();
        int count = bytes.int32();
        if (count < 1 || count > MAX_DIMENSIONS) {
            throw new MalformedWeights(
                    SHAPE,
                    at,
                    "tensor %s has %s dimensions, where 1 to %d are allowed"
                            .formatted(quoted(name), Integer.toUnsignedString(count), MAX_DIMENSIONS));
        }
        var dimensions = new long[count];
        for (int i = count - 1; i >= 0; i--) {
            long dimensionAt = bytes.position();
            dimensions[i] = bytes.int64();
            if (dimensions[i] < 1) {
                throw new MalformedWeights(
                        SHAPE, dimensionAt, "tensor %s has a dimension of %d".formatted(quoted(name), dimensions[i]));
            }
        }
        return dimensions;
    }

    /// Checks that the tensors follow one another, each padded to the alignment, and that the file holds the last
    /// of them: so none overlaps another, and nothing is hidden between two.
    TensorTable place(long dataOffset, int alignment, long fileSizeBytes) throws MalformedWeights {
        var entries = new ArrayList<TensorEntry>(described.size());
        long expected = 0;
        for (var tensor : described) {
            if (tensor.offset() != expected) {
                throw misplaced(tensor, expected, alignment);
            }
            long offset = dataOffset + expected;
            if (tensor.sizeBytes() > fileSizeBytes - offset) {
                throw tensor.refuse(
                        OUTSIDE_FILE,
                        "takes %d bytes, of which the file has %d"
                                .formatted(tensor.sizeBytes(), Math.max(0, fileSizeBytes - offset)));
            }
            entries.add(new TensorEntry(tensor.name(), tensor.dtype(), tensor.shape(), offset, tensor.sizeBytes()));
            expected = padded(expected + tensor.sizeBytes(), alignment);
        }
        return new TensorTable(entries);
    }

    private static MalformedWeights misplaced(Described tensor, long expected, int alignment) {
        long offset = tensor.offset();
        var shown = Long.toUnsignedString(offset);
        if (offset % alignment != 0) {
            return tensor.refuse(
                    MISALIGNED, "begins at %s of the data, which is not a multiple of %d".formatted(shown, alignment));
        }
        return offset >= 0 && offset < expected
                ? tensor.refuse(OVERLAP, "begins at %s of the data, which is taken up to %d".formatted(shown, expected))
                : tensor.refuse(GAP, "begins at %s of the data, where %d was next".formatted(shown, expected));
    }

    /// The next multiple of the alignment, a power of two.
    static long padded(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }
}
