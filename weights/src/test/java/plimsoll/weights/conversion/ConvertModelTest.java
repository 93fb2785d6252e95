package plimsoll.weights.conversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.fixtures.HubModel;
import plimsoll.weights.gguf.GgufValue.Flag;
import plimsoll.weights.gguf.GgufValue.Real;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.TensorShape;

class ConvertModelTest {
    private static final Progress QUIET = (_, _, _) -> {};
    private static final List<String> NORMS_AROUND =
            List.of("post_attention_layernorm", "pre_feedforward_layernorm", "post_feedforward_layernorm");

    @TempDir
    private Path folder;

    @Test
    void aLlamaSaysWhatItIs() throws Exception {
        try (var model = convert(HubModel.llama().tokenizerConfig("""
                        {"bos_token":"<|begin|>","eos_token":{"content":"<|end|>"},"chat_template":"{{ messages }}"}"""))) {
            assertEquals(Optional.of("llama"), model.header().architecture());
            assertWhole(model, "llama.block_count", 2);
            assertWhole(model, "llama.attention.head_count_kv", 2);
            assertWhole(model, "llama.attention.key_length", 16);
            assertWhole(model, "llama.rope.dimension_count", 16);
            assertWhole(model, "llama.vocab_size", 40);
            assertReal(model, "llama.rope.freq_base", 500_000);
            assertReal(model, "llama.attention.layer_norm_rms_epsilon", 1e-5f);
            assertEquals(Optional.of("gpt2"), model.header().text("tokenizer.ggml.model"));
            assertEquals(Optional.of("llama-bpe"), model.header().text("tokenizer.ggml.pre"));
            assertEquals(
                    List.of("t h", "th e"), model.texts("tokenizer.ggml.merges").orElseThrow());
            assertWhole(model, "tokenizer.ggml.bos_token_id", 30);
            assertWhole(model, "tokenizer.ggml.eos_token_id", 31);
            assertFlag(model, "tokenizer.ggml.add_bos_token", true);
            assertFlag(model, "tokenizer.ggml.add_eos_token", false);
            assertEquals(Optional.of("{{ messages }}"), model.header().text("tokenizer.chat_template"));
            var tokens = model.texts("tokenizer.ggml.tokens").orElseThrow();
            assertEquals(List.of("the", "[PAD28]"), tokens.subList(27, 29));
            assertEquals(40, tokens.size());
            var kinds = model.ints("tokenizer.ggml.token_type").orElseThrow();
            assertArrayEquals(new int[] {1, 5, 5, 3, 3, 4, 5}, Arrays.copyOfRange(kinds, 27, 34));
        }
    }

    @Test
    void theTensorsOfALlamaAreNamedPermutedAndRounded() throws Exception {
        var hub = HubModel.llama();
        try (var model = convert(hub)) {
            assertEquals(3 + 2 * 9 - 1, model.tensors().size());
            assertEquals(
                    "output_norm.weight", model.tensors().keySet().iterator().next());
            assertArrayEquals(
                    hub.floats("model.layers.1.mlp.down_proj.weight"), floats(model, "blk.1.ffn_down.weight"));
            assertArrayEquals(
                    hub.floats("model.layers.0.post_attention_layernorm.weight"),
                    floats(model, "blk.0.ffn_norm.weight"));
            var halves = hub.floats("model.layers.1.self_attn.k_proj.weight");
            var pairs = floats(model, "blk.1.attn_k.weight");
            for (int head = 0; head < HubModel.KEY_HEADS; head++) {
                for (int i = 0; i < 8; i++) {
                    assertArrayEquals(row(halves, head * 16 + i), row(pairs, head * 16 + 2 * i));
                    assertArrayEquals(row(halves, head * 16 + 8 + i), row(pairs, head * 16 + 2 * i + 1));
                }
            }
        }
    }

    @Test
    void aBiasIsPermutedLikeItsMatrix() throws Exception {
        var hub = HubModel.llama().tensor("model.layers.0.self_attn.q_proj.bias", 64);
        try (var model = convert(hub)) {
            var halves = hub.floats("model.layers.0.self_attn.q_proj.bias");
            var pairs = floats(model, "blk.0.attn_q.bias");
            assertEquals(halves[16 + 3], pairs[16 + 6]);
            assertEquals(halves[16 + 8 + 3], pairs[16 + 7]);
        }
    }

    /// Of Llama 3.2: factor 32. The fast pairs are left alone, the slow ones slowed in full.
    @Test
    void theStretchOfLlama31BecomesATensor() throws Exception {
        var hub = HubModel.llama().set("rope_scaling", """
                {"rope_type":"llama3","factor":32.0,"low_freq_factor":1.0,"high_freq_factor":4.0,
                 "original_max_position_embeddings":8192}""");
        try (var model = convert(hub)) {
            var divisors = floats(model, "rope_freqs.weight");
            assertEquals(8, divisors.length);
            assertEquals(1, divisors[0]);
            assertEquals(1, divisors[3]);
            // 2 pi 500000^(8/16) = 4442.9: between 2048 and 8192; s = (8192 / 4442.9 - 1) / 3.
            assertEquals(1 / ((1 - 0.28128) / 32 + 0.28128), divisors[4], 1e-3);
            assertEquals(32, divisors[5]);
            assertEquals(32, divisors[7]);
        }
    }

    @Test
    void otherStretchesAreKeysOrRefused() throws Exception {
        try (var model = convert(HubModel.llama().set("rope_scaling", "{\"type\":\"linear\",\"factor\":2.5}"))) {
            assertEquals(Optional.of("linear"), model.header().text("llama.rope.scaling.type"));
            assertReal(model, "llama.rope.scaling.factor", 2.5f);
        }
        try (var model = convert(
                qwen("Qwen2ForCausalLM", List.of("post_attention_layernorm")).set("rope_scaling", """
                        {"rope_type":"yarn","factor":4.0,"original_max_position_embeddings":32768}"""))) {
            assertEquals(Optional.of("yarn"), model.header().text("qwen2.rope.scaling.type"));
            assertWhole(model, "qwen2.rope.scaling.original_context_length", 32_768);
        }
        assertRefused(
                "rope scaling of the kind \"longrope\"",
                HubModel.llama().set("rope_scaling", "{\"type\":\"longrope\",\"factor\":2}"));
    }

    @Test
    void qwenKeepsItsRowsItsBiasesAndItsNorms() throws Exception {
        var two = qwen("Qwen2ForCausalLM", List.of("post_attention_layernorm"))
                .tensor("model.layers.0.self_attn.q_proj.bias", 64)
                .tokenizer(HubModel.byteLevel(HubModel.LLAMA3.replace("{1,3}", "")));
        try (var model = convert(two)) {
            assertEquals(Optional.of("qwen2"), model.header().text("tokenizer.ggml.pre"));
            assertArrayEquals(
                    two.floats("model.layers.0.self_attn.q_proj.weight"), floats(model, "blk.0.attn_q.weight"));
            assertArrayEquals(two.floats("model.layers.0.self_attn.q_proj.bias"), floats(model, "blk.0.attn_q.bias"));
        }
        var three =
                qwen("Qwen3ForCausalLM", List.of("post_attention_layernorm", "self_attn.q_norm", "self_attn.k_norm"));
        try (var model = convert(three)) {
            assertEquals(Optional.of("qwen3"), model.header().architecture());
            assertArrayEquals(
                    three.floats("model.layers.1.self_attn.k_norm.weight"), floats(model, "blk.1.attn_k_norm.weight"));
        }
    }

    @Test
    void gemmasNormsAreRaisedByOneAndNamedByTheirPlace() throws Exception {
        var hub = HubModel.decoder("Gemma2ForCausalLM", "gelu_pytorch_tanh", NORMS_AROUND)
                .set("attn_logit_softcapping", "50.0")
                .set("final_logit_softcapping", "30.0")
                .set("sliding_window", 256)
                .set("query_pre_attn_scalar", 144)
                .tensor("lm_head.weight", HubModel.VOCABULARY, HubModel.WIDTH);
        try (var model = convert(hub)) {
            assertReal(model, "gemma2.attn_logit_softcapping", 50);
            assertReal(model, "gemma2.final_logit_softcapping", 30);
            assertReal(model, "gemma2.attention.scale", 1 / 12f);
            assertWhole(model, "gemma2.attention.sliding_window", 256);
            assertFalse(model.tensors().containsKey("output.weight"));
            var norm = hub.floats("model.layers.0.post_attention_layernorm.weight");
            for (int i = 0; i < norm.length; i++) {
                norm[i] += 1;
            }
            assertArrayEquals(norm, floats(model, "blk.0.post_attention_norm.weight"));
            assertTrue(model.tensors().containsKey("blk.0.ffn_norm.weight"));
            assertTrue(model.tensors().containsKey("blk.0.post_ffw_norm.weight"));
        }
    }

    @Test
    void theWordsOfAModelWithEyesAreConverted() throws Exception {
        var norms = List.of(
                "post_attention_layernorm",
                "pre_feedforward_layernorm",
                "post_feedforward_layernorm",
                "self_attn.q_norm",
                "self_attn.k_norm");
        var hub = HubModel.decoder("Gemma3ForCausalLM", "gelu_pytorch_tanh", norms)
                .tensor("vision_tower.vision_model.embeddings.patch_embedding.weight", 4, 4)
                .set("rope_parameters", """
                        {"full_attention":{"rope_type":"linear","factor":8.0,"rope_theta":1000000},
                         "sliding_attention":{"rope_type":"default","rope_theta":10000}}""")
                .set("layer_types", "[\"sliding_attention\",\"full_attention\"]");
        try (var model = convert(hub)) {
            assertReal(model, "gemma3.rope.freq_base", 1_000_000);
            assertReal(model, "gemma3.rope.freq_base_swa", 10_000);
            assertReal(model, "gemma3.rope.scaling.factor", 8);
            assertWhole(model, "gemma3.attention.sliding_window_pattern", 2);
            assertWhole(model, "gemma3.attention.sliding_window", 4096);
            assertTrue(model.tensors().containsKey("blk.1.attn_q_norm.weight"));
        }
    }

    @Test
    void aSentenceEncoderIsConverted() throws Exception {
        var hub = HubModel.bert();
        var from = hub.writeTo(folder.resolve("hub"));
        Files.createDirectories(from.resolve("1_Pooling"));
        Files.writeString(from.resolve("1_Pooling/config.json"), "{\"pooling_mode_cls_token\":true}");
        try (var model = convert(hub)) {
            assertEquals(Optional.of("bert"), model.header().architecture());
            assertWhole(model, "bert.pooling_type", 2);
            assertFlag(model, "bert.attention.causal", false);
            assertEquals(
                    List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "\u2581the", "s", "[PAD6]"),
                    model.texts("tokenizer.ggml.tokens").orElseThrow().subList(0, 7));
            assertWhole(model, "tokenizer.ggml.cls_token_id", 2);
            assertWhole(model, "tokenizer.ggml.seperator_token_id", 3);
            assertWhole(model, "tokenizer.ggml.unknown_token_id", 1);
            assertArrayEquals(
                    hub.floats("encoder.layer.1.attention.output.LayerNorm.bias"),
                    floats(model, "blk.1.attn_output_norm.bias"));
            assertFalse(model.tensors().keySet().stream().anyMatch(name -> name.contains("pooler")));
        }
    }

    @ParameterizedTest
    @CsvSource({"F16, F16, F32", "BF16, BF16, F32", "Q8_0, Q8_0, F32", "Q4_0, Q4_0, F32", "Q4_K_M, Q5_0, F32"})
    void aModelIsQuantisedOnTheWay(FileType type, DType matrix, DType norm) throws Exception {
        var from = HubModel.llama().writeTo(folder.resolve("hub"));
        var to = folder.resolve("out.gguf");
        try (var source = SafetensorsModel.open(from)) {
            new ConvertModel(type, QUIET).write(source, to, true);
        }
        try (var model = GgufModel.open(to)) {
            assertEquals(
                    matrix, model.tensor("blk.0.ffn_up.weight").orElseThrow().type());
            assertEquals(
                    norm, model.tensor("blk.0.ffn_norm.weight").orElseThrow().type());
            assertEquals(
                    TensorShape.of(96, 64),
                    model.tensor("blk.0.ffn_up.weight").orElseThrow().shape());
        }
    }

    @Test
    void whatCannotBeConvertedIsNamed() {
        assertRefused(
                "\"MixtralForCausalLM\" is not converted", HubModel.decoder("MixtralForCausalLM", "silu", List.of()));
        assertRefused("config.json: rms_norm_eps is missing", HubModel.llama().without("rms_norm_eps"));
        assertRefused("config.json: hidden_size is missing", HubModel.llama().set("hidden_size", "\"64\""));
        assertRefused(
                "config.json: num_hidden_layers is missing", HubModel.llama().set("num_hidden_layers", "1e30"));
        assertRefused(
                "lack what becomes blk.2.attn_k.weight", HubModel.llama().set("num_hidden_layers", 2_000_000_000));
        assertRefused(
                "tensor \"model.norm.weight\" is [0], neither",
                HubModel.llama().without("model.norm.weight").tensor("model.norm.weight", 0));
        assertRefused(
                "tensor \"model.embed_tokens.weight\" is [5000000000, 0], neither",
                HubModel.llama()
                        .without("model.embed_tokens.weight")
                        .tensor("model.embed_tokens.weight", 5_000_000_000L, 0));
        assertRefused("do not go together", HubModel.llama().set("head_dim", 2_000_000_000));
        assertRefused("do not go together", HubModel.llama().set("num_key_value_heads", 3));
        assertRefused("the activation \"gelu\"", HubModel.llama().set("hidden_act", "\"gelu\""));
        assertRefused("quantization_config", HubModel.llama().set("quantization_config", "{}"));
        assertRefused(
                "lack what becomes blk.1.ffn_up.weight", HubModel.llama().without("model.layers.1.mlp.up_proj.weight"));
        assertRefused(
                "tensor \"model.layers.0.mlp.experts.0.w1.weight\" has no place",
                HubModel.llama().tensor("model.layers.0.mlp.experts.0.w1.weight", 4, 4));
        assertRefused(
                "tensor \"model.layers.2.mlp.up_proj.weight\" has no place in a model of 2 layers",
                HubModel.llama().tensor("model.layers.2.mlp.up_proj.weight", 4, 4));
        assertRefused(
                "where 4 heads of 16 rows belong",
                HubModel.llama()
                        .without("model.layers.0.self_attn.q_proj.weight")
                        .tensor("model.layers.0.self_attn.q_proj.weight", 60, 64));
        assertRefused("words are cut by the pattern \"\\w+\"", HubModel.llama().tokenizer(HubModel.byteLevel("\\w+")));
        assertRefused(
                "token \"z\" has the number 40",
                HubModel.llama().tokenizer("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"z\":40}}}"));
        assertRefused(
                "tokens \"a\" and \"b\" have one number",
                HubModel.llama().tokenizer("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":1,\"b\":1}}}"));
        assertRefused("the type \"WordLevel\"", HubModel.llama().tokenizer("{\"model\":{\"type\":\"WordLevel\"}}"));
        assertRefused("without pieces", HubModel.llama().tokenizer("{\"model\":{\"type\":\"Unigram\"}}"));
        assertRefused("token 1 is not a text with a score", HubModel.llama().tokenizer(unigram("[\"b\",1e999]", "")));
        assertRefused(
                "the step \"NFKC\" of a unigram model",
                HubModel.llama().tokenizer(unigram("[\"b\",-2]", "\"normalizer\":{\"type\":\"NFKC\"},")));
        assertRefused("\"tokenizer.json\": not the JSON", HubModel.llama().tokenizer("{\"model\":"));
        assertFalse(Files.exists(folder.resolve("out.gguf")));
    }

    private static String unigram(String piece, String steps) {
        return "{%s\"model\":{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[\"<unk>\",0],%s]}}".formatted(steps, piece);
    }

    private void assertRefused(String part, HubModel hub) {
        var refused = assertThrows(IOException.class, () -> convert(hub).close());
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::toString);
    }

    private GgufModel convert(HubModel hub) throws IOException {
        var from = hub.writeTo(folder.resolve("hub"));
        var to = folder.resolve("out.gguf");
        try (var source = SafetensorsModel.open(from)) {
            assertEquals(FileType.F32, ConvertModel.typeOf(source));
            new ConvertModel(FileType.F32, QUIET).write(source, to, true);
        }
        return GgufModel.open(to);
    }

    private static HubModel qwen(String architecture, List<String> norms) {
        return HubModel.decoder(architecture, "silu", norms);
    }

    private static float[] floats(GgufModel model, String name) {
        return model.tensor(name).orElseThrow().data().toArray(LittleEndian.FLOAT);
    }

    private static float[] row(float[] matrix, int index) {
        return Arrays.copyOfRange(matrix, index * HubModel.WIDTH, (index + 1) * HubModel.WIDTH);
    }

    private static void assertWhole(GgufModel model, String key, long value) {
        assertEquals(OptionalLong.of(value), model.header().whole(key), key);
    }

    private static void assertReal(GgufModel model, String key, float value) {
        assertEquals(
                value, model.header().metadata().get(key) instanceof Real(var _, var real) ? (float) real : -1, key);
    }

    private static void assertFlag(GgufModel model, String key, boolean value) {
        assertEquals(new Flag(value), model.header().metadata().get(key), key);
    }
}
