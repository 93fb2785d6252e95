package plimsoll.app.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import plimsoll.web.http.Json;

/// The contract with scripts, on a small model that tells stories.
class RunCommandTest {
    private static final Path STORIES = Path.of(
            System.getenv().getOrDefault("SHARED_DATA", "../../shared/data"),
            "models/stories260K/stories260K-f32.gguf");

    @TempDir
    private Path folder;

    @Test
    void standardOutputGetsTheTextAlone() {
        var ran = run(stories(), "Once upon a time", "--temperature", "0", "--max-tokens", "16");
        assertEquals(new Ran(0, ", there was a little girl named Lily. She loved to play\n", ""), ran);
    }

    @Test
    void theSameSeedGivesTheSameText() {
        var once = run(stories(), "Once", "--temperature", "1", "--seed", "3", "--max-tokens", "20");
        assertEquals(0, once.exitCode, once.err);
        assertEquals(once, run(stories(), "Once", "--temperature", "1", "--seed", "3", "--max-tokens", "20"));
    }

    /// A Java may come without the vectors, which are a module that is still in the making.
    @Test
    void aJavaWithoutVectorsWritesTheSameText() throws Exception {
        try (var scalar = Terminal.without("run", stories(), "Once upon a time", "-t", "0", "-n", "16")) {
            assertEquals(0, scalar.ends(), scalar.shown());
            assertEquals(", there was a little girl named Lily. She loved to play\n", scalar.shown());
        }
        try (var scalar = Terminal.without("bench", stories(), "--prompt-tokens", "8", "--tokens", "4")) {
            assertTrue(scalar.until("prefill").contains("scalar"), scalar.shown());
        }
    }

    @Test
    void aFolderOfSafetensorsWritesTheTextOfItsGguf() throws Exception {
        var folder = StoriesFolder.in(this.folder, Path.of(stories()));
        var ofGguf = run(stories(), "Once upon a time", "-t", "0.7", "--seed", "5", "-n", "100");
        assertEquals(0, ofGguf.exitCode, ofGguf.err);
        assertEquals(ofGguf, run(folder.toString(), "Once upon a time", "-t", "0.7", "--seed", "5", "-n", "100"));
    }

    @Test
    void scriptsGetJson() {
        var ran = run(stories(), "Once upon a time", "-t", "0", "-n", "4", "--json");
        var answer = Json.tree(ran.out);
        assertEquals(", there was a", answer.path("text").asString());
        assertEquals("length", answer.path("finishReason").asString());
        assertEquals(4, answer.path("generatedTokens").asInt());
    }

    @Test
    void everyFailureIsOneLineAndANumber() {
        assertFailure(ExitCode.NOT_FOUND, "there is no file or folder 'no.gguf'", run("no.gguf", "x"));
        assertFailure(ExitCode.USAGE, "0 tokens to follow", run(stories(), "x", "--max-tokens", "0"));
        assertFailure(ExitCode.USAGE, "the prompt has", run(stories(), "x ".repeat(2000)));
        assertFailure(ExitCode.USAGE, "top_p", run(stories(), "x", "--top-p", "7"));
    }

    private static void assertFailure(int exitCode, String part, Ran ran) {
        assertEquals(exitCode, ran.exitCode, ran.err);
        assertEquals("", ran.out);
        assertEquals(1, ran.err.lines().count(), ran.err);
        assertTrue(ran.err.startsWith("plimsoll: ") && ran.err.contains(part), ran.err);
    }

    static String stories() {
        assumeTrue(Files.exists(STORIES), "no shared data: stories260K is not there");
        return STORIES.toString();
    }

    private static Ran run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new CommandLine(new RunCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    private record Ran(int exitCode, String out, String err) {}
}
