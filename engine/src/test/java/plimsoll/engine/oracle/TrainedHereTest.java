package plimsoll.engine.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.engine.Engine;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.Model;
import plimsoll.engine.ModelOptions;
import plimsoll.engine.batching.ScoreRequest;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.engine.training.Workshop;
import plimsoll.weights.tensors.DType;

/// What the trainer writes as GGUF runs in llama.cpp, and says there what it says here.
class TrainedHereTest {
    private static final Path MINI = Path.of("../app/src/main/resources/plimsoll/app/mini/release/model-Q8_0.gguf");
    private static final int END = 256;
    private static final int USER = 257;
    private static final int ASSISTANT = 258;
    private static final int BEGIN = 260;
    private static final int ANSWER = 16;

    @TempDir
    private static Path folder;

    @Test
    void theMostLikelyTextIsTheirsTokenForToken() throws Throwable {
        Workshop.train(Workshop.in(folder.resolve("shop")).recipe(), folder.resolve("model"), false, step -> false);
        var path = folder.resolve("model").resolve("model-F32.gguf");
        try (var model = Model.open(path, ModelOptions.standard().withCache(DType.F32))) {
            var said = saidByBoth(model, path, prompt("what is 3"), ANSWER);
            assertTrue(said.stream().distinct().count() > 1, said::toString);
        }
    }

    /// The model that comes with Plimsoll, in the form in which it runs.
    @Test
    void plimsollMiniSaysTheSameThere() throws Throwable {
        try (var model = Model.open(MINI, ModelOptions.standard())) {
            var tokens = model.tokenizer()
                    .encode("<|begin|><|user|>What is a gated model?<|end|><|assistant|>", Specials.PARSE);
            var said = saidByBoth(model, MINI, Arrays.stream(tokens).boxed().toList(), ANSWER);
            var text = model.tokenizer().decode(array(said));
            assertTrue(text.startsWith("A gated model is one that you can download only after"), text);
        }
    }

    /// The most likely next token here, again and again, each held against theirs.
    private static List<Integer> saidByBoth(Model model, Path path, List<Integer> prompt, int length) throws Throwable {
        var oracle = LlamaCpp.load();
        var tokens = new ArrayList<>(prompt);
        try (var engine = model.start(EngineOptions.standard())) {
            for (int i = 0; i < length; i++) {
                int ours = best(ours(engine, tokens));
                var theirs = oracle.logits(
                        path, array(tokens), model.tokenizer().vocabulary().size());
                assertEquals(best(theirs[tokens.size() - 1]), ours, "token " + i + " after " + tokens);
                tokens.add(ours);
            }
        }
        return tokens.subList(prompt.size(), tokens.size());
    }

    private static List<Integer> prompt(String question) {
        var tokens = new ArrayList<>(List.of(BEGIN, USER));
        for (byte letter : question.getBytes(StandardCharsets.US_ASCII)) {
            tokens.add((int) letter);
        }
        tokens.addAll(List.of(END, ASSISTANT));
        return tokens;
    }

    private static float[] ours(Engine engine, List<Integer> tokens) throws Exception {
        int last = tokens.size() - 1;
        return engine.score(new ScoreRequest(Tokens.of(array(tokens)), List.of(last), Optional.empty(), ""))
                .get()
                .logits(last);
    }

    private static int[] array(List<Integer> tokens) {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int best(float[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }
}
