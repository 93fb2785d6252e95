package plimsoll.weights.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.fixtures.Seeds;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Flag;
import plimsoll.weights.gguf.GgufValue.Real;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;

/// What is written is read back, whatever it is.
class GgufWriterProperty {
    private static final List<GgufType> TYPES = List.of(GgufType.values());

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
        var values = values(random);
        var tensors = tensors(random);
        var metadata = new GgufMetadata();
        values.forEach(metadata::put);
        var file = folder.resolve("written.gguf");
        var writer =
                new GgufWriter(metadata, tensors.stream().map(TensorSource::of).toList());
        writer.write(file, true);
        var bytes = Files.readAllBytes(file);
        try (var model = GgufModel.open(file)) {
            assertEquals(values.keySet(), model.header().metadata().keySet());
            values.forEach((key, value) ->
                    assertEquals(plain(value), plain(model.header().metadata().get(key))));
            assertEquals(tensors.size(), model.tensors().size());
            for (var tensor : tensors) {
                var read = model.tensor(tensor.name()).orElseThrow();
                assertEquals(tensor.type(), read.type());
                assertEquals(tensor.shape(), read.shape());
                assertEquals(-1, tensor.data().mismatch(read.data()));
            }
            // A copy of the metadata, and the same tensors again: the same file.
            var copy = folder.resolve("copy.gguf");
            new GgufWriter(
                            model.metadata(),
                            model.tensors().values().stream()
                                    .map(TensorSource::of)
                                    .toList())
                    .write(copy, true);
            assertArrayEquals(bytes, Files.readAllBytes(copy));
        }
    }

    /// A file says where its arrays lie; a value that was never in one does not.
    private static Object plain(@Nullable GgufValue value) {
        return value instanceof Array array
                ? new Array(array.elementType(), array.length(), array.first(), 0)
                : String.valueOf(value);
    }

    private static SequencedMap<String, GgufValue> values(RandomGenerator random) {
        var values = new LinkedHashMap<String, GgufValue>();
        for (int i = random.nextInt(12); i > 0; i--) {
            var key = i + Seeds.text(random, 20);
            if (random.nextInt(3) == 0) {
                var type = TYPES.get(random.nextInt(TYPES.size()));
                var of = type == GgufType.ARRAY ? GgufType.STRING : type;
                var elements = IntStream.range(0, random.nextInt(40))
                        .mapToObj(_ -> value(random, of))
                        .toList();
                values.put(key, new Array(of, elements.size(), elements, 0));
            } else {
                values.put(key, value(random, TYPES.get(random.nextInt(TYPES.size()))));
            }
        }
        return values;
    }

    private static GgufValue value(RandomGenerator random, GgufType type) {
        return switch (type) {
            case FLOAT32 -> new Real(type, random.nextFloat());
            case FLOAT64 -> new Real(type, random.nextDouble());
            case BOOL -> new Flag(random.nextBoolean());
            case STRING, ARRAY -> new Text(Seeds.text(random, 30));
            case UINT8 -> new Whole(type, random.nextInt(256));
            case INT8 -> new Whole(type, random.nextInt(-128, 128));
            case UINT16 -> new Whole(type, random.nextInt(65_536));
            case INT16 -> new Whole(type, (short) random.nextInt());
            case UINT32 -> new Whole(type, random.nextInt() & 0xFFFF_FFFFL);
            case INT32 -> new Whole(type, random.nextInt());
            case UINT64, INT64 -> new Whole(type, random.nextLong());
        };
    }

    private static List<TensorView> tensors(RandomGenerator random) {
        var types = List.of(DType.F32, DType.F16, DType.Q4_0, DType.Q6_K, DType.I8, DType.MXFP4);
        var tensors = new ArrayList<TensorView>();
        for (int i = random.nextInt(8); i > 0; i--) {
            var type = types.get(random.nextInt(types.size()));
            var dimensions = random.longs(1 + random.nextInt(4), 1, 5).toArray();
            dimensions[dimensions.length - 1] *= type.blockElements();
            var shape = TensorShape.of(dimensions);
            var data = new byte[(int) type.sizeBytes(shape.parameters())];
            random.nextBytes(data);
            tensors.add(new TensorView("t" + i + Seeds.text(random, 10), type, shape, MemorySegment.ofArray(data)));
        }
        return tensors;
    }
}
