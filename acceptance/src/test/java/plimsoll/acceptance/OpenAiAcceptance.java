package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// npm's `openai` and a shell script, against a model that the launcher runs.
class OpenAiAcceptance {
    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    private Path folder;

    @Test
    void openAisOwnClientIsAnswered() throws Exception {
        var server = start(folder.resolve("served"), "engine", "serve", stories(), "--port", "0");
        try {
            var url = address(server);
            var client = new ProcessBuilder("node", "openai.mjs", url, "stories260K-f32")
                    .directory(Path.of("clients").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("client").toFile())
                    .start();
            assertEquals(0, ended(client), Files.readString(folder.resolve("client")));
        } finally {
            server.destroy();
            ended(server);
        }
    }

    @Test
    void aHubAnswersForAModelThatRunsElsewhereAndDies() throws Exception {
        var engine = start(folder.resolve("served"), "engine", "serve", stories(), "--port", "0");
        try {
            Files.createDirectories(folder.resolve("data"));
            Files.writeString(
                    folder.resolve("data/engines.conf"),
                    "remote admin/stories %s model=stories260K-f32%n".formatted(address(engine)));
            Files.writeString(
                    folder.resolve("data/budgets.conf"),
                    "account max tokens=20\naccount sam at-once=1 requests=1000\n");
            try (var hub = OwnHub.start(folder)) {
                var token = Files.readString(folder.resolve("data/admin.token")).strip();
                var client = new ProcessBuilder(
                                "node", "openai-hub.mjs", hub.url(), token, String.valueOf(engine.pid()))
                        .directory(Path.of("clients").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("client").toFile())
                        .start();
                assertEquals(0, ended(client), Files.readString(folder.resolve("client")));
            }
        } finally {
            engine.destroy();
            ended(engine);
        }
    }

    @Test
    void aScriptGetsTheTextAlone() throws Exception {
        var out = folder.resolve("text");
        var run = start(out, "run", stories(), "Once upon a time", "--temperature", "0", "--max-tokens", "8");
        assertEquals(0, ended(run), Files.readString(folder.resolve("log")));
        assertEquals(", there was a little girl\n", Files.readString(out, StandardCharsets.UTF_8));
        var log = Files.readAllLines(folder.resolve("log")).stream()
                .filter(line -> !line.startsWith("plimsoll: "))
                .toList();
        assertEquals(List.of(), log);
    }

    private Process start(Path out, String... words) throws IOException {
        var command = new ArrayList<>(List.of(Launched.launcher()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("log").toFile());
        builder.environment().remove("PLIMSOLL_TEST_POSTGRES");
        return builder.start();
    }

    private String address(Process server) throws IOException, InterruptedException {
        for (long waited = 0; waited < PATIENCE_SECONDS * 10; waited++) {
            var said = LISTENING.matcher(Files.readString(folder.resolve("served")));
            if (said.find()) {
                return said.group(1);
            }
            if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("the engine did not start: " + Files.readString(folder.resolve("log")));
    }

    private static int ended(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    private static String stories() {
        var model = SharedData.folder("models/stories260K").resolve("stories260K-f32.gguf");
        assumeTrue(Files.isRegularFile(model), () -> "no real model in " + model);
        return model.toString();
    }
}
