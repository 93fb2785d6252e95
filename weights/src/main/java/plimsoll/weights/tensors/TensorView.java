package plimsoll.weights.tensors;

import java.lang.foreign.MemorySegment;

/// A tensor whose bytes can be read: in a mapped file or anywhere else in memory.
///
/// Any number of threads may read it, for as long as what it came from is open; after that, access throws
/// `IllegalStateException`. When somebody shortens a mapped file, access throws `InternalError`: whoever reads for
/// others catches it at their door.
///
/// @param name as the file spells it
/// @param shape outermost dimension first
/// @param data exactly its bytes, read-only, at no particular alignment: read numbers with [LittleEndian]
public record TensorView(String name, DType type, TensorShape shape, MemorySegment data) {
    public TensorView {
        if (data.byteSize() != type.sizeBytes(shape.parameters())) {
            throw new IllegalArgumentException(
                    "%d bytes for %s, which is %s %s".formatted(data.byteSize(), name, type, shape));
        }
        data = data.asReadOnly();
    }

    /// The tensor that `entry` describes, in the file it describes it in.
    ///
    /// @param file the whole file, from its first byte
    public static TensorView in(MemorySegment file, TensorEntry entry) {
        return new TensorView(
                entry.name(), entry.dtype(), entry.shape(), file.asSlice(entry.offset(), entry.sizeBytes()));
    }

    /// The size along the innermost dimension, in which elements lie side by side; 1 for a scalar.
    public long columns() {
        return shape.rank() == 0 ? 1 : shape.dimension(shape.rank() - 1);
    }

    /// How many times [#columns()] it holds; 1 for a vector, 0 when it is empty.
    public long rows() {
        return columns() == 0 ? 0 : shape.parameters() / columns();
    }

    /// The bytes of one row.
    ///
    /// @throws IllegalArgumentException when rows of this tensor are not whole blocks, as in safetensors alone
    public long rowBytes() {
        return type.sizeBytes(columns());
    }

    /// The bytes of one row, counted from 0.
    ///
    /// @throws IndexOutOfBoundsException when there is no such row
    public MemorySegment row(long index) {
        return data.asSlice(Math.multiplyExact(index, rowBytes()), rowBytes());
    }
}
