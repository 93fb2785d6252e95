package plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.engine.fixtures.TinyEncoder;
import plimsoll.engine.fixtures.TinyModel;

/// The README's example, as whoever copies it runs it.
class ReadmeTest {
    @TempDir
    private Path folder;

    @Test
    void theExampleCompilesAndRuns() throws Exception {
        TinyModel.of("llama").writeTo(folder.resolve("model.gguf"));
        TinyEncoder.mean().writeTo(folder.resolve("encoder"));
        var readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("```java\n") + "```java\n".length();
        Files.writeString(folder.resolve("Example.java"), readme.substring(from, readme.indexOf("```", from)));
        var out = folder.resolve("out.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "Example.java")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");
        } finally {
            process.destroyForcibly();
        }
        var said = Files.readString(out);
        assertEquals(0, process.exitValue(), said);
        assertEquals(
                2,
                said.lines()
                        .filter(line -> line.startsWith(TinyEncoder.WIDTH + " numbers, the first is "))
                        .count(),
                said);
    }
}
