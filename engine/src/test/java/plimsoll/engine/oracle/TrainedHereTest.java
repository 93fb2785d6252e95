package plimsoll.engine.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
import plimsoll.engine.training.Workshop;
import plimsoll.weights.tensors.DType;

/// What the trainer writes as GGUF runs in llama.cpp, and says there what it says here.
class TrainedHereTest {
    private static final int VOCABULARY = 262;
    private static final int END = 256;
    private static final int USER = 257;
    private static final int ASSISTANT = 258;
    private static final int BEGIN = 260;
    private static final int ANSWER = 16;

    @TempDir
    private static Path folder;

    @Test
    void theMostLikelyTextIsTheirsTokenForToken() throws Throwable {
        var oracle = LlamaCpp.load();
        Workshop.train(Workshop.in(folder.resolve("shop")).recipe(), folder.resolve("model"), false, step -> false);
        var path = folder.resolve("model").resolve("model-F32.gguf");
        var tokens = prompt("what is 3");
        int length = tokens.size();
        try (var model = Model.open(path, ModelOptions.standard().withCache(DType.F32));
                var engine = model.start(EngineOptions.standard())) {
            for (int i = 0; i < ANSWER; i++) {
                int ours = best(ours(engine, tokens));
                var theirs = oracle.logits(path, array(tokens), VOCABULARY);
                assertEquals(best(theirs[tokens.size() - 1]), ours, "token " + i + " after " + tokens);
                tokens.add(ours);
            }
        }
        assertTrue(tokens.subList(length, tokens.size()).stream().distinct().count() > 1, tokens::toString);
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
