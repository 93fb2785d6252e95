package plimsoll.weights.tensors;

/// One tensor of a file, and where its bytes lie.
///
/// @param name as the file spells it
/// @param offset where its bytes begin, counted from the start of the file
/// @param sizeBytes how many bytes it takes, padding not counted
public record TensorEntry(String name, DType dtype, TensorShape shape, long offset, long sizeBytes) {
    public TensorEntry {
        if (offset < 0 || sizeBytes != dtype.sizeBytes(shape.parameters())) {
            throw new IllegalArgumentException("%d bytes at %d for %s %s".formatted(sizeBytes, offset, dtype, shape));
        }
    }

    /// How many numbers it holds.
    public long parameters() {
        return shape.parameters();
    }
}
