package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A hub of one test's own, on a folder that outlives it: to be stopped, killed and started again.
///
/// @param folder where its data and its output are
/// @param process the running hub
/// @param url its address
record OwnHub(Path folder, Process process, String url) implements AutoCloseable {
    /// What a new hub's log begins with: its two keys.
    static final int FIRST_ENTRIES = 2;
    /// A repository is made, begins with a commit, and is signed and scanned for personal data soon after.
    static final int ENTRIES_OF_A_DEED = 4;

    private static final Pattern LISTENING = Pattern.compile("Plimsoll is listening on (http://\\S+)");
    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 60;
    private static final long POLL_MILLIS = 100;

    /// Starts one on `folder/data`.
    static OwnHub start(Path folder) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "out", ".txt");
        var builder = new ProcessBuilder(
                        launcher(),
                        "serve",
                        "--bare",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        "0")
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("log").toFile());
        builder.environment().remove("PLIMSOLL_TEST_POSTGRES");
        var process = builder.start();
        for (long waited = 0; waited < START_SECONDS * 1000; waited += POLL_MILLIS) {
            var said = LISTENING.matcher(Files.readString(out));
            if (said.find()) {
                return new OwnHub(folder, process, said.group(1));
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroyForcibly();
        throw new AssertionError("the hub did not start: " + Files.readString(folder.resolve("log")));
    }

    static String launcher() throws IOException {
        return Path.of("..", "plimsoll").toRealPath().toString();
    }

    /// Makes a model as the admin.
    void deed(String name) throws IOException, InterruptedException {
        var token = Files.readString(folder.resolve("data/admin.token")).strip();
        Ran.in(
                        folder,
                        Map.of(),
                        "curl",
                        "-sSf",
                        "-H",
                        "Authorization: Bearer " + token,
                        "-H",
                        "Content-Type: application/json",
                        "-d",
                        "{\"type\":\"model\",\"name\":\"" + name + "\"}",
                        url + "/api/repos/create")
                .well();
    }

    /// What an address answers; empty when that is no success.
    String get(String path) throws IOException, InterruptedException {
        var ran = Ran.in(folder, Map.of(), "curl", "-sf", url + path);
        return ran.status() == 0 ? ran.output() : "";
    }

    /// The size of the newest checkpoint; 0 when there is none.
    long published() throws IOException, InterruptedException {
        var lines = get("/log/checkpoint").split("\n", 3);
        return lines.length < 3 ? 0 : Long.parseLong(lines[1]);
    }

    /// Waits until a checkpoint covers so many entries.
    void awaitPublished(long entries) throws IOException, InterruptedException {
        for (long waited = 0; published() < entries; waited += POLL_MILLIS) {
            if (waited > STOP_SECONDS * 1000) {
                throw new AssertionError(published() + " of " + entries + " entries are published");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /// Ends the process as a power cut would.
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        assertEquals(true, process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
