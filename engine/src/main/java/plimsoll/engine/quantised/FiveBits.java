package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.INTS;
import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.unsigned;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import plimsoll.weights.tensors.LittleEndian;

/// Q5_0 and Q5_1: an F16 scale, in Q5_1 an F16 minimum, a word of fifth bits, 32 nibbles. Weight = scale x (n - 16), or
/// scale x n + minimum.
///
/// @param hasMinimum whether this is Q5_1
record FiveBits(boolean hasMinimum) implements RowFormat {
    private static final int MIDDLE = 16;
    private static final IntVector STEPS = IntVector.zero(INTS).addIndex(1);

    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        int head = hasMinimum ? 4 : 2;
        long block = from;
        for (int i = at; i < at + count; i += 32, block += head + 20) {
            var scale = FloatVector.broadcast(Lanes.FLOATS, half(weights, block));
            var shift = hasMinimum ? FloatVector.broadcast(Lanes.FLOATS, half(weights, block + 2)) : scale.mul(-MIDDLE);
            var fifth = IntVector.broadcast(INTS, weights.get(LittleEndian.INT, block + head));
            for (int j = 0; j < 16; j += WIDTH) {
                var bytes = unsigned(weights, block + head + 4 + j);
                var low = bytes.and(15).or(fifthBits(fifth, j));
                var high = bytes.lanewise(VectorOperators.LSHR, 4).or(fifthBits(fifth, j + 16));
                floats(low).fma(scale, shift).intoArray(out, i + j);
                floats(high).fma(scale, shift).intoArray(out, i + 16 + j);
            }
        }
    }

    private static IntVector fifthBits(IntVector word, int from) {
        return word.lanewise(VectorOperators.LSHR, STEPS.add(from)).and(1).lanewise(VectorOperators.LSHL, 4);
    }
}
