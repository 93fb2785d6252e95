package plimsoll.app.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import plimsoll.web.http.Json;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.gguf.GgufWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;

class ModelCommandTest {
    @TempDir
    private Path folder;

    @Test
    void inspectTellsWhatAFileHolds() throws Exception {
        var ran = run("inspect", aModel().toString(), "--tensors");
        assertEquals(ExitCode.OK, ran.exitCode, ran.err);
        assertTrue(ran.out.contains("architecture  \"llama\""), ran.out);
        assertTrue(ran.out.contains("parameters    1,056 in 2 tensors"), ran.out);
        assertTrue(ran.out.contains("tokenizer.ggml.tokens = [\"a\", \"b\", \"c\", \"d\", ... 5 in all]"), ran.out);
        assertTrue(ran.out.contains("F32      [4, 256]             blk.0.attn_q.weight"), ran.out);
        // A terminal would obey it.
        assertFalse(ran.out.contains("\u001b"), ran.out);
    }

    @Test
    void inspectTellsItToScripts() throws Exception {
        var answer = Json.tree(run("inspect", aModel().toString(), "--json").out);
        assertEquals("gguf", answer.path("format").asString());
        assertEquals(1056, answer.path("parameters").asInt());
        assertEquals("\u001b[2J", answer.path("metadata").path("general.name").asString());
        assertEquals(5, answer.path("metadata").path("tokenizer.ggml.tokens").size());
        assertEquals(4, answer.path("tensors").get(0).path("shape").get(0).asInt());
    }

    @Test
    void inspectChecksEveryScaleWhenAsked() throws Exception {
        var model = aModel();
        assertEquals(ExitCode.OK, run("inspect", model.toString(), "--check").exitCode);
        run("quantize", model.toString(), "--to", "Q8_0");
        var file = folder.resolve("m-Q8_0.gguf");
        assertEquals(ExitCode.OK, run("inspect", file.toString(), "--check").exitCode);
        var bytes = Files.readAllBytes(file);
        // The tensor comes last in the file, 32 blocks of 34 bytes; infinity as the scale of its third.
        int tensor = bytes.length - 32 * 34 - 128;
        bytes[tensor + 2 * 34] = 0;
        bytes[tensor + 2 * 34 + 1] = 0x7C;
        Files.write(file, bytes);
        var ran = run("inspect", file.toString(), "--check");
        assertEquals(ExitCode.USAGE, ran.exitCode, ran.err);
        assertOneLine("tensor \"blk.0.attn_q.weight\": the number 64, or the scale of its block", ran);
        assertEquals(ExitCode.OK, run("inspect", file.toString()).exitCode);
    }

    @Test
    void scanTellsWhatRunsCodeAndWhere() throws Exception {
        assertEquals(ExitCode.OK, run("scan", aModel().toString()).exitCode);
        var bomb = folder.resolve("model.bin");
        Files.writeString(bomb, "cos\nsystem\n(S'id'\ntR.");
        var ran = run("scan", bomb.toString());
        assertEquals(ExitCode.NOT_ALLOWED, ran.exitCode, ran.out);
        assertTrue(ran.out.contains("model.bin: dangerous (pickle)"), ran.out);
        assertTrue(ran.out.contains("calls os.system(\"id\") (pickle-call, at byte 19)"), ran.out);
        var answer = Json.tree(run("scan", folder.toString(), "--json").out);
        assertEquals("dangerous", answer.path("verdict").asString());
        assertEquals(ExitCode.NOT_FOUND, run("scan", folder.resolve("absent").toString()).exitCode);
    }

    @Test
    void opennessTellsTheClassAndWhatIsMissingForTheNext() throws Exception {
        var file = folder.resolve("mof.yml");
        Files.writeString(file, """
                release:
                  license: {distribution: {name: Apache-2.0}}
                  components:
                  - name: Model architecture
                  - name: Model parameters (Final)
                  - name: Technical report
                  - name: Evaluation results
                  - name: Model card
                  - name: Data card
                """);
        var ran = run("openness", file.toString());
        assertEquals(ExitCode.OK, ran.exitCode, ran.err);
        assertTrue(ran.out.startsWith("Class III - Open Model"), ran.out);
        assertTrue(ran.out.contains("Missing for the next class:\n  Training code"), ran.out);
        var answer = Json.tree(run("openness", file.toString(), "--json").out);
        assertEquals(3, answer.path("class").asInt());
        assertEquals(60, answer.path("progress").path("2").asInt());

        Files.writeString(file, "release: {components: [{name: Sauce}]}");
        var refused = run("openness", file.toString());
        assertEquals(ExitCode.USAGE, refused.exitCode);
        assertTrue(refused.err.contains("The framework has no component `Sauce`."), refused.err);
    }

    @Test
    void quantizeWritesBesideTheModel() throws Exception {
        var model = aModel();
        var ran = run("quantize", model.toString(), "--to", "Q8_0");
        assertEquals(ExitCode.OK, ran.exitCode, ran.err);
        assertTrue(ran.err.startsWith("[1/2] blk.0.attn_q.weight Q8_0 [4, 256]"), ran.err);
        var written = folder.resolve("m-Q8_0.gguf");
        assertTrue(ran.out.startsWith(written + ": 2 tensors, "), ran.out);
        var types = Json.tree(run("inspect", written.toString(), "--json").out).path("parametersByType");
        assertEquals(1024, types.path("Q8_0").asInt());
    }

    @Test
    void anExistingFileIsReplacedOnlyByForce() throws Exception {
        var model = aModel();
        var kept = Files.writeString(folder.resolve("kept"), "kept");
        var ran = run("quantize", model.toString(), "-o", kept.toString());
        assertEquals(ExitCode.CONFLICT, ran.exitCode);
        assertOneLine(kept + " exists; --force replaces it", ran);
        assertEquals("kept", Files.readString(kept));
        assertEquals(ExitCode.OK, run("quantize", model.toString(), "-o", kept.toString(), "--force").exitCode);
    }

    @Test
    void everyFailureIsOneLineAndANumber() throws Exception {
        var model = aModel();
        var bytes = Files.readAllBytes(model);
        var cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(bytes, bytes.length - 4000));
        for (var verb : List.of("inspect", "quantize")) {
            var missing = run(verb, folder.resolve("nothing").toString());
            assertEquals(ExitCode.NOT_FOUND, missing.exitCode, missing.err);
            assertEquals(1, missing.err.lines().count(), missing.err);
            var truncated = run(verb, cut.toString());
            assertEquals(ExitCode.USAGE, truncated.exitCode, truncated.err);
            assertTrue(truncated.err.contains("tensor \"blk.0.attn_q.weight\" takes 4096 bytes"), truncated.err);
            assertEquals(1, truncated.err.lines().count(), truncated.err);
        }
        var empty = Files.createDirectory(folder.resolve("empty"));
        assertOneLine("no model in this folder", run("inspect", empty.toString()));
        assertEquals(ExitCode.USAGE, run("quantize", model.toString(), "--to", "Q1").exitCode);
        assertEquals(ExitCode.USAGE, run("inspect").exitCode);
        run("quantize", model.toString(), "--to", "Q4_0");
        var again = run("quantize", folder.resolve("m-Q4_0.gguf").toString(), "--to", "Q8_0");
        assertEquals(ExitCode.USAGE, again.exitCode);
        assertTrue(again.err.contains("already"), again.err);
        assertArrayEquals(bytes, Files.readAllBytes(model));
    }

    private static void assertOneLine(String part, Ran ran) {
        assertEquals(1, ran.err.lines().count(), ran.err);
        assertTrue(ran.err.startsWith("plimsoll: "), ran.err);
        assertTrue(ran.err.contains(part), ran.err);
    }

    private Path aModel() throws IOException {
        var file = folder.resolve("m-F32.gguf");
        var metadata = new GgufMetadata()
                .put("general.architecture", "llama")
                .put("general.name", "\u001b[2J")
                .put("llama.block_count", 1)
                .put("tokenizer.ggml.tokens", List.of("a", "b", "c", "d", "e"));
        new GgufWriter(
                        metadata,
                        List.of(
                                tensor("blk.0.attn_q.weight", TensorShape.of(4, 256)),
                                tensor("output_norm.weight", TensorShape.of(32))))
                .write(file, true);
        return file;
    }

    private static TensorSource tensor(String name, TensorShape shape) {
        var bytes = new byte[(int) DType.F32.sizeBytes(shape.parameters())];
        return TensorSource.of(new TensorView(name, DType.F32, shape, MemorySegment.ofArray(bytes)));
    }

    private static Ran run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new CommandLine(new ModelCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    private record Ran(int exitCode, String out, String err) {}
}
