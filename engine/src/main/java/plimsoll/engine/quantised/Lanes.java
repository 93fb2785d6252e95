package plimsoll.engine.quantised;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import plimsoll.weights.tensors.LittleEndian;

/// The vectors of this machine, and how bytes become floats in them. All constants: the compiler builds one code from
/// them.
public final class Lanes {
    /// Floats at once: 16, 8 or 4.
    public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.length() > Summation.GROUP
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    /// How many floats a vector holds.
    public static final int WIDTH = FLOATS.length();

    /// Whether a vector is a whole group of [Summation], so that four of them are the running sum.
    static final boolean WHOLE_GROUPS = WIDTH == Summation.GROUP;

    /// Lanes of a sum that a fused form adds up at once.
    static final int HALF = Summation.LANES / 2;

    /// Whether those are four vectors, and not two.
    static final boolean FOUR = WIDTH == HALF / 4;

    /// Whether a vector of bytes as long as [#FLOATS] exists: there is none of 32 bits.
    public static final boolean BYTES_FIT = WIDTH >= 8;

    static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(FLOATS.vectorBitSize()));
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, WIDTH * Short.SIZE)));
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, WIDTH * Byte.SIZE)));

    /// Moves an F16, laid out as an F32 of the same bits, to its true size: the exponents are biased 15 and 127.
    private static final float HALF_SCALE = 0x1p112f;

    private static final VectorShuffle<Float> DOWN_8 = down(8);
    private static final VectorShuffle<Float> DOWN_4 = down(4);
    private static final VectorShuffle<Float> DOWN_2 = down(2);
    private static final VectorShuffle<Float> DOWN_1 = down(1);

    private Lanes() {}

    /// Whether a sum of so many products is whole turns of all lanes.
    static boolean fuses(int count) {
        return BYTES_FIT && count % Summation.LANES == 0;
    }

    private static VectorShuffle<Float> down(int by) {
        return VectorShuffle.fromOp(FLOATS, lane -> (lane + by) % WIDTH);
    }

    /// Adds up one whole group as [Summation] does.
    private static float fold(FloatVector group) {
        return foldEight(group.add(group.rearrange(DOWN_8)));
    }

    private static float foldEight(FloatVector eight) {
        var four = eight.add(eight.rearrange(DOWN_4));
        var two = four.add(four.rearrange(DOWN_2));
        return two.add(two.rearrange(DOWN_1)).lane(0);
    }

    static float total(FloatVector g0, FloatVector g1, FloatVector g2, FloatVector g3) {
        return fold(g0.add(g1).add(g2.add(g3)));
    }

    /// Adds up 64 lanes as [Summation] does. They may be overwritten.
    public static float total(float[] lanes, int at) {
        return switch (WIDTH) {
            case 16 -> total(floats(lanes, at), floats(lanes, at + 16), floats(lanes, at + 32), floats(lanes, at + 48));
            case 8 -> foldEight(halfOfGroups(lanes, at).add(halfOfGroups(lanes, at + 8)));
            default -> Summation.total(lanes, at);
        };
    }

    private static FloatVector halfOfGroups(float[] lanes, int at) {
        return floats(lanes, at)
                .add(floats(lanes, at + 16))
                .add(floats(lanes, at + 32).add(floats(lanes, at + 48)));
    }

    /// Writes the sums of half the lanes, of which the last two are none where two vectors hold all.
    static void keep(FloatVector g0, FloatVector g1, FloatVector g2, FloatVector g3, float[] lanes, int first) {
        g0.intoArray(lanes, first);
        g1.intoArray(lanes, first + WIDTH);
        if (FOUR) {
            g2.intoArray(lanes, first + 2 * WIDTH);
            g3.intoArray(lanes, first + 3 * WIDTH);
        }
    }

    /// One F16 as a float.
    static float half(MemorySegment from, long at) {
        return Float.float16ToFloat(from.get(LittleEndian.SHORT, at));
    }

    static FloatVector floats(float[] from, int at) {
        return FloatVector.fromArray(FLOATS, from, at);
    }

    static FloatVector floats(MemorySegment from, long at) {
        return FloatVector.fromMemorySegment(FLOATS, from, at, ByteOrder.LITTLE_ENDIAN);
    }

    /// Floats by their number.
    static FloatVector numbers(MemorySegment from, int number) {
        return floats(from, 4L * number);
    }

    /// F16 to F32 by moving the bits: right for zero, subnormals and normals; an infinity or NaN comes out finite,
    /// which is why scales are scanned when a file is imported.
    static FloatVector halves(MemorySegment from, long at) {
        return ((IntVector) ShortVector.fromMemorySegment(SHORTS, from, at, ByteOrder.LITTLE_ENDIAN)
                        .convertShape(VectorOperators.S2I, INTS, 0))
                .lanewise(VectorOperators.LSHL, 13)
                .and(0x8fffffff)
                .reinterpretAsFloats()
                .mul(HALF_SCALE);
    }

    static FloatVector brainFloats(MemorySegment from, long at) {
        return ((IntVector) ShortVector.fromMemorySegment(SHORTS, from, at, ByteOrder.LITTLE_ENDIAN)
                        .convertShape(VectorOperators.S2I, INTS, 0))
                .lanewise(VectorOperators.LSHL, 16)
                .reinterpretAsFloats();
    }

    /// Signed bytes as floats.
    static FloatVector signed(MemorySegment from, long at) {
        return (FloatVector) ByteVector.fromMemorySegment(BYTES, from, at, ByteOrder.LITTLE_ENDIAN)
                .convertShape(VectorOperators.B2I, INTS, 0)
                .convert(VectorOperators.I2F, 0);
    }

    static FloatVector signed(byte[] from, int at) {
        return (FloatVector) ByteVector.fromArray(BYTES, from, at)
                .convertShape(VectorOperators.B2I, INTS, 0)
                .convert(VectorOperators.I2F, 0);
    }

    /// Unsigned bytes as ints.
    static IntVector unsigned(MemorySegment from, long at) {
        return (IntVector) ByteVector.fromMemorySegment(BYTES, from, at, ByteOrder.LITTLE_ENDIAN)
                .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
    }

    static FloatVector floats(IntVector ints) {
        return (FloatVector) ints.convert(VectorOperators.I2F, 0);
    }
}
