package plimsoll.weights.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;

class TypeChoiceTest {
    private static final TensorShape MATRIX = TensorShape.of(512, 2048);

    @ParameterizedTest
    @CsvSource({
        "Q4_K_M, Q4_K, Q6_K",
        "Q5_K_M, Q5_K, Q6_K",
        "Q6_K, Q6_K, Q6_K",
        "Q8_0, Q8_0, Q8_0",
        "Q4_0, Q4_0, Q6_K",
        "F16, F16, F16",
        "BF16, BF16, BF16",
        "F32, F32, F32"
    })
    void theOutputIsMorePreciseThanTheRest(FileType wanted, DType most, DType output) {
        var own = new TypeChoice(wanted, "llama", 16, false);
        assertEquals(most, own.of("blk.3.attn_q.weight", MATRIX, DType.F32));
        assertEquals(most, own.of("token_embd.weight", MATRIX, DType.F32));
        assertEquals(output, own.of("output.weight", MATRIX, DType.F32));
        var tied = new TypeChoice(wanted, "llama", 16, true);
        assertEquals(output, tied.of("token_embd.weight", MATRIX, DType.F32));
    }

    /// Of sixteen layers: the first two, the last two, and every third from the fifth on.
    @ParameterizedTest
    @CsvSource({"0, Q6_K", "1, Q6_K", "2, Q4_K", "3, Q4_K", "4, Q6_K", "5, Q4_K", "7, Q6_K", "13, Q6_K", "15, Q6_K"})
    void someLayersGetMoreBits(int layer, DType expected) {
        var choice = new TypeChoice(FileType.Q4_K_M, "llama", 16, false);
        assertEquals(expected, choice.of("blk.%d.attn_v.weight".formatted(layer), MATRIX, DType.F16));
        assertEquals(expected, choice.of("blk.%d.ffn_down.weight".formatted(layer), MATRIX, DType.F16));
        assertEquals(DType.Q4_K, choice.of("blk.%d.ffn_up.weight".formatted(layer), MATRIX, DType.F16));
    }

    @Test
    void valuesThatEightHeadsShareGetMoreBits() {
        var choice = new TypeChoice(FileType.Q4_K_M, "llama", 80, false);
        assertEquals(DType.Q5_K, choice.of("blk.11.attn_v.weight", MATRIX, DType.F16));
        assertEquals(DType.Q4_K, choice.of("blk.11.ffn_down.weight", MATRIX, DType.F16));
        assertEquals(DType.Q5_K, choice.of("blk.11.attn_qkv.weight", MATRIX, DType.F16));
    }

    @ParameterizedTest
    @CsvSource({"Q4_K_M, 96, Q5_0", "Q5_K_M, 96, Q5_1", "Q6_K, 96, Q8_0", "Q4_0, 100, F16", "Q4_K_M, 172, F16"})
    void rowsThatAreNoWholeBlocksFallBack(FileType wanted, long columns, DType expected) {
        var choice = new TypeChoice(wanted, "llama", 16, false);
        assertEquals(expected, choice.of("blk.2.attn_q.weight", TensorShape.of(8, columns), DType.F32));
    }

    @Test
    void whatIsSmallStaysAsItIs() {
        var choice = new TypeChoice(FileType.Q4_K_M, "bert", 16, false);
        assertEquals(DType.F32, choice.of("blk.2.attn_norm.weight", MATRIX, DType.F32));
        assertEquals(DType.F32, choice.of("blk.2.attn_q.bias", TensorShape.of(512), DType.F32));
        assertEquals(DType.F32, choice.of("rope_freqs.weight", TensorShape.of(512), DType.F32));
        assertEquals(DType.F16, choice.of("position_embd.weight", MATRIX, DType.F16));
        assertEquals(DType.F16, choice.of("token_types.weight", MATRIX, DType.F16));
    }
}
