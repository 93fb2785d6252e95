package plimsoll.app.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import plimsoll.web.http.Json;

class BenchCommandTest {
    private static final Path STORIES = Path.of(
            System.getenv().getOrDefault("SHARED_DATA", "../../shared/data"),
            "models/stories260K/stories260K-f32.gguf");

    @Test
    void everyFigureIsThere() {
        assumeTrue(Files.exists(STORIES), "no shared data: stories260K is not there");
        var out = new StringWriter();
        int exitCode = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute(STORIES.toString(), "--prompt-tokens", "40", "--tokens", "8", "--rounds", "1", "--json");
        assertEquals(ExitCode.OK, exitCode);
        var figures = Json.tree(out.toString());
        for (var name : new String[] {
            "prefillTokensPerSecond", "decodeTokensPerSecond", "loadSeconds", "weightBytes", "readBytesPerSecond"
        }) {
            assertTrue(figures.path(name).asDouble() > 0, name);
        }
        assertEquals(8, figures.path("generatedTokens").asInt());
    }
}
