package plimsoll.weights.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class TensorViewTest {
    @Test
    void rowsAreMeasuredInBlocks() {
        var tensor = view(DType.Q8_0, TensorShape.of(2, 3, 64), 2 * 3 * 2 * 34);
        assertEquals(6, tensor.rows());
        assertEquals(64, tensor.columns());
        assertEquals(68, tensor.rowBytes());
        assertEquals(5 * 68, tensor.row(5).address() - tensor.data().address());
    }

    @Test
    void scalarsAndEmptyTensorsHaveRowsToo() {
        assertEquals(1, view(DType.F32, TensorShape.of(), 4).rows());
        assertEquals(1, view(DType.F32, TensorShape.of(7), 28).rows());
        assertEquals(0, view(DType.F32, TensorShape.of(7, 0), 0).rows());
        assertEquals(0, view(DType.F32, TensorShape.of(0, 7), 0).rows());
    }

    @Test
    void theBytesHaveToFitTheShape() {
        assertThrows(IllegalArgumentException.class, () -> view(DType.F16, TensorShape.of(7), 28));
    }

    private static TensorView view(DType type, TensorShape shape, int bytes) {
        return new TensorView("x", type, shape, MemorySegment.ofArray(new byte[bytes]));
    }
}
