package plimsoll.weights.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.weights.fixtures.GgufFile;
import plimsoll.weights.fixtures.SafetensorsFile;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.gguf.GgufType;
import plimsoll.weights.gguf.GgufValue;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Real;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

class ModelFileTest {
    @TempDir
    private Path folder;

    @Test
    void aTensorIsReadWhereItLies() throws Exception {
        var bytes = GgufFile.usual()
                .tensor("a", GgufFile.F32, List.of(2L), 8)
                .tensor("b", GgufFile.F32, List.of(3L, 2L), 24)
                .toBytes();
        bytes[bytes.length - 24 + 12 + 2] = (byte) 0x80;
        bytes[bytes.length - 24 + 12 + 3] = 0x3F;
        try (var model = ModelFile.open(write("m.gguf", bytes))) {
            assertEquals(List.of("a", "b"), List.copyOf(model.tensors().keySet()));
            var b = model.tensor("b").orElseThrow();
            assertEquals(2, b.rows());
            assertEquals(3, b.columns());
            assertArrayEquals(new float[] {1, 0, 0}, b.row(1).toArray(LittleEndian.FLOAT));
            assertThrows(IndexOutOfBoundsException.class, () -> b.row(2));
            assertEquals(Optional.empty(), model.tensor("c"));
            assertEquals(bytes.length, model.sizeBytes());
        }
    }

    @Test
    void whatWasOpenedIsGoneAfterItIsClosed() throws Exception {
        var model = ModelFile.open(write("m.gguf", tensors("a")));
        var data = model.tensor("a").orElseThrow().data();
        assertTrue(data.isReadOnly());
        model.close();
        assertThrows(IllegalStateException.class, () -> data.get(ValueLayout.JAVA_BYTE, 0));
    }

    @Test
    void allElementsOfAnArrayAreThere() throws Exception {
        int count = 2 * GgufHeader.KEPT_ELEMENTS;
        var tokens = IntStream.range(0, count).mapToObj(i -> "tök" + i).toList();
        var file = GgufFile.usual()
                .key("tokens", array(GgufType.STRING, tokens.stream().map(Text::new)))
                .key(
                        "scores",
                        array(
                                GgufType.FLOAT32,
                                IntStream.range(0, count).mapToObj(i -> new Real(GgufType.FLOAT32, -i))))
                .key(
                        "kinds",
                        array(GgufType.INT32, IntStream.range(0, count).mapToObj(i -> new Whole(GgufType.INT32, i))))
                .key(
                        "map",
                        array(
                                GgufType.UINT8,
                                IntStream.range(0, count).mapToObj(i -> new Whole(GgufType.UINT8, i & 255))))
                .toBytes();
        try (var model = GgufModel.open(write("m.gguf", file))) {
            assertEquals(Optional.of(tokens), model.texts("tokens"));
            assertEquals(1 - count, model.floats("scores").orElseThrow()[count - 1]);
            assertEquals(count - 1, model.ints("kinds").orElseThrow()[count - 1]);
            assertEquals((byte) 255, model.bytes("map").orElseThrow()[255]);
            assertEquals(Optional.empty(), model.texts("scores"));
            assertEquals(Optional.empty(), model.floats("nothing"));
        }
    }

    @Test
    void anyFileOfASplitModelOpensAllOfIt() throws Exception {
        write("m-00001-of-00002.gguf", split(0, 2, 2, "a"));
        write("m-00002-of-00002.gguf", split(1, 2, 2, "b"));
        for (var name : List.of("m-00001-of-00002.gguf", "m-00002-of-00002.gguf", "")) {
            try (var model = ModelFile.open(folder.resolve(name))) {
                assertEquals(List.of("a", "b"), List.copyOf(model.tensors().keySet()), name);
                assertEquals(2, model.parts().size());
            }
        }
    }

    @Test
    void aSplitModelThatDoesNotFitTogetherIsRefused() throws Exception {
        var first = write("m-00001-of-00002.gguf", split(0, 2, 2, "a"));
        assertRefused(Fault.INCOMPLETE, "a part of the model is missing: \"m-00002-of-00002.gguf\"", first);
        write("m-00002-of-00002.gguf", split(0, 2, 2, "b"));
        assertRefused(Fault.WRONG_VALUE, "m-00002-of-00002.gguf", first);
        write("m-00002-of-00002.gguf", split(1, 2, 2, "a"));
        assertRefused(Fault.DUPLICATE, "\"a\" is in an earlier file too", first);
        write("m-00002-of-00002.gguf", tensors("b"));
        assertRefused(Fault.WRONG_VALUE, "not file 2 of 2", first);
        write("m-00002-of-00002.gguf", new byte[100]);
        assertRefused(Fault.NOT_THIS_FORMAT, "m-00002-of-00002.gguf", first);
        write("m-00001-of-00002.gguf", split(0, 2, 3, "a"));
        write("m-00002-of-00002.gguf", split(1, 2, 3, "b"));
        assertRefused(Fault.INCOMPLETE, "promises 3 tensors", first);
        assertRefused(Fault.INCOMPLETE, "its name", write("renamed.gguf", split(0, 2, 2, "a")));
        assertRefused(Fault.TOO_MANY, "1001 files", write("many.gguf", split(0, 1001, 2, "a")));
    }

    @Test
    void aShardedModelIsReadThroughItsIndex() throws Exception {
        write("model-1.safetensors", shard("a", "b"));
        write("model-2.safetensors", shard("c"));
        index(Map.of("a", "model-1.safetensors", "b", "model-1.safetensors", "c", "model-2.safetensors"));
        try (var model = ModelFile.open(folder)) {
            assertInstanceOf(SafetensorsModel.class, model);
            assertEquals(List.of("a", "b", "c"), List.copyOf(model.tensors().keySet()));
            assertEquals(folder.toAbsolutePath(), model.folder());
            assertEquals(DType.F32, model.tensor("c").orElseThrow().type());
        }
    }

    @Test
    void anIndexThatItsShardsDoNotBearOutIsRefused() throws Exception {
        write("model-1.safetensors", shard("a"));
        index(Map.of("a", "model-1.safetensors", "b", "model-2.safetensors"));
        assertRefused(Fault.INCOMPLETE, "missing: \"model-2.safetensors\"", folder);
        write("model-2.safetensors", shard("c"));
        assertRefused(Fault.INCOMPLETE, "tensor \"b\" is not in \"model-2.safetensors\"", folder);
        write("model-2.safetensors", shard("b", "a"));
        assertRefused(Fault.DUPLICATE, "\"a\" is in an earlier file too", folder);
        index(Map.of("a", "../model-1.safetensors"));
        assertRefused(Fault.WRONG_VALUE, "not the plain name", folder);
    }

    @Test
    void aFolderIsSearchedForItsOneModel() throws Exception {
        assertRefused(Fault.NOT_THIS_FORMAT, "no model in this folder", folder);
        write("only.gguf", tensors("a"));
        try (var model = ModelFile.open(folder)) {
            assertInstanceOf(GgufModel.class, model);
        }
        write("other.safetensors", shard("a"));
        assertRefused(Fault.NOT_THIS_FORMAT, "2 models in this folder", folder);
        write("model.safetensors", shard("a"));
        try (var model = ModelFile.open(folder)) {
            assertInstanceOf(SafetensorsModel.class, model);
        }
    }

    @Test
    void contentAndNotTheNameDecidesWhatAFileIs() throws Exception {
        try (var model = ModelFile.open(write("model.bin", tensors("a")))) {
            assertInstanceOf(GgufModel.class, model);
        }
        try (var model = ModelFile.open(write("model.gguf", shard("a")))) {
            assertInstanceOf(SafetensorsModel.class, model);
        }
        assertRefused(Fault.NOT_THIS_FORMAT, "\"empty.gguf\"", write("empty.gguf", new byte[0]));
        assertThrows(NoSuchFileException.class, () -> ModelFile.open(folder.resolve("nothing.gguf")));
    }

    private void assertRefused(Fault fault, String part, Path path) {
        var refused =
                assertThrows(MalformedWeights.class, () -> ModelFile.open(path).close());
        assertEquals(fault, refused.fault(), refused.getMessage());
        assertTrue(refused.reason().contains(part), refused::reason);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private void index(Map<String, String> shards) throws IOException {
        var map = shards.entrySet().stream()
                .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",", "{\"weight_map\":{", "}}"));
        Files.writeString(folder.resolve("model.safetensors.index.json"), map);
    }

    private static byte[] tensors(String... names) {
        var file = GgufFile.usual();
        for (var name : names) {
            file.tensor(name, GgufFile.F32, List.of(8L), 32);
        }
        return file.toBytes();
    }

    private static byte[] split(int number, int count, int tensors, String tensor) {
        return GgufFile.usual()
                .key("split.no", new Whole(GgufType.UINT16, number))
                .key("split.count", new Whole(GgufType.UINT16, count))
                .key("split.tensors.count", new Whole(GgufType.INT32, tensors))
                .tensor(tensor, GgufFile.F32, List.of(8L), 32)
                .toBytes();
    }

    private static byte[] shard(String... names) {
        var file = new SafetensorsFile();
        for (var name : names) {
            file.tensor(name, DType.F32, List.of(8L));
        }
        return file.toBytes();
    }

    private static Array array(GgufType type, Stream<? extends GgufValue> elements) {
        List<GgufValue> all = elements.<GgufValue>map(element -> element).toList();
        return new Array(type, all.size(), all, 0);
    }
}
