package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.floats;
import static plimsoll.engine.quantised.Lanes.half;
import static plimsoll.engine.quantised.Lanes.unsigned;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Q4_1: F16 scale and minimum, 32 nibbles, the low ones first; weight = scale x nibble + minimum.
final class FourBitsAndMinimum implements RowFormat {
    private static final int BLOCK_BYTES = 20;

    @Override
    public void unpack(MemorySegment weights, long from, int count, float[] out, int at) {
        long block = from;
        for (int i = at; i < at + count; i += 32, block += BLOCK_BYTES) {
            var scale = FloatVector.broadcast(Lanes.FLOATS, half(weights, block));
            var minimum = FloatVector.broadcast(Lanes.FLOATS, half(weights, block + 2));
            for (int j = 0; j < 16; j += WIDTH) {
                var bytes = unsigned(weights, block + 4 + j);
                floats(bytes.and(15)).fma(scale, minimum).intoArray(out, i + j);
                floats(bytes.lanewise(VectorOperators.LSHR, 4))
                        .fma(scale, minimum)
                        .intoArray(out, i + 16 + j);
            }
        }
    }
}
