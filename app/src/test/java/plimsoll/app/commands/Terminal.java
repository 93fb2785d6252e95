package plimsoll.app.commands;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Plimsoll in a process of its own: at a terminal, which util-linux's `script` provides, or without one. The Java
/// there has no module of vectors, unless it is asked for.
final class Terminal implements AutoCloseable {
    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final long PATIENCE_SECONDS = 120;
    private static final long POLL_MILLIS = 5;

    private final Process process;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private int read;

    private Terminal(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofPlatform().daemon().start(() -> copy(process.getInputStream()));
    }

    /// At a terminal, or the test is skipped where there is none to be had.
    static Terminal at(String... words) throws IOException {
        assumeTrue(Files.isExecutable(SCRIPT), "no script(1) to make a terminal");
        var quoted = command(words).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .toList();
        // A build in the background is deaf to interrupts, and what it starts would be too.
        var exec = "exec env --default-signal=INT " + String.join(" ", quoted);
        return new Terminal(List.of(SCRIPT.toString(), "-qefc", exec, "/dev/null"));
    }

    /// Without a terminal.
    static Terminal without(String... words) throws IOException {
        return new Terminal(command(words));
    }

    private static List<String> command(String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Slowly, so that there is an answer to stop.
        command.addAll(List.of("-Xint", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "plimsoll.app.Plimsoll"));
        command.addAll(List.of(words));
        return command;
    }

    private void copy(InputStream in) {
        try (in) {
            var buffer = new byte[4096];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (shown) {
                    shown.write(buffer, 0, count);
                }
            }
        } catch (IOException gone) {
            // The end of the terminal.
        }
    }

    void type(String text) throws IOException {
        var out = process.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// All that was shown since the last time, up to and with this; waits for it.
    String until(String wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            var all = shown();
            int at = all.indexOf(wanted, read);
            if (at >= 0) {
                var part = all.substring(read, at + wanted.length());
                read = at + wanted.length();
                return part;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new AssertionError("'%s' never came after:\n%s".formatted(wanted, shown()));
    }

    /// All that was shown, with the line breaks of texts.
    String shown() {
        synchronized (shown) {
            return shown.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    /// How it ended.
    int ends() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it still runs after:\n" + shown());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
