package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ends the hub as `kill -9` does, again and again, in the middle of uploads, commits and pushes, starts it on the same
/// folder, and looks whether what it had said yes to is there, and nothing by halves. `-Dkill.rounds` and `-Dkill.seed`
/// say how often and which times.
final class KillAcceptance {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final int PUBLISHERS = 6;
    private static final int REPOSITORIES = 2;
    private static final int MOST_LARGE_BYTES = 600_000;
    private static final int SHORTEST_MILLIS = 800;
    private static final int LONGEST_MILLIS = 2_500;

    @TempDir
    Path folder;

    private final List<Publisher> publishers = new ArrayList<>();
    private final List<String> pushed = new CopyOnWriteArrayList<>();
    private final Set<String> compared = new HashSet<>();

    @Test
    void whatWasAcknowledgedOutlivesAnyKill() throws Exception {
        var random = new Random(SEED);
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.add(new Publisher("admin/kept-" + i % REPOSITORIES, "p" + i, SEED * 1000 + i, MOST_LARGE_BYTES));
        }
        Files.createDirectories(folder.resolve("pusher"));
        git("pusher", "init", "-q", "-b", "main");
        for (int round = 0; round <= ROUNDS; round++) {
            var hub = Launched.on(folder, Map.of());
            var token = Files.readString(folder.resolve("data/admin.token")).strip();
            try (var client = new Client(hub.url(), token)) {
                if (round == 0) {
                    for (int i = 0; i < REPOSITORIES; i++) {
                        client.create("kept-" + i).well();
                    }
                    client.create("pushed").well();
                    git("pusher", "pull", "-q", hub.url() + "/admin/pushed", "main");
                } else {
                    check(hub, client, "seed " + SEED + ", kill " + round);
                }
                if (round < ROUNDS) {
                    loadUntilKilled(hub, client, token, SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS));
                }
            } finally {
                hub.kill();
            }
        }
        int kept =
                publishers.stream().mapToInt(each -> each.acknowledged().size()).sum();
        System.out.printf("%d kills: %d commits and %d pushes kept%n", ROUNDS, kept, pushed.size());
        assertTrue(kept > ROUNDS && !pushed.isEmpty(), "too little was going on to prove anything");
    }

    private void loadUntilKilled(Launched hub, Client client, String token, int millis) throws Exception {
        var ended = new ArrayList<Future<Boolean>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var publisher : publishers) {
                ended.add(people.submit(() -> publishUntilItFails(publisher, client)));
            }
            ended.add(people.submit(() -> pushUntilItFails(hub, token)));
            Thread.sleep(millis);
            hub.kill();
        }
        for (var each : ended) {
            try {
                assertTrue(each.get());
            } catch (ExecutionException e) {
                throw new AssertionError("a publisher was refused", e);
            }
        }
    }

    // A connection that breaks is the kill; an answer that is no success would be a fault.
    private static boolean publishUntilItFails(Publisher publisher, Client client) throws Exception {
        for (int i = 0; ; i++) {
            try {
                publisher.publish(client, i % 2 == 0);
            } catch (Client.Unwell e) {
                throw e;
            } catch (IOException _) {
                return true;
            }
        }
    }

    private boolean pushUntilItFails(Launched hub, String token) throws Exception {
        var remote = hub.url().replace("://", "://admin:" + token + "@") + "/admin/pushed";
        while (true) {
            Files.writeString(folder.resolve("pusher/file-" + pushed.size() % 50), "push " + pushed.size());
            git("pusher", "add", "-A");
            git("pusher", "commit", "-q", "--allow-empty", "-m", "Push " + pushed.size());
            var ran = attempt("pusher", "push", "-q", remote, "HEAD:main");
            if (ran.status() != 0) {
                assertTrue(!ran.output().contains("rejected"), ran::toString);
                return true;
            }
            pushed.add(git("pusher", "rev-parse", "HEAD"));
        }
    }

    private void check(Launched hub, Client client, String when) throws Exception {
        assertEquals(List.of(), namesIn(folder.resolve("data/blobs/staging")), when + ": leftovers");
        everyBlobIsWhatItsNameSays(when);
        var recorded = JournalFile.checkedCommits(folder.resolve("data/plimsoll.db"));
        var byRepository = publishers.stream().collect(Collectors.groupingBy(Publisher::repository));
        for (var each : byRepository.entrySet()) {
            var found = cloned(hub, each.getKey());
            var history =
                    new HashSet<>(git("clone", "rev-list", "--all").lines().toList());
            for (var publisher : each.getValue()) {
                whatWasSaidIsThere(publisher, found, history, recorded, when);
                nothingIsThereByHalves(publisher, found, when);
                theBytesAreTheSame(publisher, client, when);
            }
            assertEquals(
                    history.size(),
                    recorded.stream().filter(history::contains).distinct().count(),
                    when + ": records");
        }
        if (!pushed.isEmpty()) {
            var _ = cloned(hub, "admin/pushed");
            var history = git("clone", "rev-list", "--all");
            pushed.forEach(commit -> assertTrue(history.contains(commit), () -> when + ": push " + commit));
        }
    }

    private static void whatWasSaidIsThere(
            Publisher publisher, Map<String, String> found, Set<String> history, List<String> recorded, String when) {
        for (var publication : publisher.acknowledged()) {
            assertTrue(history.contains(publication.commit()), () -> when + ": lost " + publication);
            assertTrue(recorded.contains(publication.commit()), () -> when + ": not recorded " + publication);
            publication.files().forEach((path, hash) -> assertEquals(hash, found.get(path), when + ": " + path));
        }
    }

    private static void nothingIsThereByHalves(Publisher publisher, Map<String, String> found, String when) {
        for (var home : publisher.begun()) {
            var files = found.keySet().stream()
                    .filter(path -> path.startsWith(home + "/"))
                    .count();
            assertTrue(
                    files == 0 || (found.containsKey(home + "/config.json") && found.containsKey(home + "/notes.txt")),
                    () -> when + ": half of " + home);
        }
    }

    private void theBytesAreTheSame(Publisher publisher, Client client, String when) throws Exception {
        for (var publication : publisher.acknowledged()) {
            for (var file : publication.files().entrySet()) {
                if (compared.add(publisher.repository() + file.getKey() + when)) {
                    var bytes = client.download(publisher.repository(), file.getKey());
                    assertEquals(file.getValue(), Client.sha256(bytes), when + ": " + file.getKey());
                }
            }
        }
    }

    /// Clones a repository, which git checks object by object, and gives the hash of each file's bytes; a large file's
    /// pointer says its own.
    private Map<String, String> cloned(Launched hub, String repository) throws Exception {
        Ran.in(folder, Map.of(), "rm", "-rf", "clone").well();
        Ran.in(folder, Map.of("GIT_LFS_SKIP_SMUDGE", "1"), "git", "clone", "-q", hub.url() + "/" + repository, "clone")
                .well();
        git("clone", "fsck", "--full", "--strict");
        var hashes = new HashMap<String, String>();
        var root = folder.resolve("clone");
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var path = root.relativize(file).toString();
                if (!path.startsWith(".git")) {
                    var bytes = Files.readAllBytes(file);
                    hashes.put(path, path.endsWith(".bin") ? pointed(bytes) : Client.sha256(bytes));
                }
            }
        }
        return hashes;
    }

    private static String pointed(byte[] pointer) {
        var text = new String(pointer, java.nio.charset.StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith("oid sha256:"))
                .map(line -> line.substring("oid sha256:".length()))
                .findFirst()
                .orElse("no pointer: " + text);
    }

    private void everyBlobIsWhatItsNameSays(String when) throws IOException {
        try (var files = Files.walk(folder.resolve("data/blobs"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                if (name.matches("[0-9a-f]{64}") && compared.add(when + name)) {
                    assertEquals(name, Client.sha256(Files.readAllBytes(file)), when + ": a blob's bytes");
                }
            }
        }
    }

    private static List<String> namesIn(Path place) throws IOException {
        try (var files = Files.list(place)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private String git(String where, String... words) throws IOException, InterruptedException {
        return attempt(where, words).well().line();
    }

    private Ran attempt(String where, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
        command.addAll(List.of(words));
        return Ran.in(folder.resolve(where), Map.of("GIT_TERMINAL_PROMPT", "0"), command.toArray(String[]::new));
    }
}
