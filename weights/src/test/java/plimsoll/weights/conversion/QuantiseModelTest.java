package plimsoll.weights.conversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.fixtures.Numbers;
import plimsoll.weights.fixtures.SharedFiles;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.gguf.GgufWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;

class QuantiseModelTest {
    private static final Progress QUIET = (_, _, _) -> {};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aModelIsWrittenInEveryType(FileType type) throws Exception {
        var source = aModel(Numbers.weights(new SplittableRandom(7), 64 * 512));
        var target = folder.resolve("out.gguf");
        quantise(source, type, false, target);
        try (var model = GgufModel.open(source);
                var written = GgufModel.open(target)) {
            assertEquals(OptionalLong.of(type.number()), written.header().whole("general.file_type"));
            assertEquals(
                    List.of("a", "b", "ä"),
                    written.texts("tokenizer.ggml.tokens").orElseThrow());
            assertEquals(
                    DType.F32,
                    written.tensor("output_norm.weight").orElseThrow().type());
            var tensor = written.tensor("blk.0.attn_q.weight").orElseThrow();
            assertEquals(type.most(), tensor.type());
            // The whole in chunks and threads gives what one call gives.
            var expected = new byte[(int) tensor.data().byteSize()];
            var floats = floats(model.tensor("blk.0.attn_q.weight").orElseThrow());
            BlockCodec.of(tensor.type()).orElseThrow().encode(floats, 0, MemorySegment.ofArray(expected));
            assertEquals(-1, MemorySegment.ofArray(expected).mismatch(tensor.data()));
        }
    }

    @Test
    void theSameModelGivesTheSameBytes() throws Exception {
        var source = aModel(Numbers.weights(new SplittableRandom(8), 64 * 512));
        quantise(source, FileType.Q4_K_M, false, folder.resolve("one.gguf"));
        quantise(source, FileType.Q4_K_M, false, folder.resolve("two.gguf"));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("one.gguf")), Files.readAllBytes(folder.resolve("two.gguf")));
    }

    @Test
    void whatWasQuantisedIsNotQuantisedAgainByMistake() throws Exception {
        var source = aModel(Numbers.weights(new SplittableRandom(9), 64 * 512));
        var once = folder.resolve("once.gguf");
        quantise(source, FileType.Q8_0, false, once);
        var refused = assertThrows(
                ConversionRefused.class, () -> quantise(once, FileType.Q4_0, false, folder.resolve("twice.gguf")));
        assertTrue(String.valueOf(refused.getMessage()).contains("is Q8_0 already"), refused::toString);
        assertFalse(Files.exists(folder.resolve("twice.gguf")));
        quantise(once, FileType.Q4_0, true, folder.resolve("twice.gguf"));
    }

    @Test
    void aNumberThatDoesNotFitIsNamed() throws Exception {
        var numbers = new float[64 * 512];
        numbers[512 + 3] = Float.NaN;
        var refused = assertThrows(
                ConversionRefused.class,
                () -> quantise(aModel(numbers), FileType.Q8_0, false, folder.resolve("out.gguf")));
        assertEquals(
                "tensor \"blk.0.attn_q.weight\" has the number NaN in row 1, which Q8_0 cannot hold",
                refused.getMessage());
        numbers[512 + 3] = 70_000;
        assertThrows(
                ConversionRefused.class,
                () -> quantise(aModel(numbers), FileType.F16, false, folder.resolve("out.gguf")));
        assertFalse(Files.exists(folder.resolve("out.gguf")));
        quantise(aModel(numbers), FileType.BF16, false, folder.resolve("out.gguf"));
    }

    @Test
    void everyTensorIsAnnounced() throws Exception {
        var heard = new ArrayList<String>();
        try (var model = GgufModel.open(aModel(new float[64 * 512]))) {
            new QuantiseModel(
                            FileType.Q4_0,
                            false,
                            (tensor, number, of) -> heard.add("%d/%d %s".formatted(number, of, tensor.name())))
                    .write(model, folder.resolve("out.gguf"), false);
        }
        assertEquals(List.of("1/3 token_embd.weight", "2/3 blk.0.attn_q.weight", "3/3 output_norm.weight"), heard);
    }

    /// 172 columns are whole blocks of nothing, and 64 only of small ones.
    @Test
    void aTrainedModelFallsBackWhereItMust() throws Exception {
        var target = folder.resolve("out.gguf");
        quantise(SharedFiles.file("models/stories260K/stories260K-f32.gguf"), FileType.Q4_K_M, false, target);
        try (var model = GgufModel.open(target)) {
            assertEquals(
                    DType.F16,
                    model.tensor("blk.0.ffn_down.weight").orElseThrow().type());
            assertEquals(
                    DType.Q5_0,
                    model.tensor("blk.0.attn_q.weight").orElseThrow().type());
            assertEquals(
                    DType.Q8_0,
                    model.tensor("blk.4.attn_v.weight").orElseThrow().type());
            assertEquals(
                    DType.F32,
                    model.tensor("blk.0.attn_norm.weight").orElseThrow().type());
        }
    }

    private static void quantise(Path source, FileType type, boolean again, Path target) throws Exception {
        try (var model = GgufModel.open(source)) {
            new QuantiseModel(type, again, QUIET).write(model, target, false);
        }
    }

    private Path aModel(float[] numbers) throws Exception {
        var file = Files.createTempFile(folder, "source", ".gguf");
        var metadata = new GgufMetadata()
                .put("general.architecture", "llama")
                .put("llama.block_count", 1)
                .put("tokenizer.ggml.tokens", List.of("a", "b", "ä"));
        new GgufWriter(
                        metadata,
                        List.of(
                                tensor("token_embd.weight", TensorShape.of(4, 256), new float[1024]),
                                tensor("blk.0.attn_q.weight", TensorShape.of(64, 512), numbers),
                                tensor("output_norm.weight", TensorShape.of(512), new float[512])))
                .write(file, true);
        return file;
    }

    private static TensorSource tensor(String name, TensorShape shape, float[] numbers) {
        var bytes = new byte[numbers.length * Float.BYTES];
        BlockCodec.of(DType.F32).orElseThrow().encode(numbers, 0, MemorySegment.ofArray(bytes));
        return TensorSource.of(new TensorView(name, DType.F32, shape, MemorySegment.ofArray(bytes)));
    }

    private static float[] floats(TensorView tensor) {
        var floats = new float[(int) tensor.shape().parameters()];
        BlockCodec.of(tensor.type()).orElseThrow().decode(tensor.data(), floats, 0);
        return floats;
    }
}
