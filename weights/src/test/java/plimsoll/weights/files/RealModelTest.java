package plimsoll.weights.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import plimsoll.weights.fixtures.SharedFiles;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.TensorView;

/// A trained model that other people's tools wrote in three formats: the same numbers in each.
class RealModelTest {
    private static final int HEADS = 8;
    private static final int KEY_HEADS = 4;

    @Test
    void ggufAndSafetensorsHoldTheSameNumbers() throws Exception {
        try (var gguf = ModelFile.open(story("stories260K-f32.gguf"));
                var safetensors = ModelFile.open(story("model.safetensors"))) {
            for (var names : Map.of(
                            "token_embd.weight", "model.embed_tokens.weight",
                            "output_norm.weight", "model.norm.weight",
                            "blk.3.ffn_down.weight", "model.layers.3.mlp.down_proj.weight",
                            "blk.3.attn_v.weight", "model.layers.3.self_attn.v_proj.weight")
                    .entrySet()) {
                assertArrayEquals(
                        floats(safetensors.tensor(names.getValue()).orElseThrow()),
                        floats(gguf.tensor(names.getKey()).orElseThrow()),
                        names.getKey());
            }
            assertPermuted(gguf, "blk.2.attn_q.weight", safetensors, "model.layers.2.self_attn.q_proj.weight", HEADS);
            assertPermuted(
                    gguf, "blk.2.attn_k.weight", safetensors, "model.layers.2.self_attn.k_proj.weight", KEY_HEADS);
        }
    }

    /// GGUF keeps the two numbers that RoPE rotates together side by side, safetensors half a head apart.
    private static void assertPermuted(ModelFile gguf, String to, ModelFile safetensors, String from, int heads) {
        var interleaved = gguf.tensor(to).orElseThrow();
        var halves = safetensors.tensor(from).orElseThrow();
        assertEquals(halves.shape(), interleaved.shape());
        int half = (int) (halves.rows() / heads / 2);
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < half; i++) {
                for (int j = 0; j < 2; j++) {
                    assertArrayEquals(
                            halves.row(2L * half * head + (long) j * half + i).toArray(LittleEndian.FLOAT),
                            interleaved.row(2L * half * head + 2L * i + j).toArray(LittleEndian.FLOAT));
                }
            }
        }
    }

    @Test
    void theHalfPreciseFileIsTheRoundedOne() throws Exception {
        try (var whole = ModelFile.open(story("stories260K-f32.gguf"));
                var half = ModelFile.open(story("stories260K-f16.gguf"))) {
            for (var name : whole.tensors().keySet()) {
                var expected = whole.tensor(name).orElseThrow();
                var rounded = half.tensor(name).orElseThrow();
                if (rounded.type() != expected.type()) {
                    var numbers = floats(expected);
                    var halves = rounded.data().toArray(LittleEndian.SHORT);
                    for (int i = 0; i < numbers.length; i++) {
                        assertEquals(Float.floatToFloat16(numbers[i]), halves[i], name);
                    }
                }
            }
        }
    }

    @Test
    void aRealVocabularyIsReadWhole() throws Exception {
        try (var model = GgufModel.open(SharedFiles.file("vocab/ggml-vocab-llama-spm.gguf"))) {
            var tokens = model.texts("tokenizer.ggml.tokens").orElseThrow();
            assertEquals(32_000, tokens.size());
            assertEquals("<s>", tokens.get(1));
            assertEquals(32_000, model.floats("tokenizer.ggml.scores").orElseThrow().length);
            assertEquals(3, model.ints("tokenizer.ggml.token_type").orElseThrow()[1]);
        }
    }

    private static float[] floats(TensorView tensor) {
        return Objects.requireNonNull(tensor.data().toArray(LittleEndian.FLOAT));
    }

    private static Path story(String name) {
        return SharedFiles.file("models/stories260K/" + name);
    }
}
