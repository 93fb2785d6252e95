package plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plimsoll.engine.architectures.ModelRefused;
import plimsoll.engine.architectures.ModelRefused.Reason;
import plimsoll.engine.fixtures.TinyModel;

/// What cannot be run says so, and names what is in the way.
class RefusedModelTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(TinyModel.of("mamba"), Reason.UNSUPPORTED_ARCHITECTURE, "mamba"),
                Arguments.of(
                        TinyModel.of("llama").key("expert_count", 8), Reason.UNSUPPORTED_ARCHITECTURE, "expert_count"),
                Arguments.of(
                        TinyModel.of("llama").tensor("blk.0.ffn_gate_inp.weight", 1, 2),
                        Reason.UNSUPPORTED_ARCHITECTURE,
                        "blk.0.ffn_gate_inp.weight"),
                Arguments.of(
                        TinyModel.of("llama").key("rope.scaling.type", "longrope"),
                        Reason.UNSUPPORTED_ARCHITECTURE,
                        "longrope"),
                Arguments.of(TinyModel.of("llama").key("block_count", 3), Reason.MISSING_TENSOR, "blk.2."),
                Arguments.of(
                        TinyModel.of("llama").key("feed_forward_length", 64),
                        Reason.WRONG_SHAPE,
                        "blk.0.ffn_gate.weight"),
                Arguments.of(
                        TinyModel.of("llama").key("attention.head_count_kv", 3), Reason.BAD_HEADER, "4 heads on 3"),
                Arguments.of(TinyModel.of("llama").key("attention.head_count", 0), Reason.BAD_HEADER, "head_count"),
                Arguments.of(
                        TinyModel.of("llama").key("rope.dimension_count", 15), Reason.BAD_HEADER, "15 of them turned"),
                Arguments.of(
                        TinyModel.of("llama").key("attention.layer_norm_rms_epsilon", Float.NaN),
                        Reason.BAD_HEADER,
                        "layer_norm_rms_epsilon is NaN"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theReasonIsNamed(TinyModel model, Reason reason, String named) throws IOException {
        var file = model.writeTo(folder.resolve("tiny.gguf"));
        var refusal = assertThrows(ModelRefused.class, () -> Model.open(file, ModelOptions.standard()));
        assertEquals(reason, refusal.reason(), refusal::getMessage);
        assertTrue(String.valueOf(refusal.getMessage()).contains(named), refusal::getMessage);
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        var bytes = Files.readAllBytes(TinyModel.of("llama").writeTo(folder.resolve("whole.gguf")));
        for (int length = 0; length < bytes.length; length += Math.max(1, length / 40)) {
            var cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(bytes, length));
            assertThrows(ModelRefused.class, () -> Model.open(cut, ModelOptions.standard()));
        }
    }

    @Test
    void aFolderWithoutDescriptionIsRefused() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"t5\"}");
        assertThrows(IOException.class, () -> Model.open(folder, ModelOptions.standard()));
    }
}
