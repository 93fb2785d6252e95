package plimsoll.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The process of a hub, started by the launcher as a person would start it, on a free port. Its data lies in `data` of
/// the folder given, and may be that of a process before it.
final class Launched {
    private static final Pattern LISTENING = Pattern.compile("Plimsoll is listening on (http://\\S+)");
    /// The first start makes the class cache, and the machine may be busy.
    private static final long START_SECONDS = 300;

    private static final long STOP_SECONDS = 60;
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final String url;

    private Launched(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /// Starts an empty hub and waits for the line that says it is ready. What it prints goes to `out` and `log` in
    /// `folder`.
    static Launched on(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        return on(folder, environment, "serve", "--bare");
    }

    /// Starts one as it comes, with the models that come with Plimsoll.
    static Launched withFirstModels(Path folder) throws IOException, InterruptedException {
        return on(folder, Map.of(), "serve");
    }

    private static Launched on(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var out = folder.resolve("out");
        Files.deleteIfExists(out);
        var command = new ArrayList<>(List.of(launcher()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", folder.resolve("data").toString(), "--port", "0"));
        var builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        // The contracts' database is no setting of the product, which refuses settings it does not know.
        builder.environment().remove("PLIMSOLL_TEST_POSTGRES");
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            return new Launched(process, address(folder, process));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            process.destroy();
            throw e;
        }
    }

    static String launcher() throws IOException {
        return Path.of("..", "plimsoll").toRealPath().toString();
    }

    private static String address(Path folder, Process process) throws IOException, InterruptedException {
        for (long waited = 0; waited < START_SECONDS * 1000; waited += POLL_MILLIS) {
            Matcher said = LISTENING.matcher(Files.readString(folder.resolve("out")));
            if (said.find()) {
                return said.group(1);
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("the hub did not start: " + Files.readString(folder.resolve("log")));
    }

    String url() {
        return url;
    }

    /// The process's number; the launcher becomes the hub, so it is the hub's own.
    long pid() {
        return process.pid();
    }

    /// Ends it as `kill -9` does: nothing of it runs any more.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Asks it to stop, and waits.
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
