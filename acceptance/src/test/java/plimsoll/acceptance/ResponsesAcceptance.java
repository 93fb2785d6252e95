package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// npm's `openai` and `@huggingface/inference` against a new hub that runs Mini out of Mini's own repository, and keeps
/// what models are asked.
class ResponsesAcceptance {
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    private Path folder;

    @Test
    void responsesAreAnsweredToTheClientsThatAskForThem() throws Exception {
        var data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("engines.conf"), "stored plimsoll/mini model-Q8_0.gguf\n");
        Files.writeString(data.resolve("plimsoll.conf"), "retain-prompts = 7\n");
        Files.writeString(data.resolve("budgets.conf"), "account admin requests=1000\n");
        var hub = Launched.withFirstModels(folder);
        try {
            for (long waited = 0; Files.exists(data.resolve("first-models")); waited++) {
                assertTrue(waited < PATIENCE_SECONDS, "Mini is not published");
                TimeUnit.SECONDS.sleep(1);
            }
            var token = Files.readString(data.resolve("admin.token")).strip();
            var ran = Ran.in(Path.of("clients"), Map.of(), "node", "responses.mjs", hub.url(), token, "plimsoll/mini");
            assertTrue(ran.well().output().contains("ok"), ran::toString);
        } finally {
            hub.stop();
        }
    }
}
