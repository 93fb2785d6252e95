package plimsoll.weights.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.fixtures.Seeds;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;

/// What is written is read back, whatever it is.
class SafetensorsWriterProperty {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        Seeds.each(50, random -> {
            try {
                assertReadBack(random);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private void assertReadBack(RandomGenerator random) throws IOException {
        var metadata = new LinkedHashMap<String, String>();
        for (int i = random.nextInt(5); i > 0; i--) {
            metadata.put(i + Seeds.text(random, 10), Seeds.text(random, 40));
        }
        var tensors = tensors(random);
        var file = folder.resolve("written.safetensors");
        new SafetensorsWriter(metadata, sources(tensors)).write(file, true);
        var bytes = Files.readAllBytes(file);
        try (var model = ModelFile.open(file)) {
            assertEquals(metadata, ((SafetensorsModel) model).metadata());
            assertEquals(tensors.size(), model.tensors().size());
            for (var tensor : tensors) {
                var read = model.tensor(tensor.name()).orElseThrow();
                assertEquals(tensor.type(), read.type());
                assertEquals(tensor.shape(), read.shape());
                assertEquals(-1, tensor.data().mismatch(read.data()));
            }
        }
        new SafetensorsWriter(metadata, sources(tensors.reversed())).write(file, true);
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void blocksOfGgmlHaveNoNameHere() {
        var tensor = new TensorSource("x", DType.Q4_0, TensorShape.of(32), _ -> {});
        assertThrows(IllegalArgumentException.class, () -> new SafetensorsWriter(Map.of(), List.of(tensor)));
    }

    private static List<TensorSource> sources(List<TensorView> tensors) {
        return tensors.stream().map(TensorSource::of).toList();
    }

    private static List<TensorView> tensors(RandomGenerator random) {
        var types = List.of(DType.F32, DType.BF16, DType.I64, DType.U8, DType.F8_E4M3, DType.BOOL);
        var tensors = new ArrayList<TensorView>();
        for (int i = random.nextInt(8); i > 0; i--) {
            var type = types.get(random.nextInt(types.size()));
            var shape = TensorShape.of(random.longs(random.nextInt(5), 0, 6).toArray());
            var data = new byte[(int) type.sizeBytes(shape.parameters())];
            random.nextBytes(data);
            tensors.add(new TensorView("t" + i + Seeds.text(random, 10), type, shape, MemorySegment.ofArray(data)));
        }
        return tensors;
    }
}
