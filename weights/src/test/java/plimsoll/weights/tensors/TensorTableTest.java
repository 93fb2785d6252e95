package plimsoll.weights.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TensorTableTest {
    private final TensorEntry embedding = new TensorEntry("embed", DType.F16, TensorShape.of(512, 64), 100, 65_536);
    private final TensorEntry norm = new TensorEntry("norm", DType.F32, TensorShape.of(64), 65_636, 256);
    private final TensorTable table = new TensorTable(List.of(embedding, norm));

    @Test
    void parametersAreCountedInAllAndByType() {
        assertEquals(32_832, table.parameters());
        assertEquals(Map.of(DType.F16, 32_768L, DType.F32, 64L), table.parametersByType());
        assertEquals(65_792, table.sizeBytes());
    }

    @Test
    void aTensorIsFoundByItsName() {
        assertEquals(Optional.of(norm), table.named("norm"));
        assertEquals(Optional.empty(), table.named("Norm"));
    }

    @Test
    void anEntryTakesWhatItsShapeNeeds() {
        var shape = TensorShape.of(2);
        assertThrows(IllegalArgumentException.class, () -> new TensorEntry("x", DType.F32, shape, 0, 7));
        assertThrows(IllegalArgumentException.class, () -> new TensorEntry("x", DType.F32, shape, -8, 8));
    }
}
