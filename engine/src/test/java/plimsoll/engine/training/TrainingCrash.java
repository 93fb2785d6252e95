package plimsoll.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that trains dies at any moment, or its disk is full, and `--resume` comes to the bytes of one that ran
/// through. It writes a checkpoint after every step, so most moments are in the midst of writing.
class TrainingCrash {
    private static final int KILLS = 6;
    private static final int STEPS = 60;
    private static final int MOST_MILLIS_BEFORE_DEATH = 400;
    private static final long PATIENCE_SECONDS = 300;

    /// Of 512 bytes each: room for the log, and not for a checkpoint.
    private static final int BLOCKS = 150;

    @TempDir
    private Path folder = Path.of("");

    private Path recipe = Path.of("");

    /// What a child process runs.
    public static void main(String[] arguments) throws IOException {
        Workshop.train(Recipe.read(Path.of(arguments[0])), Path.of(arguments[1]), true, step -> false);
    }

    @BeforeEach
    void aTrainingThatRanThrough() throws IOException {
        var workshop = Workshop.in(folder.resolve("shop"));
        workshop.recipe();
        recipe = workshop.folder().resolve("recipe.json");
        Files.writeString(
                recipe,
                Files.readString(recipe)
                        .replaceAll("\"steps\":\\d+", "\"steps\":" + STEPS)
                        .replaceAll("\"checkpoint_every\":\\d+", "\"checkpoint_every\":1"));
        Workshop.train(Recipe.read(recipe), folder.resolve("through"), false, step -> false);
    }

    @Test
    void killedAtAnyMomentItGoesOnToTheSameBytes() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var output = folder.resolve("killed");
        int midway = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            var process = start(output, "exec \"$0\" \"$@\"");
            // The JVM starts first; only then is there anything to disturb.
            long before = modified(output);
            while (modified(output) == before && process.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS_BEFORE_DEATH));
            midway += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        assertTrue(midway > 0, "no kill came before the end");
        assertEquals(0, ended(start(output, "exec \"$0\" \"$@\"")), "seed " + seed);
        assertSameBytes(output, "seed " + seed);
    }

    @Test
    void aFullDiskLeavesWhatWasThereAndRoomIsEnoughToGoOn() throws Exception {
        var output = folder.resolve("full");
        // The system refuses writes beyond so many blocks of a file, as it does on a full disk.
        assertNotEquals(0, ended(start(output, "ulimit -f " + BLOCKS + "; exec \"$0\" \"$@\"")));
        assertTrue(Files.readString(folder.resolve("said")).contains("IOException"), "it says what happened");
        assertTrue(Files.notExists(output.resolve("checkpoint.bin")), "no half of a checkpoint");
        assertEquals(0, ended(start(output, "exec \"$0\" \"$@\"")));
        assertSameBytes(output, "after a full disk");
    }

    private void assertSameBytes(Path output, String message) throws IOException {
        for (var name : List.of("model.safetensors", "model-Q8_0.gguf", "training.jsonl", "loss.svg")) {
            assertEquals(-1, Files.mismatch(folder.resolve("through").resolve(name), output.resolve(name)), message);
        }
    }

    private Process start(Path output, String script) throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", script));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
        command.addAll(
                List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), TrainingCrash.class.getName()));
        command.addAll(List.of(recipe.toString(), output.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private static int ended(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    /// When the training last wrote a line or a checkpoint.
    private static long modified(Path output) throws IOException {
        var file = output.resolve("training.jsonl");
        return Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    }
}
