package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What a program that has ended said: its exit status and everything it printed, both streams together.
///
/// @param command what was run
/// @param status its exit status
/// @param output what it printed
record Ran(List<String> command, int status, String output) {
    /// The longest a client may take, on a machine that is busy with other things as well.
    private static final long PATIENCE_MINUTES = 8;

    /// Runs a program in a folder until it ends.
    static Ran in(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var printed = Files.createTempFile("plimsoll-ran", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("still running after " + PATIENCE_MINUTES + " minutes: "
                        + String.join(" ", command) + "\n" + Files.readString(printed));
            }
            return new Ran(List.of(command), process.exitValue(), Files.readString(printed));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(printed);
        }
    }

    /// This, if it went well; else the test has failed, with all that was printed.
    Ran well() {
        assertEquals(0, status, this::toString);
        return this;
    }

    /// What was printed, without the line's end.
    String line() {
        return output.strip();
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nexit status " + status + "\n" + output;
    }

    /// The bytes of a file, for a comparison that does not flood the report.
    static long firstDifference(Path one, Path other) {
        try {
            return Files.mismatch(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
