package plimsoll.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plimsoll.weights.fixtures.GgufFile;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.SafetensorsFile;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.safetensors.SafetensorsHeader;
import plimsoll.weights.tensors.DType;

/// The most tensors that are allowed are read in well under a second. Twice a second is allowed here, for machines that
/// are busy with something else.
class LargeHeaderTest {
    private static final int TENSORS = 100_000;
    private static final Duration ALLOWED = Duration.ofSeconds(2);

    @Test
    void aSafetensorsHeaderOfAHundredThousandTensorsIsReadAtOnce() {
        var writer = new SafetensorsFile();
        names().forEach(name -> writer.tensor(name, DType.F8_E4M3, List.of(4L, 8L)));
        var file = InMemoryFile.of(writer.toBytes());
        var header = assertTimeout(ALLOWED, () -> SafetensorsHeader.read(file));
        assertEquals(TENSORS * 32L, header.tensors().parameters());
    }

    @Test
    void aGgufHeaderOfAHundredThousandTensorsIsReadAtOnce() {
        var writer = GgufFile.usual();
        names().forEach(name -> writer.tensor(name, GgufFile.F32, List.of(8L, 1L), 32));
        var file = InMemoryFile.of(writer.toBytes());
        var header = assertTimeout(ALLOWED, () -> GgufHeader.read(file));
        assertEquals(TENSORS * 8L, header.tensors().parameters());
    }

    private static List<String> names() {
        return IntStream.range(0, TENSORS)
                .mapToObj(i -> "model.layers.%d.mlp.experts.%d.down_proj.weight".formatted(i / 1000, i % 1000))
                .toList();
    }
}
