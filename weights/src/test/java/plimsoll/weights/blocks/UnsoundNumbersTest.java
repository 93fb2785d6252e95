package plimsoll.weights.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorView;

class UnsoundNumbersTest {
    private static final int ELEMENTS = 1024;

    /// Where the numbers of a block lie, by the table of the formats.
    @ParameterizedTest
    @CsvSource({
        "F16, 0, 31744", "F16, 0, -512", "BF16, 0, 32640", "BF16, 0, -64", "Q4_0, 0, 31744", "Q5_0, 0, 31744",
        "Q8_0, 0, 32256", "Q4_1, 0, 31744", "Q4_1, 2, -1024", "Q5_1, 2, 31745", "Q4_K, 0, 31744", "Q4_K, 2, 31744",
        "Q5_K, 2, 31744", "Q6_K, 208, 31744"
    })
    void anInfiniteScaleIsFoundInItsBlock(DType type, int place, short bits) {
        var tensor = noise(type);
        assertEquals(OptionalLong.empty(), UnsoundNumbers.first(tensor));
        int wounded = ELEMENTS / type.blockElements() - 1;
        var bytes = bytes(type);
        bytes.set(LittleEndian.SHORT, (long) wounded * type.blockBytes() + place, bits);
        assertEquals(
                OptionalLong.of((long) wounded * type.blockElements()),
                UnsoundNumbers.first(new TensorView("w", type, TensorShape.of(ELEMENTS), bytes)));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void plainFloatsAreLookedAtOneByOne(float none) {
        var bytes = MemorySegment.ofArray(new byte[4 * ELEMENTS]);
        bytes.set(LittleEndian.FLOAT, 4 * 77, none);
        assertEquals(
                OptionalLong.of(77),
                UnsoundNumbers.first(new TensorView("w", DType.F32, TensorShape.of(ELEMENTS), bytes)));
    }

    private static TensorView noise(DType type) {
        return new TensorView("w", type, TensorShape.of(ELEMENTS), bytes(type));
    }

    /// Some numbers, all finite.
    private static MemorySegment bytes(DType type) {
        var values = new float[ELEMENTS];
        for (int i = 0; i < ELEMENTS; i++) {
            values[i] = (i * 37 % 101 - 50) / 7f;
        }
        var bytes = MemorySegment.ofArray(new byte[Math.toIntExact(type.sizeBytes(ELEMENTS))]);
        BlockCodec.of(type).orElseThrow().encode(values, 0, bytes);
        return bytes;
    }
}
