package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ends the hub as `kill -9` does, again and again, while the JavaScript client sends chunks, starts it on the same
/// folder, and looks whether every file it had said yes to is there, byte for byte. `-Dkill.rounds` and `-Dkill.seed`
/// say how often and which times.
final class XetKillAcceptance {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final int PUBLISHERS = 2;
    private static final String REPOSITORY = "admin/chunked";
    private static final int LONGEST_MILLIS = 4_000;
    /// The client takes a second to start, and longer on a busy machine.
    private static final int START_MILLIS = 200_000;

    private static final int POLL_MILLIS = 100;
    private static final String KEPT = "kept ";

    @TempDir
    Path folder;

    private final Map<String, String> kept = new LinkedHashMap<>();

    @Test
    void whatWasAcknowledgedOutlivesAnyKill() throws Exception {
        var random = new Random(SEED);
        for (int round = 0; round <= ROUNDS; round++) {
            var hub = Launched.on(folder, Map.of());
            var token = Files.readString(folder.resolve("data/admin.token")).strip();
            try (var client = new Client(hub.url(), token)) {
                if (round == 0) {
                    client.create("chunked").well();
                } else {
                    check(client, "seed " + SEED + ", kill " + round);
                }
                if (round < ROUNDS) {
                    publishUntilKilled(hub, client, token, round, random.nextInt(LONGEST_MILLIS));
                }
            } finally {
                hub.kill();
            }
        }
        System.out.printf("%d kills: %d files kept%n", ROUNDS, kept.size());
        assertTrue(kept.size() > ROUNDS, "too little was going on to prove anything");
    }

    private void publishUntilKilled(Launched hub, Client client, String token, int round, int millis) throws Exception {
        var environment = Map.of("HUB", hub.url(), "ADMIN", token, "ADA", token, "BOB", token);
        var clients = Path.of("clients").toRealPath();
        var ended = new ArrayList<Future<Ran>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PUBLISHERS; i++) {
                var word = "r" + round + "p" + i;
                ended.add(people.submit(
                        () -> Ran.in(clients, environment, "node", "xet.mjs", "publishing", REPOSITORY, word)));
            }
            waitFor(client, "r" + round + "p0-0.bin");
            Thread.sleep(millis);
            hub.kill();
        }
        for (var each : ended) {
            each.get()
                    .well()
                    .output()
                    .lines()
                    .filter(line -> line.startsWith(KEPT))
                    .forEach(line -> {
                        var words = List.of(line.substring(KEPT.length()).split(" "));
                        kept.put(words.get(0), words.get(1));
                    });
        }
    }

    private static void waitFor(Client client, String path) throws Exception {
        for (int waited = 0; waited < START_MILLIS; waited += POLL_MILLIS) {
            try {
                var _ = client.download(REPOSITORY, path);
                return;
            } catch (Client.Unwell _) {
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private void check(Client client, String when) throws Exception {
        try (var staging = Files.list(folder.resolve("data/blobs/staging"))) {
            assertEquals(0, staging.count(), when + ": leftovers");
        }
        for (var file : kept.entrySet()) {
            var bytes = client.download(REPOSITORY, file.getKey());
            assertEquals(file.getValue(), Client.sha256(bytes), when + ": " + file.getKey());
        }
    }
}
