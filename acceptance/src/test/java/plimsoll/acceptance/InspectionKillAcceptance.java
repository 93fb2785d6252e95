package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ends the hub as `kill -9` does, again and again, while it inspects pickles that take seconds, and starts it on the
/// same folder: nobody but its publisher ever sees a dangerous one, everybody sees the harmless ones in the end, and no
/// inspection is lost or stuck. `-Dkill.rounds` and `-Dkill.seed` say how often and which times.
final class InspectionKillAcceptance {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final long SEED = Long.getLong("kill.seed", 1);
    /// Holds a dangerous pickle on a branch from the beginning, so whatever comes later waits for a job.
    private static final String WAITING = "admin/waiting";

    private static final int HARMLESS = 3;
    private static final int LONGEST_MILLIS = 3_000;
    private static final long POLL_MILLIS = 200;
    /// An inspection whose worker died that often is given up until the next commit asks for it, so before that all are
    /// let come to their end.
    private static final int KILLS_IN_A_ROW = 4;
    /// A lease of a minute runs out, and then a busy machine inspects.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<Sent> harmless = new CopyOnWriteArrayList<>();
    private final List<Sent> dangerous = new CopyOnWriteArrayList<>();
    private int interrupted;

    /// A pickle that was sent.
    ///
    /// @param revision where it is to be found: a branch, or the commit where the hub said yes
    private record Sent(String repository, String revision, String path, String sha256, int sizeBytes) {
        String address() {
            return "/" + repository + "/resolve/" + revision + "/" + path;
        }
    }

    /// A hub that runs, and who asks it.
    private record Running(Launched hub, Client admin, Client bob, String adminToken, String bobToken) {}

    @Test
    void noKillShowsADangerousPickleOrLosesAHarmlessOne() throws Exception {
        var bob = "";
        for (int round = 0; round <= ROUNDS; round++) {
            var hub = Launched.on(folder, Map.of());
            var token = Files.readString(folder.resolve("data/admin.token")).strip();
            bob = round == 0 ? account(hub, token) : bob;
            try (var admin = new Client(hub.url(), token);
                    var other = new Client(hub.url(), bob)) {
                var running = new Running(hub, admin, other, token, bob);
                var when = "seed " + SEED + ", kill " + round;
                if (round == 0) {
                    begin(admin);
                } else {
                    nobodyElseSees(running, when);
                }
                if (round == ROUNDS || round % KILLS_IN_A_ROW == KILLS_IN_A_ROW - 1) {
                    everythingIsSettled(running, when);
                }
                if (round < ROUNDS) {
                    publishUntilKilled(running, round);
                }
            } finally {
                hub.kill();
            }
        }
        System.out.printf(
                "%d kills, %d in the middle of an inspection: %d harmless pickles shown, %d dangerous ones held%n",
                ROUNDS, interrupted, harmless.size(), dangerous.size());
        assertTrue(
                interrupted > 0 && harmless.size() > ROUNDS && dangerous.size() > 1,
                "too little was going on to prove anything");
    }

    private String account(Launched hub, String token) throws IOException, InterruptedException {
        var asked = Map.of("PLIMSOLL_URL", hub.url(), "PLIMSOLL_TOKEN", token);
        var words = Ran.in(folder, asked, Launched.launcher(), "account", "create", "bob")
                .well()
                .line();
        return words.substring(words.lastIndexOf('\n') + 1);
    }

    private void begin(Client admin) throws Exception {
        admin.create("waiting").well();
        admin.post("/api/models/" + WAITING + "/branch/side", "{}").well();
        send(admin, WAITING, "side", List.of("first.pkl"), true);
    }

    // Both at once: what waits for the job, and what is inspected while its publisher waits.
    private void publishUntilKilled(Running running, int round) throws Exception {
        var seeds = new long[] {random.nextLong(), random.nextLong()};
        int millis = random.nextInt(LONGEST_MILLIS);
        var ended = new ArrayList<Future<Boolean>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var waits = people.submit(untilItFails(() -> waited(running.admin(), round, seeds[0])));
            ended.add(waits);
            ended.add(people.submit(untilItFails(() -> inspected(running.admin(), round, seeds[1]))));
            ended.add(people.submit(untilItFails(() -> {
                while (true) {
                    nobodyElseSees(running, "before kill " + (round + 1));
                    Thread.sleep(POLL_MILLIS);
                }
            })));
            if (round % 2 == 0) {
                waits.get(); // a job has begun, or is about to
            }
            Thread.sleep(millis);
            running.hub().kill();
        }
        for (var each : ended) {
            try {
                assertTrue(each.get());
            } catch (ExecutionException e) {
                throw new AssertionError("kill " + (round + 1), e.getCause());
            }
        }
        interrupted += jobs("RUNNING");
    }

    // A connection that breaks is the kill; an answer that is no success would be a fault.
    private static Callable<Boolean> untilItFails(Callable<?> work) {
        return () -> {
            try {
                var _ = work.call();
            } catch (Client.Unwell e) {
                throw e;
            } catch (IOException _) {
                return true;
            }
            return true;
        };
    }

    private Void waited(Client admin, int round, long seed) throws IOException, InterruptedException {
        var chance = new Random(seed);
        var paths = new ArrayList<String>();
        for (int i = 0; i < HARMLESS; i++) {
            paths.add("r%d-%d.pkl".formatted(round, i));
        }
        send(admin, WAITING, "main", paths, false, chance);
        send(admin, WAITING, "side", List.of("bomb-%d.pkl".formatted(round)), true, chance);
        return null;
    }

    private Void inspected(Client admin, int round, long seed) throws IOException, InterruptedException {
        var chance = new Random(seed);
        var name = "inspected-" + round;
        admin.create(name).well();
        send(admin, "admin/" + name, "main", List.of("good.pkl"), false, chance);
        send(admin, "admin/" + name, "main", List.of("bomb.pkl"), true, chance);
        return null;
    }

    private void send(Client admin, String repository, String branch, List<String> paths, boolean bombs)
            throws IOException, InterruptedException {
        send(admin, repository, branch, paths, bombs, random);
    }

    /// What is dangerous is on record before it is sent: it is to be hidden whether the hub said yes or not.
    private void send(Client admin, String repository, String branch, List<String> paths, boolean bombs, Random chance)
            throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        var sent = new ArrayList<Sent>();
        for (var path : paths) {
            var content = bombs ? Pickles.dangerous(chance) : Pickles.harmless(chance);
            var pickle = new Sent(repository, branch, path, Client.sha256(content), content.length);
            if (bombs) {
                dangerous.add(pickle);
            }
            sent.add(pickle);
            admin.upload(repository, content);
            lines.add(Client.large(path, content));
        }
        var commit =
                admin.commit(repository, branch, "Add " + paths, lines).well().commit();
        for (var each : sent) {
            (bombs ? dangerous : harmless)
                    .add(new Sent(repository, commit, each.path(), each.sha256(), each.sizeBytes()));
        }
    }

    private void nobodyElseSees(Running running, String when) throws IOException, InterruptedException {
        for (var each : dangerous) {
            var asOther = running.bob().get(each.address(), "Authorization", "Bearer " + running.bobToken());
            assertEquals(404, asOther.status(), () -> when + ": another account has " + each);
            assertEquals(404, running.bob().get(each.address()).status(), () -> when + ": anybody has " + each);
            assertFalse(batch(running, each).contains("\"actions\""), () -> when + ": git-lfs gives " + each);
            assertFalse(refs(running, each).contains(each.revision()), () -> when + ": git tells of " + each);
        }
    }

    private static String batch(Running running, Sent each) throws IOException, InterruptedException {
        var asked = """
                {"operation":"download","transfers":["basic"],"objects":[{"oid":"%s","size":%d}]}""".formatted(each.sha256(), each.sizeBytes());
        return running.bob()
                .post("/" + each.repository() + ".git/info/lfs/objects/batch", asked)
                .well()
                .text();
    }

    // Of the commits; the names of branches are told.
    private static String refs(Running running, Sent each) throws IOException, InterruptedException {
        return each.revision().length() == 40
                ? running.bob()
                        .get("/" + each.repository() + ".git/info/refs?service=git-upload-pack")
                        .text()
                : "";
    }

    /// Every inspection ends; then others have each harmless pickle, and the publisher has everything.
    private void everythingIsSettled(Running running, String when) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (jobs("WAITING") + jobs("RUNNING") > 0) {
            assertTrue(Instant.now().isBefore(end), when + ": an inspection is stuck");
            nobodyElseSees(running, when + ", while it is inspected");
            Thread.sleep(POLL_MILLIS);
        }
        assertEquals(0, jobs("FAILED"), when + ": an inspection was given up");
        nobodyElseSees(running, when + ", inspected");
        for (var each : harmless) {
            var shown = running.bob().get(each.address()).well();
            assertEquals(each.sha256(), Client.sha256(shown.body()), () -> when + ": " + each);
            assertTrue(batch(running, each).contains("\"actions\""), () -> when + ": git-lfs lacks " + each);
        }
        for (var each : dangerous) {
            if (each.revision().length() == 40) {
                var kept = running.admin()
                        .get(each.address(), "Authorization", "Bearer " + running.adminToken())
                        .well();
                assertEquals(each.sha256(), Client.sha256(kept.body()), () -> when + ": lost " + each);
            }
        }
    }

    /// Inspections in a state, as whoever has the hub's file sees them.
    private int jobs(String state) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/plimsoll.db"));
                var asked =
                        connection.prepareStatement("select count(*) from job where kind = 'inspect' and state = ?")) {
            asked.setString(1, state);
            try (var found = asked.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }
}
