package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The real git, in one folder.
record RealGit(Path folder) {
    /// What git said.
    ///
    /// @param code its exit code
    /// @param text what it wrote on both outputs
    record Said(int code, String text) {}

    /// Runs git, which must succeed.
    String run(String... arguments) throws IOException, InterruptedException {
        var said = attempt(arguments);
        assertEquals(0, said.code(), () -> "git " + String.join(" ", arguments) + "\n" + said.text());
        return said.text().strip();
    }

    /// Runs git.
    Said attempt(String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var command = new ArrayList<>(List.of(
                "git",
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.org",
                "-c",
                "init.defaultBranch=main",
                "-c",
                "http.postBuffer=65536"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /// Writes a file and commits it.
    void commit(String path, String content) throws IOException, InterruptedException {
        write(path, content);
        run("add", "-A");
        run("commit", "-q", "-m", "Write " + path);
    }

    void write(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }
}
