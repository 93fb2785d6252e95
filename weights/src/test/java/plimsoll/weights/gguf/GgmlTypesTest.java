package plimsoll.weights.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

class GgmlTypesTest {
    /// Number, name, elements and bytes of a block; the bytes as the fields of the block add up: scales, then quants.
    @ParameterizedTest
    @CsvSource(textBlock = """
                    0, F32, 1, 4
                    1, F16, 1, 2
                    2, Q4_0, 32, 2 + 16
                    3, Q4_1, 32, 2 + 2 + 16
                    6, Q5_0, 32, 2 + 4 + 16
                    7, Q5_1, 32, 2 + 2 + 4 + 16
                    8, Q8_0, 32, 2 + 32
                    9, Q8_1, 32, 4 + 4 + 32
                    10, Q2_K, 256, 2 + 2 + 16 + 64
                    11, Q3_K, 256, 2 + 64 + 32 + 12
                    12, Q4_K, 256, 2 + 2 + 12 + 128
                    13, Q5_K, 256, 2 + 2 + 12 + 128 + 32
                    14, Q6_K, 256, 2 + 128 + 64 + 16
                    15, Q8_K, 256, 4 + 256 + 32
                    16, IQ2_XXS, 256, 2 + 64
                    17, IQ2_XS, 256, 2 + 64 + 8
                    18, IQ3_XXS, 256, 2 + 64 + 32
                    19, IQ1_S, 256, 2 + 32 + 16
                    20, IQ4_NL, 32, 2 + 16
                    21, IQ3_S, 256, 2 + 64 + 32 + 8 + 4
                    22, IQ2_S, 256, 2 + 64 + 16
                    23, IQ4_XS, 256, 2 + 2 + 128 + 4
                    24, I8, 1, 1
                    25, I16, 1, 2
                    26, I32, 1, 4
                    27, I64, 1, 8
                    28, F64, 1, 8
                    29, IQ1_M, 256, 32 + 16 + 8
                    30, BF16, 1, 2
                    34, TQ1_0, 256, 2 + 52
                    35, TQ2_0, 256, 2 + 64
                    39, MXFP4, 32, 1 + 16
                    40, NVFP4, 64, 4 + 32
                    41, Q1_0, 128, 2 + 16
                    42, Q2_0, 64, 2 + 16
                    """)
    void everyNumberNamesItsType(int number, DType type, int blockElements, String blockBytes) throws Exception {
        int sum = 0;
        for (var part : blockBytes.split(" \\+ ", -1)) {
            sum += Integer.parseInt(part);
        }
        assertEquals(type, GgmlTypes.of(number, "x", 0));
        assertEquals(blockElements, type.blockElements());
        assertEquals(sum, type.blockBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 31, 32, 33, 36, 37, 38})
    void withdrawnTypesAreRefusedByName(int number) {
        var refused = assertThrows(MalformedWeights.class, () -> GgmlTypes.of(number, "x", 7));
        assertEquals(Fault.UNKNOWN_TYPE, refused.fault());
        assertTrue(refused.reason().contains("has withdrawn"), refused::reason);
    }

    @Test
    void numbersNobodyGaveOutAreUnknown() {
        for (int number : new int[] {43, 255, -1, Integer.MIN_VALUE}) {
            assertThrows(MalformedWeights.class, () -> GgmlTypes.of(number, "x", 7));
        }
    }
}
