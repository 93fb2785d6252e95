package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two hundred clients at once against a hub with half a gigabyte of heap, with uploads beside them that never end.
/// `-Dload.seconds` says for how long.
final class LoadAcceptance {
    private static final int CLIENTS = 200;
    private static final int REPOSITORIES = 20;
    private static final int IDLERS_OF_EACH_KIND = 20;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("load.seconds", 15));
    private static final int MOST_LARGE_BYTES = 400_000;
    private static final String HEAP = "-Xmx512m";
    /// The heap, and besides it classes, code, threads, and what JGit and Jetty keep outside.
    private static final long MOST_RESIDENT_KIB = 1_000_000;
    /// What a hub at rest may have open: its jars, its database, a kept connection or two.
    private static final long MOST_FILES_AT_REST = 200;

    @TempDir
    Path folder;

    private final List<Publisher> publishers = new ArrayList<>();
    private final Map<String, LongAdder> deeds = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    @Test
    void twoHundredClientsAreServedAndNothingIsLost() throws Exception {
        var hub = Launched.on(folder, Map.of("PLIMSOLL_JAVA_OPTS", HEAP, "PLIMSOLL_CACHE", "off"));
        try {
            var token = Files.readString(folder.resolve("data/admin.token")).strip();
            try (var client = new Client(hub.url(), token)) {
                for (int i = 0; i < REPOSITORIES; i++) {
                    client.create("busy-" + i).well();
                }
                for (int i = 0; i < CLIENTS; i++) {
                    publishers.add(new Publisher("admin/busy-" + i % REPOSITORIES, "c" + i, i, MOST_LARGE_BYTES));
                }
                load(client);
                System.out.printf("%d clients, %s: %s%n", CLIENTS, LENGTH, new TreeMap<>(deeds));
                assertEquals(List.of(), List.copyOf(faults));
                nothingIsLost(client);
            }
            assertTrue(status(hub, "VmHWM") < MOST_RESIDENT_KIB, () -> "resident KiB " + status(hub, "VmHWM"));
            itComesToRest(hub);
            JournalFile.checkedCommits(folder.resolve("data/plimsoll.db"));
        } finally {
            hub.stop();
        }
    }

    private void load(Client client) throws Exception {
        try (var idlers = new Idlers(client, "admin/busy-0", IDLERS_OF_EACH_KIND)) {
            long end = System.nanoTime() + LENGTH.toNanos();
            var running = new ArrayList<Future<?>>();
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    var chance = new Random(i);
                    var publisher = publishers.get(i);
                    running.add(people.submit(() -> {
                        while (System.nanoTime() < end) {
                            act(client, publisher, chance);
                        }
                    }));
                }
                while (System.nanoTime() < end) {
                    idlers.trickle();
                    Thread.sleep(500);
                }
            }
            for (var each : running) {
                each.get();
            }
            assertEquals(idlers.halfClosed(), idlers.halfClosedLetGo(), "uploads whose sender hung up");
        }
    }

    private void act(Client client, Publisher publisher, Random chance) {
        var other = publishers.get(chance.nextInt(CLIENTS));
        var path = other.somePath(chance);
        int dice = chance.nextInt(100);
        if (dice < 15 || path.isEmpty()) {
            tell("publish small", () -> publisher.publish(client, false));
        } else if (dice < 30) {
            tell("publish large", () -> publisher.publish(client, true));
        } else if (dice < 65) {
            tell("download", () -> client.download(other.repository(), path));
        } else if (dice < 80) {
            tell("range", () -> client.get("/" + other.repository() + "/resolve/main/" + path, "Range", "bytes=0-99"));
        } else if (dice < 90) {
            tell("tree", () -> client.get("/api/models/" + other.repository() + "/tree/main"));
        } else if (dice < 95) {
            tell("search", () -> client.get("/api/models?search=busy&limit=20"));
        } else {
            tell("page", () -> client.get("/" + other.repository()));
        }
    }

    // Whatever is not an answer, or is one of a hub that failed, is a fault.
    private void tell(String name, Deed deed) {
        try {
            if (deed.run() instanceof Client.Answer answer && answer.status() >= 500) {
                faults.add(name + ": " + answer.status() + " " + answer.text());
            }
            deeds.computeIfAbsent(name, _ -> new LongAdder()).increment();
        } catch (IOException e) {
            faults.add(name + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void nothingIsLost(Client client) throws Exception {
        try (ExecutorService readers = Executors.newFixedThreadPool(8)) {
            var read = new ArrayList<Future<?>>();
            for (var publisher : publishers) {
                for (var publication : publisher.acknowledged()) {
                    read.add(readers.submit(() -> {
                        for (var file : publication.files().entrySet()) {
                            var bytes = client.download(publisher.repository(), file.getKey());
                            assertEquals(file.getValue(), Client.sha256(bytes), file.getKey());
                        }
                        return true;
                    }));
                }
            }
            for (var each : read) {
                each.get();
            }
            assertTrue(read.size() > CLIENTS / 2, () -> "only " + read.size() + " commits: nothing is proved");
        }
    }

    // Connections, staging files and what else the load held are let go once its clients are.
    private void itComesToRest(Launched hub) throws Exception {
        long files = Long.MAX_VALUE;
        long staged = Long.MAX_VALUE;
        for (int i = 0; i < 100 && (files > MOST_FILES_AT_REST || staged > 0); i++) {
            Thread.sleep(100);
            try (var open = Files.list(Path.of("/proc/" + hub.pid() + "/fd"));
                    var staging = Files.list(folder.resolve("data/blobs/staging"))) {
                files = open.count();
                staged = staging.count();
            }
        }
        assertTrue(files <= MOST_FILES_AT_REST, "files open at rest: " + files);
        assertEquals(0, staged, "unfinished files at rest");
    }

    private static long status(Launched hub, String name) {
        try {
            return Files.readAllLines(Path.of("/proc/" + hub.pid() + "/status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private interface Deed {
        Object run() throws IOException, InterruptedException;
    }
}
