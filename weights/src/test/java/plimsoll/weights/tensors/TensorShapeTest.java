package plimsoll.weights.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TensorShapeTest {
    @Test
    void aMatrixHoldsItsRowsTimesItsColumns() {
        var shape = TensorShape.of(512, 64);
        assertEquals(32_768, shape.parameters());
        assertEquals(2, shape.rank());
        assertEquals(512, shape.dimension(0));
        assertEquals("[512, 64]", shape.toString());
    }

    @Test
    void aScalarHoldsOneNumberAndAnEmptyTensorNone() {
        assertEquals(1, TensorShape.of().parameters());
        assertEquals(0, TensorShape.of(4, 0).parameters());
        assertEquals("[]", TensorShape.of().toString());
    }

    @Test
    void shapesAreEqualByTheirDimensions() {
        assertEquals(TensorShape.of(2, 3), TensorShape.of(2, 3));
        assertEquals(TensorShape.of(2, 3).hashCode(), TensorShape.of(2, 3).hashCode());
        assertNotEquals(TensorShape.of(2, 3), TensorShape.of(3, 2));
    }

    @Test
    void aShapeThatCannotBeIsNone() {
        assertThrows(IllegalArgumentException.class, () -> TensorShape.of(3, -1));
        assertThrows(ArithmeticException.class, () -> TensorShape.of(1L << 32, 1L << 32));
    }

    @Test
    void nobodyChangesAShapeFromOutside() {
        long[] dimensions = {2, 3};
        var shape = TensorShape.of(dimensions);
        dimensions[0] = 99;
        assertEquals(TensorShape.of(2, 3), shape);
    }
}
