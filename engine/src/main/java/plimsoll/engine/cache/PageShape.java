package plimsoll.engine.cache;

import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.tensors.DType;

/// How one page is laid out: for each layer and key head, the keys of [Kernels#PAGE] positions, then their values.
///
/// Keys of plain floats lie by dimension, so that one step of a score works on many positions; quantised keys lie by
/// position, as blocks want it.
///
/// @param type F16, F32 or Q8_0
public record PageShape(int layers, int kvHeads, int headDim, DType type) {
    public PageShape {
        if (type != DType.F16 && type != DType.F32 && type != DType.Q8_0) {
            throw new IllegalArgumentException("keys and values are kept as F16, F32 or Q8_0, not " + type);
        }
        if (!type.fills(headDim)) {
            throw new IllegalArgumentException("heads of %d are not whole blocks of %s".formatted(headDim, type));
        }
    }

    /// Whether keys lie by dimension.
    boolean byDimension() {
        return type != DType.Q8_0;
    }

    /// Numbers in the keys, or the values, of one head in one page.
    public int headFloats() {
        return Kernels.PAGE * headDim;
    }

    long headBytes() {
        return type.sizeBytes(headFloats());
    }

    long keysAt(int layer, int kvHead) {
        return ((long) layer * kvHeads + kvHead) * 2 * headBytes();
    }

    long valuesAt(int layer, int kvHead) {
        return keysAt(layer, kvHead) + headBytes();
    }

    /// Bytes of one page, all layers together.
    public long bytes() {
        return keysAt(layers, 0);
    }
}
