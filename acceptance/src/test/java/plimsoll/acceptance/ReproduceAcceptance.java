package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A model on a hub, trained again from what the hub has of it.
@ExtendWith({RunningHub.class, TrainedTiny.class})
class ReproduceAcceptance {
    private static final int BROKEN = 1;
    private static final int OTHER_BYTES = 6;
    private static final List<String> MODEL = List.of(
            "README.md",
            "model.safetensors",
            "training.jsonl",
            "tokenizer.json",
            "tokenizer_config.json",
            "train.jsonl");

    @TempDir
    private Path folder;

    @Test
    void whatWasTrainedHereComesOutTheSameAndIsOnRecord(Tiny tiny, Hub hub) throws Exception {
        var model = published(tiny, hub, "again");
        var ran = reproduce(hub, hub.bob(), "ada/again").well();
        assertTrue(ran.output().contains("ada/again: the same bytes"), ran::toString);
        try (var anybody = new Client(hub.url(), "")) {
            var recorded =
                    anybody.get("/api/models/ada/again/reproductions").well().text();
            assertTrue(recorded.contains("\"by\":\"bob\"") && recorded.contains("\"same\":true"), recorded);
            var page = anybody.get("/ada/again/release").well().text();
            assertTrue(page.contains("the same bytes") && page.contains("Plimsoll 0.1.0"), page);
        }
        weightsOfAnotherTraining(model);
        try (var ada = new Client(hub.url(), hub.ada())) {
            Tiny.commit(ada, "ada", "again", model, List.of("model.safetensors"));
        }
        var other = reproduce(hub, "", "ada/again");
        assertEquals(OTHER_BYTES, other.status(), other::toString);
        assertTrue(other.output().contains("OTHER bytes") && other.output().contains("not recorded"), other::toString);
    }

    @Test
    void dataThatIsNotTheLogsIsRefusedBeforeAnythingIsTrained(Tiny tiny, Hub hub) throws Exception {
        var model = published(tiny, hub, "changed");
        Files.writeString(model.resolve("train.jsonl"), "\n", StandardOpenOption.APPEND);
        try (var ada = new Client(hub.url(), hub.ada())) {
            Tiny.commit(ada, "ada", "changed", model, List.of("train.jsonl"));
        }
        var ran = reproduce(hub, hub.bob(), "ada/changed");
        assertEquals(BROKEN, ran.status(), ran::toString);
        assertTrue(
                ran.output().contains("train.jsonl of ada/changed is not what the training's log says"), ran::toString);
    }

    private Path published(Tiny tiny, Hub hub, String name) throws IOException, InterruptedException {
        var model = folder.resolve(name);
        tiny.trainBriefly(model, 2).well();
        Files.writeString(model.resolve("README.md"), "---\nlicense: apache-2.0\n---\n# Tiny\n");
        Files.copy(tiny.data().resolve("train.jsonl"), model.resolve("train.jsonl"));
        try (var ada = new Client(hub.url(), hub.ada())) {
            Tiny.publish(ada, "ada", name, model, MODEL);
        }
        return model;
    }

    /// One bit of one weight, the last.
    private static void weightsOfAnotherTraining(Path model) throws IOException {
        var bytes = Files.readAllBytes(model.resolve("model.safetensors"));
        bytes[bytes.length - 2] ^= 1;
        Files.write(model.resolve("model.safetensors"), bytes);
    }

    private Ran reproduce(Hub hub, String token, String repository) throws IOException, InterruptedException {
        return Ran.in(
                folder,
                Map.of("PLIMSOLL_URL", hub.url(), "PLIMSOLL_TOKEN", token),
                Launched.launcher(),
                "reproduce",
                repository);
    }
}
