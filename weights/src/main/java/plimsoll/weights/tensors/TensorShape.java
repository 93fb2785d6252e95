package plimsoll.weights.tensors;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The dimensions of a tensor, outermost first, as PyTorch prints them: a matrix of 512 rows of 64 is `[512, 64]`
/// whichever format it came from (GGUF writes the same numbers the other way round). No dimension at all is a scalar; a
/// dimension of 0 is an empty tensor.
///
/// Immutable; equal by content.
public final class TensorShape {
    private final long[] dimensions;
    private final long parameters;

    private TensorShape(long[] dimensions) {
        long product = 1;
        for (long dimension : dimensions) {
            if (dimension < 0) {
                throw new IllegalArgumentException("a dimension of " + dimension);
            }
            product = Math.multiplyExact(product, dimension);
        }
        this.dimensions = dimensions;
        this.parameters = product;
    }

    /// The shape of these dimensions.
    ///
    /// @param dimensions outermost first
    /// @throws IllegalArgumentException when one is negative
    /// @throws ArithmeticException when their product passes the range of a `long`
    public static TensorShape of(long... dimensions) {
        return new TensorShape(dimensions.clone());
    }

    /// How many dimensions there are.
    public int rank() {
        return dimensions.length;
    }

    /// The size along one dimension; 0 is the outermost.
    ///
    /// @throws IndexOutOfBoundsException when `axis` is not below [#rank()]
    public long dimension(int axis) {
        return dimensions[axis];
    }

    /// The product of the dimensions: how many numbers the tensor holds.
    public long parameters() {
        return parameters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorShape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /// As the ecosystem writes shapes: `[512, 64]`.
    @Override
    public String toString() {
        return Arrays.stream(dimensions).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
