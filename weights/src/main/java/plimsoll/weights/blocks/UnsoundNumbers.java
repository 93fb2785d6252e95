package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.TensorView;

/// Looks for numbers that are none: an infinity or a NaN among plain floats, or as the scale or the minimum of a block,
/// where it spoils every weight of the block. Kernels do not look, and one such block makes a whole answer nonsense.
///
/// It reads all of a tensor's bytes once, at the pace of the disk; so it is done when a file comes or is inspected, and
/// not whenever it is loaded.
public final class UnsoundNumbers {
    private static final int HALF_EXPONENT = 0x7C00;
    private static final int BRAIN_EXPONENT = 0x7F80;

    private UnsoundNumbers() {}

    /// The number of the first element of a tensor whose value, or whose block, is not finite; empty when there is
    /// none, or the type is one whose blocks are not known here.
    public static OptionalLong first(TensorView tensor) {
        var bytes = tensor.data();
        return switch (tensor.type()) {
            case F32 -> firstFloat(bytes);
            case F16 -> firstIn(tensor, HALF_EXPONENT, 0);
            case BF16 -> firstIn(tensor, BRAIN_EXPONENT, 0);
            case Q4_0, Q5_0, Q8_0 -> firstIn(tensor, HALF_EXPONENT, 0);
            case Q4_1, Q5_1, Q4_K, Q5_K -> firstIn(tensor, HALF_EXPONENT, 0, 2);
            case Q6_K -> firstIn(tensor, HALF_EXPONENT, 208);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong firstFloat(MemorySegment bytes) {
        for (long at = 0; at < bytes.byteSize(); at += Float.BYTES) {
            if (!Float.isFinite(bytes.get(LittleEndian.FLOAT, at))) {
                return OptionalLong.of(at / Float.BYTES);
            }
        }
        return OptionalLong.empty();
    }

    /// @param exponent the bits that are all set where a number of 16 bits is not finite
    /// @param places of such numbers in a block, in bytes from its beginning
    private static OptionalLong firstIn(TensorView tensor, int exponent, int... places) {
        var bytes = tensor.data();
        int elements = tensor.type().blockElements();
        int block = tensor.type().blockBytes();
        for (long at = 0; at < bytes.byteSize(); at += block) {
            for (int place : places) {
                if ((bytes.get(LittleEndian.SHORT, at + place) & exponent) == exponent) {
                    return OptionalLong.of(at / block * elements);
                }
            }
        }
        return OptionalLong.empty();
    }
}
