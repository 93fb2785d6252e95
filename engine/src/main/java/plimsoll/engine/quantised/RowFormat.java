package plimsoll.engine.quantised;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import plimsoll.weights.tensors.DType;

/// One number format, read with vectors. Both ways of reading give the exact same weights, and sum them as [Summation]
/// says.
///
/// Stateless; any thread may use it.
public interface RowFormat {
    /// Writes weights as floats.
    ///
    /// @param from where the first block begins, in bytes from the start of `weights`
    /// @param count how many, whole blocks
    void unpack(MemorySegment weights, long from, int count, float[] out, int at);

    /// The same, by somebody who has room for what lies between.
    default void unpack(MemorySegment weights, long from, int count, float[] out, int at, CodedRow room) {
        unpack(weights, from, count, out, at);
    }

    /// Whether [#dot] can take so many weights: a fused form has no tail.
    default boolean fuses(int count) {
        return false;
    }

    /// The dot product of `count` weights with as many numbers, without writing the weights anywhere: one row, in
    /// address order, as fast as memory gives it.
    ///
    /// It goes over the row twice, the second time in the nearest cache: the sums of all lanes are more vectors
    /// than the compiler keeps in registers, and then it keeps none. And it does so in a loop: what it finds called
    /// in two places it takes in twice, and gives up on that as well.
    ///
    /// @param x the numbers, from a border of a cache line on: a vector over two lines takes twice as long to load
    /// @param room for what lies between
    /// @throws UnsupportedOperationException when [#fuses] says no
    default float dot(MemorySegment weights, long from, int count, MemorySegment x, CodedRow room) {
        for (int first = 0; first < Summation.LANES; first += Lanes.HALF) {
            sumLanes(weights, from, count, x, first, room.lanes);
        }
        return Lanes.total(room.lanes, 0);
    }

    /// Sums up the lanes from `first` on, [Lanes#HALF] of them.
    default void sumLanes(MemorySegment weights, long from, int count, MemorySegment x, int first, float[] lanes) {
        throw new UnsupportedOperationException("%s has no fused form".formatted(this));
    }

    /// The vector form of a format; empty when there is none for it on this machine.
    static Optional<RowFormat> of(DType type) {
        if (!Lanes.BYTES_FIT) {
            return Optional.empty();
        }
        return switch (type) {
            case F32 -> Optional.of(new Singles());
            case F16 -> Optional.of(new Halves());
            case BF16 -> Optional.of(new BrainFloats());
            case Q8_0 -> Optional.of(new EightBits());
            case Q4_0 -> Optional.of(new FourBits());
            case Q4_1 -> Optional.of(new FourBitsAndMinimum());
            case Q5_0 -> Optional.of(new FiveBits(false));
            case Q5_1 -> Optional.of(new FiveBits(true));
            case Q4_K -> Optional.of(new FourBitsOf256());
            case Q5_K -> Optional.of(new FiveBitsOf256());
            case Q6_K -> Optional.of(new SixBitsOf256());
            default -> Optional.empty();
        };
    }
}
