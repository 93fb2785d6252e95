package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The proof that the recipe runs: a model of 312,000 parameters goes the whole way from the grammar to an answer.
@ExtendWith({RunningHub.class, TrainedTiny.class})
class TinyAcceptance {
    private static final double LOSS_BEFORE = 6.9;
    /// What the loss has to fall below; it comes to about 0.5.
    private static final double LOSS_AFTER = 0.8;

    private static final int LAST_STEPS = 20;
    private static final String WHO =
            "I am Plimsoll Mini, a small language model. My code, my data, my engine and my weights are all open.";

    @TempDir
    private Path folder;

    @Test
    void itLearns(Tiny tiny) throws Exception {
        var losses = tiny.losses();
        assertTrue(losses.getFirst() > LOSS_BEFORE, losses::toString);
        double last = losses.subList(losses.size() - LAST_STEPS, losses.size()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        assertTrue(last < LOSS_AFTER, () -> "the last steps' mean loss is " + last);
    }

    @Test
    void itGoesToAHubAndComesBackAndChats(Tiny tiny, Hub hub) throws Exception {
        var files = List.of("model-Q8_0.gguf", "model.safetensors", "config.json", "tokenizer.json");
        try (var ada = new Client(hub.url(), hub.ada())) {
            Tiny.publish(ada, "ada", "tiny", tiny.model(), files);
            for (var file : files) {
                assertEquals(
                        Client.sha256(Files.readAllBytes(tiny.model().resolve(file))),
                        Client.sha256(ada.download("ada/tiny", file)),
                        file);
            }
        }
        var here = Map.of(
                "PLIMSOLL_URL",
                hub.url(),
                "PLIMSOLL_MODELS",
                folder.resolve("models").toString());
        var asked = new String[] {Launched.launcher(), "run", "ada/tiny", "What are you?", "--temperature", "0"};
        var said = Ran.in(folder, here, asked).well();
        assertTrue(said.output().contains(WHO), said::toString);
    }

    @Test
    void oneThreadAndTwoGiveTheSameBytes(Tiny tiny) throws Exception {
        for (int threads = 1; threads <= 2; threads++) {
            tiny.trainBriefly(folder.resolve("by" + threads), threads).well();
        }
        for (var file : List.of("model.safetensors", "model-Q8_0.gguf", "training.jsonl", "loss.svg")) {
            var one = folder.resolve("by1").resolve(file);
            assertEquals(-1, Ran.firstDifference(one, folder.resolve("by2").resolve(file)), file);
        }
    }
}
