package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a newcomer finds on a hub that was just started.
class FirstModelsAcceptance {
    private static final long PATIENCE_SECONDS = 300;
    private static final String MODEL = "/plimsoll/mini/resolve/main/";

    @TempDir
    private Path folder;

    private Launched hub;
    private Client anybody;

    @BeforeEach
    void aFirstStart() throws Exception {
        hub = Launched.withFirstModels(folder);
        anybody = new Client(hub.url(), "");
        for (long waited = 0; !published(); waited++) {
            assertTrue(waited < PATIENCE_SECONDS, () -> "not published: " + log());
            TimeUnit.SECONDS.sleep(1);
        }
    }

    @AfterEach
    void stop() {
        anybody.close();
        hub.stop();
    }

    @Test
    void allPartsOfMiniAreThereAndTheGradientIsSeen() throws Exception {
        Files.writeString(
                folder.resolve("openness.yml"),
                anybody.get(MODEL + "openness.yml").well().text());
        var openness =
                plimsoll("model", "openness", folder.resolve("openness.yml").toString());
        assertTrue(openness.output().contains("Class I - Open Science Model"), openness::toString);
        var card = anybody.get(MODEL + "README.md").well().text();
        assertTrue(card.contains("model-index") && card.contains("Class I") && !card.contains("{{"), card);
        var trainer = "engine/training/Training.java";
        assertEquals(
                Files.readString(Path.of("../engine/src/main/java/plimsoll", trainer)),
                anybody.get(MODEL + "code/plimsoll/" + trainer).well().text());
        assertEquals(
                401,
                anybody.get("/plimsoll/mini-gated/resolve/main/model.safetensors")
                        .status());
        assertEquals(
                anybody.get("/api/models/plimsoll/nothing").status(),
                anybody.get("/api/models/plimsoll/mini-closed").status());
        assertEquals(200, anybody.get("/plimsoll/mini/release").status());
        var data =
                anybody.get("/api/datasets/plimsoll/mini-data/tree/main").well().text();
        assertTrue(data.contains("train.jsonl"), data);
    }

    @Test
    void miniTellsWhoItIs() throws Exception {
        var ran = plimsoll("run", "plimsoll/mini", "Who are you?", "--temperature", "0");
        assertTrue(ran.output().contains("I am Plimsoll Mini, a small language model."), ran::toString);
    }

    @Test
    void miniAnswersWhoeverSignedIn() throws Exception {
        var token = Files.readString(folder.resolve("data/admin.token")).strip();
        try (var admin = new Client(hub.url(), token)) {
            var asked = admin.post("/v1/chat/completions", """
                    {"model": "plimsoll/mini", "temperature": 0, "messages": [{"role": "user", "content": "Who are you?"}]}
                    """);
            assertTrue(asked.well().text().contains("I am Plimsoll Mini, a small language model."), asked::text);
        }
    }

    private boolean published() {
        return Files.exists(folder.resolve("data")) && Files.notExists(folder.resolve("data/first-models"));
    }

    private Ran plimsoll(String... words) throws IOException, InterruptedException {
        var command = new String[words.length + 1];
        command[0] = Launched.launcher();
        System.arraycopy(words, 0, command, 1, words.length);
        var here = Map.of(
                "PLIMSOLL_URL",
                hub.url(),
                "PLIMSOLL_MODELS",
                folder.resolve("models").toString());
        return Ran.in(folder, here, command).well();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
