package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// A running hub, started as a person would start it, with the accounts ada and bob. One serves a whole run of tests;
/// each test makes repositories of its own in it. Closing stops the hub and removes its folder.
final class Hub implements AutoCloseable {
    private final Path folder;
    private final Launched launched;
    private final String admin;
    private final String ada;
    private final String bob;

    private Hub(Path folder, Launched launched) throws IOException, InterruptedException {
        this.folder = folder;
        this.launched = launched;
        this.admin = Files.readString(folder.resolve("data/admin.token")).strip();
        this.ada = command("account", "create", "ada").well().line();
        this.bob = command("account", "create", "bob").well().line();
    }

    /// Starts a hub on an empty folder and a free port, and waits for the line that says it is ready.
    static Hub start() throws IOException, InterruptedException {
        return start(Map.of());
    }

    /// The same with files that its owner has put into its folder before.
    static Hub start(Map<String, String> files) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("plimsoll-hub");
        Files.createDirectories(folder.resolve("data"));
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve("data").resolve(file.getKey()), file.getValue());
        }
        var launched = Launched.on(folder, Map.of());
        try {
            return new Hub(folder, launched);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            launched.stop();
            throw e;
        }
    }

    String url() {
        return launched.url();
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
        return url().replace("://", "://" + name + ":" + token + "@");
    }

    /// Runs the product's own command line as the admin. Only its standard output counts when it goes well.
    Ran command(String... words) throws IOException, InterruptedException {
        var quiet = Stream.concat(
                Stream.of(
                        "sh",
                        "-c",
                        "\"$0\" \"$@\" 2> \"$COMPLAINTS\" || { cat \"$COMPLAINTS\"; exit 1; }",
                        Launched.launcher()),
                Stream.of(words));
        return Ran.in(
                folder,
                Map.of(
                        "PLIMSOLL_URL", url(),
                        "PLIMSOLL_TOKEN", admin,
                        "COMPLAINTS", folder.resolve("complaints").toString()),
                quiet.toArray(String[]::new));
    }

    /// Runs one scenario of a script for Node in `clients`.
    Ran node(String script, String... words) throws IOException, InterruptedException {
        assertTrue(Files.isDirectory(Path.of("clients/node_modules")), "the clients are missing: ./dev setup");
        return client(Stream.concat(Stream.of("node", script), Stream.of(words)).toArray(String[]::new));
    }

    /// Runs a program in `clients`, with the hub's address and tokens in its environment.
    Ran client(String... command) throws IOException, InterruptedException {
        return Ran.in(
                        Path.of("clients").toRealPath(),
                        Map.of("HUB", url(), "ADMIN", admin, "ADA", ada, "BOB", bob),
                        command)
                .well();
    }

    /// What the hub has logged so far.
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() throws IOException {
        launched.stop();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
