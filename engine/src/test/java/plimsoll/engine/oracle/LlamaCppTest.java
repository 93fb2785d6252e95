package plimsoll.engine.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plimsoll.engine.Encoder;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.Model;
import plimsoll.engine.ModelOptions;
import plimsoll.engine.batching.ScoreRequest;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.fixtures.BuiltKernels;
import plimsoll.engine.fixtures.TinyEncoder;
import plimsoll.engine.fixtures.TinyModel;
import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.conversion.ConvertModel;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.tensors.DType;

/// The logits of every family and number format beside those of llama.cpp, on models of random numbers in which every
/// switch of the family is on.
class LlamaCppTest {
    /// Longer than the windows and than a page.
    private static final int TOKENS = 70;

    private static LlamaCpp oracle;

    private static Optional<Path> kernels = Optional.empty();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void loadOracle() throws Throwable {
        oracle = LlamaCpp.load();
        kernels = BuiltKernels.in(folder);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("llama, tied", TinyModel.of("llama"), 1e-4),
                Arguments.of("llama, untied", TinyModel.of("llama").untied(), 1e-4),
                Arguments.of(
                        "llama 3.1",
                        TinyModel.of("llama")
                                .key("rope.freq_base", 500000f)
                                .tensor("rope_freqs.weight", 1, 1, 1.5f, 2, 4, 8, 8, 8),
                        1e-4),
                Arguments.of(
                        "llama, linear",
                        TinyModel.of("llama").key("rope.scaling.type", "linear").key("rope.scaling.factor", 4f),
                        1e-4),
                Arguments.of("llama, wide heads", TinyModel.of("llama").heads(4, 32), 1e-4),
                Arguments.of("qwen2", TinyModel.of("qwen2").biased(), 1e-4),
                Arguments.of(
                        "qwen2, yarn",
                        TinyModel.of("qwen2")
                                .biased()
                                .key("rope.scaling.type", "yarn")
                                .key("rope.scaling.factor", 4f)
                                .key("rope.scaling.original_context_length", 64),
                        1e-4),
                Arguments.of("qwen3", TinyModel.of("qwen3").heads(4, 32), 1e-4),
                Arguments.of("gemma", TinyModel.of("gemma").heads(4, 32), 2e-3),
                Arguments.of(
                        "gemma2",
                        TinyModel.of("gemma2")
                                .layers(4)
                                .key("attention.sliding_window", 20)
                                .key("attn_logit_softcapping", 5f)
                                .key("final_logit_softcapping", 3f),
                        2e-3),
                Arguments.of(
                        "gemma3",
                        TinyModel.of("gemma3")
                                .layers(7)
                                .key("attention.sliding_window", 20)
                                .key("rope.freq_base", 1000000f)
                                .key("rope.scaling.type", "linear")
                                .key("rope.scaling.factor", 8f),
                        2e-3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void everyFamilyGivesTheirLogits(String name, TinyModel model, double bar) throws Throwable {
        var rows = compare(model);
        assertTrue(rows.difference() <= bar * rows.largest(), () -> name + ": " + rows);
        assertTrue(rows.sameBest() == 1, () -> name + ": " + rows);
    }

    @ParameterizedTest
    @MethodSource("halves")
    void halvesGiveNearlyTheirLogits(DType type) throws Throwable {
        var rows = compare(TinyModel.of("llama").type(type));
        assertTrue(rows.difference() <= 2e-2 * rows.largest(), rows::toString);
        assertTrue(rows.sameBest() >= 0.95, rows::toString);
    }

    static Stream<DType> halves() {
        return Stream.of(DType.F16, DType.BF16);
    }

    /// llama.cpp rounds activations to eight bits before it multiplies; here they stay as they are.
    @ParameterizedTest
    @MethodSource("quantised")
    void quantisedModelsMeanTheSame(DType type) throws Throwable {
        var rows = compare(TinyModel.of("llama").wide().type(type));
        assertTrue(rows.divergence() <= 1e-2, rows::toString);
        assertTrue(rows.sameBest() >= 0.9, rows::toString);
    }

    /// In C ours are rounded too, though 32 together where theirs are 256 for Q4_K and those that follow.
    @ParameterizedTest
    @MethodSource("quantised")
    void quantisedModelsMeanTheSameInC(DType type) throws Throwable {
        assumeTrue(kernels.isPresent(), "no C compiler");
        System.setProperty(Kernels.LIBRARY, kernels.get().toString());
        try {
            quantisedModelsMeanTheSame(type);
        } finally {
            System.clearProperty(Kernels.LIBRARY);
        }
    }

    static Stream<DType> quantised() {
        return Stream.of(
                DType.Q8_0, DType.Q4_0, DType.Q4_1, DType.Q5_0, DType.Q5_1, DType.Q4_K, DType.Q5_K, DType.Q6_K);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void encodersGiveTheirVectors(TinyEncoder tiny) throws Throwable {
        var folderOfIt = tiny.writeTo(folder.resolve("encoder"));
        var path = folder.resolve("encoder.gguf");
        try (var source = SafetensorsModel.open(folderOfIt)) {
            new ConvertModel(FileType.F32, (_, _, _) -> {}).write(source, path, true);
        }
        try (var encoder = Encoder.open(path, 2)) {
            int size = encoder.shape().vocabulary();
            for (int length : new int[] {2, 31, 32, 33, TOKENS}) {
                var tokens = new Random(length).ints(length, 0, size).toArray();
                var theirs = oracle.embedding(path, tokens, TinyEncoder.WIDTH);
                var ours = encoder.vectors(List.of(Tokens.of(tokens))).getFirst();
                double squares = 0;
                for (float value : theirs) {
                    squares += (double) value * value;
                }
                for (int i = 0; i < ours.length; i++) {
                    // They bend GELU by its tanh form, and keep it in a table of halves.
                    assertEquals(theirs[i] / Math.sqrt(squares), ours[i], 1e-3, length + " tokens, number " + i);
                }
            }
        }
    }

    static Stream<TinyEncoder> encoders() {
        return Stream.of(TinyEncoder.mean(), TinyEncoder.first());
    }

    /// @param sameBest how often both find the same token most likely
    /// @param divergence of our distributions from theirs, in nats, on average
    private record Compared(double difference, double largest, double sameBest, double divergence) {}

    private static Compared compare(TinyModel tiny) throws Throwable {
        var path = tiny.writeTo(folder.resolve("model.gguf"));
        var tokens = new Random(11).ints(TOKENS, 3, TinyModel.VOCABULARY).toArray();
        var theirs = oracle.logits(path, tokens, TinyModel.VOCABULARY);
        var ours = ours(path, tokens);
        double difference = 0;
        double largest = 0;
        double divergence = 0;
        int same = 0;
        for (int i = 0; i < TOKENS; i++) {
            for (int j = 0; j < TinyModel.VOCABULARY; j++) {
                difference = Math.max(difference, Math.abs(ours[i][j] - theirs[i][j]));
                largest = Math.max(largest, Math.abs(theirs[i][j]));
            }
            same += best(ours[i]) == best(theirs[i]) ? 1 : 0;
            divergence += divergence(ours[i], theirs[i]) / TOKENS;
        }
        return new Compared(difference, largest, (double) same / TOKENS, divergence);
    }

    private static float[][] ours(Path path, int[] tokens) throws Exception {
        try (var model = Model.open(path, ModelOptions.standard().withCache(DType.F32));
                var engine = model.start(EngineOptions.standard().withStepTokens(16))) {
            List<Integer> all = IntStream.range(0, TOKENS).boxed().toList();
            var scores = engine.score(new ScoreRequest(Tokens.of(tokens), all, Optional.empty(), ""))
                    .get();
            var rows = new float[TOKENS][];
            for (int i = 0; i < TOKENS; i++) {
                rows[i] = scores.logits(i);
            }
            return rows;
        }
    }

    private static int best(float[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }

    private static double divergence(float[] ours, float[] theirs) {
        double sum = 0;
        double a = norm(theirs);
        double b = norm(ours);
        for (int i = 0; i < ours.length; i++) {
            double p = Math.exp(theirs[i] - a);
            sum += p * (theirs[i] - a - (ours[i] - b));
        }
        return sum;
    }

    private static double norm(float[] row) {
        double sum = 0;
        for (float logit : row) {
            sum += Math.exp(logit);
        }
        return Math.log(sum);
    }
}
