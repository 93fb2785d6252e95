package plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.engine.architectures.ModelRefused;
import plimsoll.engine.batching.Event;
import plimsoll.engine.batching.Event.FinishReason;
import plimsoll.engine.batching.Event.Finished;
import plimsoll.engine.batching.Event.Piece;
import plimsoll.engine.batching.Generation;
import plimsoll.engine.batching.Refusal;
import plimsoll.engine.batching.RefusedScore;
import plimsoll.engine.batching.Request;
import plimsoll.engine.batching.ScoreRequest;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.fixtures.TinyModel;
import plimsoll.engine.grammar.Grammar;
import plimsoll.engine.grammar.GrammarRefused;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.sampling.Sampling;
import plimsoll.weights.tensors.DType;

/// One request gives one answer, however it is computed, and everything is given back.
class EngineTest {
    @TempDir
    private static Path folder;

    private static Path file;

    @BeforeAll
    static void aTinyModel() throws IOException {
        file = TinyModel.of("llama").layers(3).untied().writeTo(folder.resolve("tiny.gguf"));
    }

    private static Model model() throws IOException {
        return Model.open(file, ModelOptions.standard().withCache(DType.F32));
    }

    private static Tokens prompt(int size, long seed) {
        return Tokens.of(new Random(seed).ints(size, 3, TinyModel.VOCABULARY).toArray());
    }

    private static Generation accepted(Engine engine, Request request) {
        return assertInstanceOf(Generation.class, engine.submit(request));
    }

    private static List<Integer> tokens(Generation generation) throws InterruptedException {
        var tokens = new ArrayList<Integer>();
        for (var event = generation.next(); event instanceof Piece(var token, var _, var _); ) {
            tokens.add(token);
            event = generation.next();
        }
        return tokens;
    }

    private static List<Integer> alone(Model model, Request request, EngineOptions options)
            throws InterruptedException {
        try (var engine = model.start(options)) {
            return tokens(accepted(engine, request));
        }
    }

    private static Request sampled(int promptSize, long seed) {
        return Request.of(prompt(promptSize, seed), Sampling.plain(1, seed), 40);
    }

    @Test
    void batchedChunkedCachedAndPlainRunsGiveTheSameTokens() throws IOException, InterruptedException {
        var request = sampled(100, 1);
        try (var model = model()) {
            var plain = alone(model, request, EngineOptions.standard().withThreads(1));
            assertEquals(plain, alone(model, request, EngineOptions.standard().withStepTokens(7)));
            assertEquals(plain, alone(model, request, EngineOptions.standard().withThreads(3)));
            try (var engine = model.start(EngineOptions.standard())) {
                var others = new ArrayList<Generation>();
                for (int i = 2; i < 8; i++) {
                    others.add(accepted(engine, sampled(10 * i, i)));
                }
                assertEquals(plain, tokens(accepted(engine, request)), "among others");
                for (var other : others) {
                    other.text();
                }
                var again = accepted(engine, request);
                var pieces = new ArrayList<Integer>();
                var event = again.next();
                for (; event instanceof Piece(var token, var _, var _); event = again.next()) {
                    pieces.add(token);
                }
                assertEquals(plain, pieces, "from the cache");
                assertEquals(96, assertInstanceOf(Finished.class, event).usage().cachedTokens());
            }
        }
    }

    @Test
    void sequencesThatLoseTheirPagesSayTheSame() throws IOException, InterruptedException {
        var tight = new EngineOptions(1, 4, 8, 64, 1, InstantSource.system());
        try (var model = Model.open(file, new ModelOptions(192, DType.F32, Long.MAX_VALUE));
                var engine = model.start(tight)) {
            var together = new ArrayList<Generation>();
            for (int i = 0; i < 4; i++) {
                together.add(accepted(engine, sampled(40, i)));
            }
            for (int i = 0; i < 4; i++) {
                assertEquals(alone(model, sampled(40, i), EngineOptions.standard()), tokens(together.get(i)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "Q8_0"})
    void smallerCachesChangeLittle(String type)
            throws IOException, ExecutionException, InterruptedException, RefusedScore {
        var tokens = prompt(70, 3);
        var wide = TinyModel.of("llama").wide().writeTo(folder.resolve("wide.gguf"));
        try (var exact = Model.open(wide, ModelOptions.standard().withCache(DType.F32));
                var small = Model.open(wide, ModelOptions.standard().withCache(DType.valueOf(type)))) {
            var expected = lastLogits(exact, tokens);
            var actual = lastLogits(small, tokens);
            assertArrayEquals(expected, actual, 0.05f * largest(expected));
        }
    }

    private static float[] lastLogits(Model model, Tokens tokens)
            throws ExecutionException, InterruptedException, RefusedScore {
        try (var engine = model.start(EngineOptions.standard())) {
            return engine.score(ScoreRequest.afterLast(tokens)).get().logits(tokens.size() - 1);
        }
    }

    static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Test
    void whatIsCancelledEndsAndGivesItsPagesBack() throws IOException, InterruptedException {
        try (var model = model();
                var engine = model.start(EngineOptions.standard())) {
            var generation = accepted(engine, Request.of(prompt(5, 1), Sampling.plain(1, 1), 200));
            generation.next();
            generation.cancel("nobody listens");
            var event = generation.next();
            while (event instanceof Piece) {
                event = generation.next();
            }
            assertEquals(
                    new FinishReason.Cancelled("nobody listens"),
                    assertInstanceOf(Finished.class, event).reason());
            assertEquals(0, engine.unfinished());
        }
    }

    @Test
    void constrainedAnswersKeepToTheirGrammar() throws IOException, InterruptedException, GrammarRefused {
        var grammar = Grammar.schema(JsonReader.read("{\"enum\": [\"yes\", \"no\", 42]}"));
        var found = new TreeSet<String>();
        try (var model = model();
                var engine = model.start(EngineOptions.standard())) {
            for (int seed = 0; seed < 20; seed++) {
                var request = Request.of(prompt(9, seed), Sampling.plain(1, seed), 30);
                found.add(accepted(engine, request.constrainedBy(model.constraint(grammar)))
                        .text());
            }
        }
        assertTrue(List.of("\"yes\"", "\"no\"", "42").containsAll(found), found::toString);
        assertTrue(found.size() > 1, found::toString);
    }

    @Test
    void aHookThatFailsEndsItsOwnAnswerOnly() throws IOException, InterruptedException {
        var broken = new Request(
                prompt(5, 1),
                Sampling.greedy(),
                Optional.empty(),
                List.of(),
                10,
                List.of((_, _) -> {
                    throw new IllegalStateException("no key");
                }),
                Optional.empty(),
                "",
                Optional.empty());
        var request = sampled(30, 4);
        try (var model = model();
                var engine = model.start(EngineOptions.standard())) {
            var other = accepted(engine, request);
            var end = assertInstanceOf(Finished.class, accepted(engine, broken).next());
            assertEquals(new FinishReason.Failed("no key"), end.reason());
            assertEquals(alone(model, request, EngineOptions.standard()), tokens(other));
        }
    }

    @Test
    void whatIsTooLateIsNotGenerated() throws IOException, InterruptedException {
        var late = new Request(
                prompt(5, 1),
                Sampling.greedy(),
                Optional.empty(),
                List.of(),
                10,
                List.of(),
                Optional.empty(),
                "",
                Optional.of(Instant.EPOCH));
        try (var model = model();
                var engine = model.start(EngineOptions.standard())) {
            var end = assertInstanceOf(Finished.class, accepted(engine, late).next());
            assertEquals(new FinishReason.Deadline(), end.reason());
        }
    }

    @Test
    void whatCannotBeTakenIsRefusedByName() throws IOException {
        try (var model = Model.open(file, new ModelOptions(64, DType.F16, Long.MAX_VALUE))) {
            var engine = model.start(EngineOptions.standard());
            assertEquals(
                    new Refusal.PromptTooLong(64, 63), engine.submit(Request.of(prompt(64, 1), Sampling.greedy(), 1)));
            assertEquals(
                    new Refusal.UnknownToken(TinyModel.VOCABULARY),
                    engine.submit(Request.of(Tokens.of(TinyModel.VOCABULARY), Sampling.greedy(), 1)));
            engine.close();
            assertEquals(new Refusal.ModelClosed(), engine.submit(Request.of(prompt(3, 1), Sampling.greedy(), 1)));
        }
    }

    @Test
    void aFullQueueSaysSo() throws IOException {
        var single = new EngineOptions(1, 1, 1, 64, 1, InstantSource.system());
        try (var model = model();
                var engine = model.start(single)) {
            var request = Request.of(prompt(200, 1), Sampling.plain(1, 1), 50);
            accepted(engine, request);
            accepted(engine, request);
            assertEquals(new Refusal.Overloaded(2), engine.submit(request));
        }
    }

    @Test
    void answersEndAtTheTokensAskedForAndAtTheContext() throws IOException, InterruptedException {
        try (var model = Model.open(file, new ModelOptions(50, DType.F16, Long.MAX_VALUE));
                var engine = model.start(EngineOptions.standard())) {
            assertTrue(tokens(accepted(engine, sampled(5, 1))).size() <= 40);
            var ended = tokens(accepted(engine, Request.of(prompt(45, 9), Sampling.plain(1, 9), 40)));
            assertTrue(ended.size() <= 5, ended::toString);
        }
    }

    @Test
    void logprobsAreThoseOfTheModelAndSumToOne()
            throws IOException, InterruptedException, ExecutionException, RefusedScore {
        var tokens = prompt(20, 5);
        try (var model = model();
                var engine = model.start(EngineOptions.standard())) {
            var request = Request.of(tokens, Sampling.plain(0.7f, 1).withLogprobs(5), 1);
            Event first = accepted(engine, request).next();
            var logprobs = assertInstanceOf(Piece.class, first).logprobs().orElseThrow();
            var scores = engine.score(ScoreRequest.afterLast(tokens)).get();
            double sum = 0;
            for (int token = 0; token < TinyModel.VOCABULARY; token++) {
                sum += Math.exp(scores.logprob(19, token));
            }
            assertEquals(1, sum, 1e-5);
            assertEquals(5, logprobs.top().size());
            var best = logprobs.top().getFirst();
            assertEquals(scores.logprob(19, best.token()), best.logprob(), 1e-9);
        }
    }

    @Test
    void otherSeedsGiveOtherAnswers() throws IOException, InterruptedException {
        try (var model = model()) {
            var one = Request.of(prompt(9, 1), Sampling.plain(1, 1), 30);
            var two = Request.of(prompt(9, 1), Sampling.plain(1, 2), 30);
            assertNotEquals(alone(model, one, EngineOptions.standard()), alone(model, two, EngineOptions.standard()));
        }
    }

    @Test
    void aModelTooBigForItsMemorySaysTheNumbers() {
        var refused =
                assertThrows(ModelRefused.class, () -> Model.open(file, new ModelOptions(8192, DType.F16, 1 << 20)));
        assertEquals(ModelRefused.Reason.TOO_LARGE, refused.reason());
        assertTrue(String.valueOf(refused.getMessage()).contains("MiB of weights"), refused::getMessage);
    }
}
