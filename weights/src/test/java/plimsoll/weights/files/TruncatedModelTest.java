package plimsoll.weights.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.weights.fixtures.GgufFile;
import plimsoll.weights.fixtures.SafetensorsFile;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;

/// A download that broke off anywhere is refused before it is mapped.
class TruncatedModelTest {
    @TempDir
    private Path folder;

    @Test
    void aGgufFileCutAnywhereIsRefused() throws Exception {
        var sound = GgufFile.usual()
                .key("general.architecture", new Text("llama"))
                .tensor("x", GgufFile.F32, List.of(4L, 2L), 32)
                .tensor("y", GgufFile.F32, List.of(5L), 20)
                .toBytes();
        assertRefusedAtEveryLength(sound);
    }

    @Test
    void aSafetensorsFileCutAnywhereIsRefused() throws Exception {
        assertRefusedAtEveryLength(new SafetensorsFile()
                .tensor("x", DType.F32, List.of(4L, 2L))
                .tensor("y", DType.BF16, List.of(5L))
                .toBytes());
    }

    private void assertRefusedAtEveryLength(byte[] sound) throws Exception {
        var file = folder.resolve("model");
        for (int length = 0; length < sound.length; length++) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThrows(MalformedWeights.class, () -> ModelFile.open(file).close(), "cut to " + length);
        }
        Files.write(file, sound);
        try (var model = ModelFile.open(file)) {
            assertEquals(2, model.tensors().size());
        }
    }
}
