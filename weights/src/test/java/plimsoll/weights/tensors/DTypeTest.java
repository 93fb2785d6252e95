package plimsoll.weights.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DTypeTest {
    @Test
    void plainTypesTakeTheirWidthForEachElement() {
        assertEquals(40, DType.F32.sizeBytes(10));
        assertEquals(20, DType.BF16.sizeBytes(10));
        assertEquals(80, DType.C64.sizeBytes(10));
        assertEquals(0, DType.F64.sizeBytes(0));
    }

    @Test
    void quantisedTypesTakeWholeBlocks() {
        assertEquals(2 * 18, DType.Q4_0.sizeBytes(64));
        assertEquals(210, DType.Q6_K.sizeBytes(256));
        assertFalse(DType.Q4_0.fills(33));
        assertThrows(IllegalArgumentException.class, () -> DType.Q4_0.sizeBytes(33));
    }

    @Test
    void elementsBelowAByteFillWholeBytesTogether() {
        assertEquals(3, DType.F4.sizeBytes(6));
        assertFalse(DType.F4.fills(5));
        assertEquals(6, DType.F6_E2M3.sizeBytes(8));
        assertTrue(DType.F6_E3M2.fills(4));
        assertFalse(DType.F6_E3M2.fills(6));
    }

    @Test
    void aSizeBeyondALongIsAnErrorAndNotASmallNumber() {
        assertThrows(ArithmeticException.class, () -> DType.F32.sizeBytes(1L << 61));
    }
}
