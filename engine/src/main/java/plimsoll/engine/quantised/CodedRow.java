package plimsoll.engine.quantised;

import static plimsoll.engine.quantised.Lanes.WIDTH;
import static plimsoll.engine.quantised.Lanes.numbers;
import static plimsoll.engine.quantised.Lanes.signed;
import static plimsoll.engine.quantised.Summation.LANES;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// One row of weights on its way into a dot product: a byte for each, and for each [#GROUP] what it is multiplied by
/// and what is added then. [CodedFormat]s write it first and have it summed up after that: all at once is more than the
/// compiler keeps in registers, and the row is in the nearest cache by then.
///
/// Its memory stays from row to row. For one thread at a time.
public final class CodedRow {
    /// Weights with the same scale and shift.
    static final int GROUP = 16;

    /// The low nibble of each of four bytes.
    static final int NIBBLES = 0x0f0f0f0f;

    final float[] lanes = new float[LANES];
    byte[] codes = {};
    float[] scales = {};
    float[] shifts = {};

    /// An empty one.
    public CodedRow() {}

    /// Makes room for so many weights.
    void reserve(int count) {
        if (codes.length < count) {
            codes = new byte[count];
            scales = new float[count / GROUP];
            shifts = new float[count / GROUP];
        }
    }

    /// Writes the same scale and shift for two groups.
    void scaleTwo(int group, float scale, float shift) {
        scales[group] = scale;
        scales[group + 1] = scale;
        shifts[group] = shift;
        shifts[group + 1] = shift;
    }

    /// 32 bytes, four to an integer.
    static IntVector words(MemorySegment from, long at) {
        return IntVector.fromMemorySegment(IntVector.SPECIES_256, from, at, ByteOrder.LITTLE_ENDIAN);
    }

    /// Shifts to the right by what is known only when it runs.
    static IntVector shifted(IntVector words, int by) {
        return words.lanewise(VectorOperators.LSHR, IntVector.broadcast(IntVector.SPECIES_256, by));
    }

    void write(IntVector words, int at) {
        words.reinterpretAsBytes().intoArray(codes, at);
    }

    /// Writes its weights as floats.
    void unpack(int count, float[] out, int at) {
        for (int i = 0; i < count; i += GROUP) {
            var scale = FloatVector.broadcast(Lanes.FLOATS, scales[i / GROUP]);
            var shift = FloatVector.broadcast(Lanes.FLOATS, shifts[i / GROUP]);
            signed(codes, i).fma(scale, shift).intoArray(out, at + i);
            if (WIDTH < GROUP) {
                signed(codes, i + WIDTH).fma(scale, shift).intoArray(out, at + i + WIDTH);
            }
        }
    }

    /// Its product with as many numbers, summed as [Summation] says.
    float dot(MemorySegment x, int count) {
        for (int first = 0; first < LANES; first += Lanes.HALF) {
            sumLanes(x, count, first);
        }
        return Lanes.total(lanes, 0);
    }

    // With both widths it is more than the 325 bytes that the compiler takes into another method, and it should not be
    // taken: beside the steps that write a row there is no room for its own.
    private void sumLanes(MemorySegment x, int count, int first) {
        var g0 = FloatVector.zero(Lanes.FLOATS);
        var g1 = g0;
        var g2 = g0;
        var g3 = g0;
        if (Lanes.FOUR) {
            for (int i = first; i < count; i += LANES) {
                var scale = FloatVector.broadcast(Lanes.FLOATS, scales[i / GROUP]);
                var shift = FloatVector.broadcast(Lanes.FLOATS, shifts[i / GROUP]);
                g0 = signed(codes, i).fma(scale, shift).fma(numbers(x, i), g0);
                g1 = signed(codes, i + WIDTH).fma(scale, shift).fma(numbers(x, i + WIDTH), g1);
                scale = FloatVector.broadcast(Lanes.FLOATS, scales[i / GROUP + 1]);
                shift = FloatVector.broadcast(Lanes.FLOATS, shifts[i / GROUP + 1]);
                g2 = signed(codes, i + 2 * WIDTH).fma(scale, shift).fma(numbers(x, i + 2 * WIDTH), g2);
                g3 = signed(codes, i + 3 * WIDTH).fma(scale, shift).fma(numbers(x, i + 3 * WIDTH), g3);
            }
        } else {
            for (int i = first; i < count; i += LANES) {
                var scale = FloatVector.broadcast(Lanes.FLOATS, scales[i / GROUP]);
                var shift = FloatVector.broadcast(Lanes.FLOATS, shifts[i / GROUP]);
                g0 = signed(codes, i).fma(scale, shift).fma(numbers(x, i), g0);
                scale = FloatVector.broadcast(Lanes.FLOATS, scales[i / GROUP + 1]);
                shift = FloatVector.broadcast(Lanes.FLOATS, shifts[i / GROUP + 1]);
                g1 = signed(codes, i + WIDTH).fma(scale, shift).fma(numbers(x, i + WIDTH), g1);
            }
        }
        Lanes.keep(g0, g1, g2, g3, lanes, first);
    }
}
