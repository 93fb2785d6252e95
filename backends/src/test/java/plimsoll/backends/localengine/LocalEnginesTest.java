package plimsoll.backends.localengine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import plimsoll.backends.localengine.LocalEngines.Budget;
import plimsoll.engine.watermark.Tournament;
import plimsoll.hub.gateway.Detected;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Question.Form;
import plimsoll.hub.gateway.Question.Manner;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Taken;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;

/// Several models, and memory for fewer.
@Timeout(60)
class LocalEnginesTest {
    private static final Path STORIES = Path.of(
            System.getenv().getOrDefault("SHARED_DATA", "../../shared/data"),
            "models/stories260K/stories260K-f32.gguf");
    private static final Path SLOW = Path.of("slow.gguf");
    private static final int QUEUED = 48;
    /// Room for one of the models, and not for two.
    private static final Budget ONE = new Budget(5 << 20, 256, 2, QUEUED);

    private static final Budget TWO = new Budget(1 << 30, 256, 2, QUEUED);

    @BeforeAll
    static void sharedData() {
        assumeTrue(Files.exists(STORIES), "no shared data: stories260K is not there");
    }

    private static LocalEngines engines(Budget budget) {
        var files = new LinkedHashMap<String, LocalModel>();
        files.put("one", LocalModel.at(STORIES));
        files.put("two", LocalModel.at(STORIES));
        return new LocalEngines(files, budget, InstantSource.system());
    }

    /// Goes on to the last position: whatever ends a text is made impossible.
    private static Question longStory(String model) {
        var manner = new Manner(1, 1, 0, 0, 3, Map.of(1, -100f, 2, -100f), -1);
        return new Question(
                model, new Prompt.Text("Once"), manner, new Form.Free(), List.of(), OptionalInt.empty(), "somebody");
    }

    private static Taken.Why refusal(Taken taken) {
        return assertInstanceOf(Declined.class, taken).why();
    }

    private static void assertWhole(Taken answer) throws InterruptedException {
        var count = end(assertInstanceOf(Answer.class, answer)).count();
        assertEquals(ONE.positions(), count.prompt() + count.generated());
    }

    private static End end(Answer answer) throws InterruptedException {
        var word = answer.next();
        while (!(word instanceof End)) {
            word = answer.next();
        }
        return (End) word;
    }

    @Test
    void theModelThatIsIdleMakesRoomAndTheOneAtWorkStays() throws InterruptedException {
        try (var engines = engines(ONE)) {
            var answers = new ArrayList<Answer>();
            for (int i = 0; i < QUEUED; i++) {
                answers.add(assertInstanceOf(Answer.class, engines.ask(longStory("one"))));
            }
            assertEquals(Why.BUSY, refusal(engines.ask(longStory("two"))));
            assertEquals(List.of("one"), engines.inMemory());
            for (var answer : answers) {
                answer.cancel("enough");
                end(answer);
            }
            var other = assertInstanceOf(Answer.class, engines.ask(longStory("two")));
            assertEquals(List.of("two"), engines.inMemory());
            assertWhole(other);
        }
    }

    @Test
    void whoeverComesToAFullQueueIsToldToComeAgain() throws InterruptedException {
        try (var engines = engines(TWO)) {
            var answers = new ArrayList<Answer>();
            var taken = engines.ask(longStory("one"));
            for (; taken instanceof Answer answer && answers.size() < 1_000; taken = engines.ask(longStory("one"))) {
                answers.add(answer);
            }
            assertEquals(Why.BUSY, refusal(taken));
            assertTrue(answers.size() >= QUEUED, "only " + answers.size() + " were let in");
            assertInstanceOf(Answer.class, engines.ask(longStory("two")), "another model has a queue of its own");
        }
    }

    @Test
    void whoeverAsksOneModelDoesNotWaitForAnotherToLoad() throws Exception {
        var loading = new CountDownLatch(1);
        var loads = new AtomicInteger();
        LocalEngines.Opening slowly = (file, options, positions, most) -> {
            if (file.equals(SLOW)) {
                loads.incrementAndGet();
                wait(loading);
                return Loaded.open(STORIES, options, positions, most);
            }
            return Loaded.open(file, options, positions, most);
        };
        var files = new LinkedHashMap<>(Map.of("slow", LocalModel.at(SLOW), "one", LocalModel.at(STORIES)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var engines = new LocalEngines(files, TWO, InstantSource.system(), slowly)) {
            var slow = CompletableFuture.supplyAsync(() -> engines.ask(longStory("slow")), threads);
            var alsoSlow = CompletableFuture.supplyAsync(() -> engines.ask(longStory("slow")), threads);
            var quick = CompletableFuture.supplyAsync(() -> engines.ask(longStory("one")), threads);
            assertWhole(quick.get());
            assertFalse(slow.isDone() || alsoSlow.isDone());
            assertEquals(List.of("one"), engines.inMemory());
            loading.countDown();
            assertWhole(slow.get());
            assertWhole(alsoSlow.get());
            assertEquals(1, loads.get(), "two who ask for one model wait for one load");
        }
    }

    private static void wait(CountDownLatch loading) {
        try {
            loading.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void nothingIsLoadedAfterTheEnd() {
        var engines = engines(TWO);
        assertInstanceOf(Answer.class, engines.ask(longStory("one")));
        engines.close();
        assertEquals(List.of(), engines.inMemory());
        assertEquals(Why.BUSY, refusal(engines.ask(longStory("one"))));
        assertEquals(Why.NO_SUCH_MODEL, refusal(engines.ask(longStory("three"))));
    }

    /// Limits of one model's own.
    @Test
    void aModelMayHaveAShorterQueue() throws InterruptedException {
        var models = new LinkedHashMap<String, LocalModel>();
        models.put(
                "one",
                new LocalModel(
                        () -> new LocalModel.Found(STORIES, ""), OptionalInt.of(1), OptionalInt.of(2), List.of()));
        try (var engines = new LocalEngines(models, TWO, InstantSource.system())) {
            var answers = new ArrayList<Answer>();
            var taken = engines.ask(longStory("one"));
            for (; taken instanceof Answer answer && answers.size() < 50; taken = engines.ask(longStory("one"))) {
                answers.add(answer);
            }
            assertEquals(Why.BUSY, refusal(taken));
            assertTrue(answers.size() <= 6, answers.size() + " were let in");
        }
    }

    @Test
    void otherWeightsTakeThePlaceAndWhatIsAnsweringEnds() throws InterruptedException {
        var place = new AtomicReference<LocalModel.Place>(new LocalModel.Found(STORIES, "first"));
        var models = new LinkedHashMap<String, LocalModel>();
        models.put("one", new LocalModel(place::get, OptionalInt.empty(), OptionalInt.empty(), List.of()));
        try (var engines = new LocalEngines(models, TWO, InstantSource.system())) {
            var old = assertInstanceOf(Answer.class, engines.ask(longStory("one")));
            place.set(new LocalModel.Found(STORIES, "second"));
            assertWhole(engines.ask(longStory("one")));
            assertWhole(old);
            assertEquals(List.of("one"), engines.inMemory());
            place.set(new LocalModel.Gone(new Declined(Why.NOT_ALLOWED, "It was called back.")));
            assertEquals(Why.NOT_ALLOWED, refusal(engines.ask(longStory("one"))));
            assertEquals(List.of(), engines.inMemory());
        }
    }

    @Test
    void weightsThatGoWhileTheyAreOpenedAreLookedForAgain() throws InterruptedException {
        var places = new ArrayDeque<LocalModel.Place>(List.of(
                new LocalModel.Found(Path.of("gone", "model.gguf"), "first"),
                new LocalModel.Found(STORIES, "second"),
                new LocalModel.Found(Path.of("nowhere.gguf"), "third"),
                new LocalModel.Found(Path.of("nowhere.gguf"), "third")));
        var models = new LinkedHashMap<String, LocalModel>();
        models.put("one", new LocalModel(places::removeFirst, OptionalInt.empty(), OptionalInt.empty(), List.of()));
        try (var engines = new LocalEngines(models, TWO, InstantSource.system())) {
            assertWhole(engines.ask(longStory("one")));
            assertEquals(Why.BROKEN, refusal(engines.ask(longStory("one"))));
            assertEquals(List.of(), List.copyOf(places));
        }
    }

    @Test
    void aMarkIsFoundInWhatTheModelSaid() throws InterruptedException {
        var marks = List.of(new Tournament(new byte[32]), new Tournament("another key of more bytes".getBytes(UTF_8)));
        var models = new LinkedHashMap<String, LocalModel>();
        models.put(
                "one",
                new LocalModel(
                        () -> new LocalModel.Found(STORIES, ""), OptionalInt.empty(), OptionalInt.empty(), marks));
        models.put("two", LocalModel.at(STORIES));
        try (var engines = new LocalEngines(models, TWO, InstantSource.system())) {
            assertTrue(engines.marks("one"));
            assertFalse(engines.marks("two"));
            var marked = said(engines.ask(longStory("one")));
            var plain = said(engines.ask(longStory("two")));
            assertTrue(shown(engines.detect("one", marked)).pValue() < 1e-6, marked);
            assertTrue(shown(engines.detect("one", plain)).pValue() > 1e-3, plain);
            assertEquals(marked, said(engines.ask(longStory("one"))), "the same seed, the same text");
            assertEquals(
                    Why.UNFIT,
                    assertInstanceOf(Declined.class, engines.detect("two", plain))
                            .why());
        }
    }

    private static Detected.Shown shown(Detected detected) {
        return assertInstanceOf(Detected.Shown.class, detected);
    }

    private static String said(Taken taken) throws InterruptedException {
        var answer = assertInstanceOf(Answer.class, taken);
        var text = new StringBuilder();
        while (true) {
            switch (answer.next()) {
                case Said said -> text.append(said.text());
                case End end -> {
                    return text + end.rest();
                }
                case Withdrawn(var why) -> throw new AssertionError(why);
            }
        }
    }
}
