package plimsoll.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.Model;
import plimsoll.engine.ModelOptions;
import plimsoll.engine.batching.RefusedScore;
import plimsoll.engine.batching.ScoreRequest;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.tensors.DType;

class TrainingTest {
    @TempDir
    private Path folder = Path.of("");

    private Workshop workshop = new Workshop(Path.of(""));

    @BeforeEach
    void aWorkshop() throws IOException {
        workshop = Workshop.in(folder.resolve("shop"));
    }

    @Test
    void whatWasStoppedAndGoneOnWithIsWhatRanThrough() throws IOException {
        Workshop.train(workshop.recipe(), folder.resolve("through"), false, step -> false);
        var again = folder.resolve("again");
        assertFalse(Workshop.train(workshop.recipe(), again, false, step -> step == 3));
        assertFalse(Workshop.train(workshop.recipe(), again, true, step -> step == 7));
        assertTrue(Workshop.train(workshop.recipe(), again, true, step -> false));
        assertSameOutputs(again);
    }

    @Test
    void whateverStepItDiesAtATrainingGoesOnToTheSameBytes() throws IOException {
        Workshop.train(workshop.recipe(), folder.resolve("through"), false, step -> false);
        for (int death = 1; death <= Workshop.STEPS; death += 2) {
            int last = death;
            var again = folder.resolve("again" + death);
            var recipe = workshop.recipe();
            assertThrows(
                    UncheckedIOException.class, () -> Workshop.train(recipe, again, false, step -> dies(step, last)));
            assertTrue(Workshop.train(recipe, again, true, step -> false));
            assertSameOutputs(again);
        }
    }

    @Test
    void aTornCheckpointGivesWayToTheOneBefore() throws IOException {
        Workshop.train(workshop.recipe(), folder.resolve("through"), false, step -> false);
        var again = folder.resolve("again");
        Workshop.train(workshop.recipe(), again, false, step -> step == 9);
        try (var file = new RandomAccessFile(again.resolve("checkpoint.bin").toFile(), "rw")) {
            file.seek(5000);
            file.write(77);
        }
        assertTrue(Workshop.train(workshop.recipe(), again, true, step -> false));
        assertSameOutputs(again);
    }

    @Test
    void theModelOfACheckpointCanBeWritten() throws IOException {
        var output = folder.resolve("out");
        Workshop.train(workshop.recipe(), output, false, step -> step == 4);
        var midway = folder.resolve("midway");
        try (var training = Training.open(workshop.recipe(), output, 1, true)) {
            training.write(midway);
        }
        var layout = Ingredients.read(workshop.recipe()).layout();
        assertEquals(layout.shape.parameters(), new ModelFolder(midway).weights(layout).length);
        assertFalse(Files.exists(output.resolve("model.safetensors")), "the training goes on from where it was");
        assertTrue(Workshop.train(workshop.recipe(), output, true, step -> false));
        assertTrue(Files.mismatch(midway.resolve("model.safetensors"), output.resolve("model.safetensors")) >= 0);
        var none = folder.resolve("none");
        assertSentence(
                "no checkpoint in",
                () -> Training.open(workshop.recipe(), none, 1, true).write(midway));
    }

    @Test
    void aCheckpointOfOtherDataIsRefused() throws IOException {
        var output = folder.resolve("out");
        Workshop.train(workshop.recipe(), output, false, step -> step == 3);
        workshop.data(Workshop.conversation("who", "me"));
        var recipe = workshop.recipe();
        assertSentence("another training", () -> Workshop.train(recipe, output, true, step -> false));
        assertThrows(FileAlreadyExistsException.class, () -> Workshop.train(recipe, output, false, step -> false));
    }

    @Test
    void badDataIsNamedByItsLine() throws IOException {
        var good = Workshop.conversation("a", "b");
        assertBadData("line 2: not JSON", good + "\n{\"messages\":[");
        assertBadData("line 3: no object with an array", good + "\n\n{\"text\":\"x\"}");
        assertBadData("line 1: a message without", "{\"messages\":[{\"role\":\"user\"}]}");
        assertBadData("the assistant says nothing", "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        assertBadData("tokens, where 64 are allowed", good + "\n" + Workshop.conversation("a", "b".repeat(64)));
        assertBadData("no conversation in", "");
        Files.write(workshop.folder().resolve("data.jsonl"), new byte[] {(byte) 0xC3, 0x28});
        var recipe = workshop.recipe();
        assertSentence("not UTF-8", () -> Workshop.train(recipe, folder.resolve("out"), false, step -> false));
    }

    @Test
    void badRecipesAreRefusedByTheKey() {
        assertSentence(
                "\"model.colour\" is not known",
                () -> workshop.recipe(
                        "\"model\":{\"dimension\":8,\"layers\":1," + "\"heads\":2,\"feed_forward\":8,\"colour\":1}"));
        assertSentence("one of from and model", () -> workshop.recipe("\"seed\":3"));
        assertSentence(
                "kv_heads",
                () -> workshop.recipe("\"model\":{\"dimension\":8,\"layers\":1,\"heads\":3,"
                        + "\"kv_heads\":2,\"head_size\":4,\"feed_forward\":8}"));
        assertSentence(
                "is too small",
                () -> Workshop.train(
                        workshop.recipe("\"model\":{\"dimension\":8,\"layers\":1,\"heads\":2,\"feed_forward\":8,"
                                + "\"vocabulary\":200}"),
                        folder.resolve("out"),
                        false,
                        step -> false));
    }

    @Test
    void aLossThatIsNoNumberStopsTheTraining() throws IOException {
        var broken = workshop.folder().resolve("broken");
        Workshop.train(workshop.recipe(), broken, false, step -> false);
        try (var file = new RandomAccessFile(broken.resolve("model.safetensors").toFile(), "rw")) {
            file.seek(file.length() - Float.BYTES);
            file.write(new byte[] {0, 0, (byte) 0xC0, 0x7F});
        }
        var recipe = workshop.recipe("\"from\":\"broken\"");
        assertSentence(
                "step 1: the loss is NaN", () -> Workshop.train(recipe, folder.resolve("out"), false, step -> false));
    }

    @Test
    void theEngineFindsTheLossThatTheTrainerFound() throws Exception {
        var output = folder.resolve("out");
        Workshop.train(workshop.recipe(), output, false, step -> false);
        var ingredients = Ingredients.read(workshop.recipe());
        var pack = new Pack(ingredients.samples().subList(0, 1));
        var weights = new ModelFolder(output).weights(ingredients.layout());
        double expected = new Shard(ingredients.layout(), 96, Kernels.fastest()).loss(pack, weights);
        assertEquals(expected, lossByEngine(output, pack), 1e-3);
        assertEquals(expected, lossByEngine(output.resolve("model-F32.gguf"), pack), 1e-3);
        assertTrue(expected / pack.answers < 4, "untrained it would be 5.6");
    }

    @Test
    void trainingGoesOnFromAPublishedModel() throws IOException {
        Workshop.train(workshop.recipe(), workshop.folder().resolve("base"), false, step -> false);
        var output = folder.resolve("tuned");
        Workshop.train(workshop.recipe("\"from\":\"base\""), output, false, step -> false);
        var log = Files.readAllLines(output.resolve("training.jsonl"));
        assertTrue(firstLoss(log) < 4, log.get(1));
    }

    private static double firstLoss(List<String> log) {
        return Double.parseDouble(log.get(1).replaceAll(".*\"loss\":([0-9.E-]+).*", "$1"));
    }

    private static boolean dies(int step, int last) {
        if (step == last) {
            throw new UncheckedIOException(new IOException("killed"));
        }
        return false;
    }

    private static double lossByEngine(Path file, Pack pack)
            throws IOException, RefusedScore, InterruptedException, ExecutionException {
        try (var model = Model.open(file, ModelOptions.standard().withCache(DType.F32));
                var engine = model.start(EngineOptions.standard())) {
            var positions = new ArrayList<Integer>();
            for (int i = 0; i < pack.length(); i++) {
                if (pack.targets[i] != Pack.NOTHING) {
                    positions.add(i);
                }
            }
            var scores = engine.score(new ScoreRequest(Tokens.of(pack.tokens), positions, Optional.empty(), ""))
                    .get();
            return positions.stream()
                    .mapToDouble(at -> -scores.logprob(at, pack.targets[at]))
                    .sum();
        }
    }

    private void assertSameOutputs(Path other) throws IOException {
        for (var name : List.of("model.safetensors", "model-Q8_0.gguf", "training.jsonl", "loss.svg")) {
            var expected = Files.readAllBytes(folder.resolve("through").resolve(name));
            assertTrue(Arrays.equals(expected, Files.readAllBytes(other.resolve(name))), name);
        }
    }

    private void assertBadData(String words, String lines) throws IOException {
        workshop.data(lines);
        var recipe = workshop.recipe();
        assertSentence(words, () -> Workshop.train(recipe, folder.resolve("out"), false, step -> false));
    }

    private static void assertSentence(String words, Executable deed) {
        var refused = assertThrows(TrainingRefused.class, deed);
        assertTrue(String.valueOf(refused.getMessage()).contains(words), refused.getMessage());
    }
}
