package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A running hub, started as a person would start it, with the accounts ada and bob. One serves a whole run of tests;
/// each test makes repositories of its own in it. Closing stops the hub and removes its folder.
final class Hub implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Plimsoll is listening on (http://\\S+)");
    /// The first start makes the class cache, and the machine may be busy.
    private static final long START_SECONDS = 300;

    private static final long STOP_SECONDS = 60;
    private static final long POLL_MILLIS = 100;

    private final Path folder;
    private final Process process;
    private final String url;
    private final String admin;
    private final String ada;
    private final String bob;

    private Hub(Path folder, Process process, String url) throws IOException, InterruptedException {
        this.folder = folder;
        this.process = process;
        this.url = url;
        this.admin = Files.readString(folder.resolve("data/admin.token")).strip();
        this.ada = command("account", "create", "ada").well().line();
        this.bob = command("account", "create", "bob").well().line();
    }

    /// Starts a hub on an empty folder and a free port, and waits for the line that says it is ready.
    static Hub start() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("plimsoll-hub");
        var builder = new ProcessBuilder(
                        launcher(), "serve", "--data", folder.resolve("data").toString(), "--port", "0")
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("log").toFile());
        // The contracts' database is no setting of the product, which refuses settings it does not know.
        builder.environment().remove("PLIMSOLL_TEST_POSTGRES");
        var process = builder.start();
        try {
            return new Hub(folder, process, address(folder, process));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            process.destroy();
            throw e;
        }
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

    private static String launcher() throws IOException {
        return Path.of("..", "plimsoll").toRealPath().toString();
    }

    String url() {
        return url;
    }

    /// The tokens of the admin and of two members.
    String admin() {
        return admin;
    }

    String ada() {
        return ada;
    }

    String bob() {
        return bob;
    }

    /// The hub's address with a name and a token in it, as git takes them.
    String url(String name, String token) {
        return url.replace("://", "://" + name + ":" + token + "@");
    }

    /// Runs the product's own command line as the admin. Only its standard output counts when it goes well.
    Ran command(String... words) throws IOException, InterruptedException {
        var quiet = Stream.concat(
                Stream.of(
                        "sh", "-c", "\"$0\" \"$@\" 2> \"$COMPLAINTS\" || { cat \"$COMPLAINTS\"; exit 1; }", launcher()),
                Stream.of(words));
        return Ran.in(
                folder,
                Map.of(
                        "PLIMSOLL_URL", url,
                        "PLIMSOLL_TOKEN", admin,
                        "COMPLAINTS", folder.resolve("complaints").toString()),
                quiet.toArray(String[]::new));
    }

    /// Runs one scenario of a script in `clients`, with the hub's address and tokens in its environment.
    Ran node(String script, String... words) throws IOException, InterruptedException {
        var clients = Path.of("clients").toRealPath();
        assertTrue(Files.isDirectory(clients.resolve("node_modules")), "the clients are missing: ./dev setup");
        var command = Stream.concat(Stream.of("node", script), Stream.of(words)).toArray(String[]::new);
        return Ran.in(clients, Map.of("HUB", url, "ADMIN", admin, "ADA", ada, "BOB", bob), command)
                .well();
    }

    /// What the hub has logged so far.
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
