package plimsoll.weights.tensors;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A tensor that is about to be written: what it will be, and where its bytes come from when their turn comes.
/// Models are larger than memory, so nothing is made before it can be written.
///
/// @param name under which it will be found
/// @param shape outermost dimension first
public record TensorSource(String name, DType type, TensorShape shape, Contents contents) {
    /// What makes the bytes.
    @FunctionalInterface
    public interface Contents {
        /// Writes exactly the bytes of the tensor, front to back. Called once for each file that is written.
        void writeTo(Output out) throws IOException;
    }

    /// What takes the bytes.
    @FunctionalInterface
    public interface Output {
        /// Takes the next bytes; they may be overwritten when this returns.
        void write(MemorySegment bytes) throws IOException;
    }

    /// The tensor as it is.
    public static TensorSource of(TensorView tensor) {
        return new TensorSource(tensor.name(), tensor.type(), tensor.shape(), out -> out.write(tensor.data()));
    }

    /// Bytes of all its elements.
    public long sizeBytes() {
        return type.sizeBytes(shape.parameters());
    }
}
