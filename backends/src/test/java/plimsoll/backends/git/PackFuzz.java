package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Databases;
import plimsoll.domain.repository.RefMove;
import plimsoll.hub.repositories.GitWire.Brought;
import plimsoll.hub.repositories.GitWire.PushDesk;
import plimsoll.hub.repositories.Snapshot;

/// Packs that git made and somebody broke: each is taken whole or refused in git's words, in bounded time, and what is
/// refused is nowhere to be seen.
final class PackFuzz {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 600);
    private static final int HASH_BYTES = 20;
    private static final String ZERO = "0".repeat(40);

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void brokenPacksAreRefusedAndLeaveNothing() throws Exception {
        var git = new RealGit(folder.resolve("git"));
        git.run("init", "-q");
        for (int i = 0; i < 6; i++) { // versions of one text, so that there are deltas
            git.commit("folder/text", "a line that stays\n".repeat(200) + "version " + i);
            git.commit("file-" + i, "content " + i);
        }
        git.run("tag", "-a", "v1", "-m", "first");
        var tip = git.run("rev-parse", "HEAD");
        var pack = pack(git);
        var blobs = new MemoryBlobs();
        try (var database = Databases.sqlite(folder)) {
            var bench = new Workbench(database, blobs, InstantSource.system());
            var wire = new JGitWire(bench.store);
            int refused = 0;
            for (int seed = 0; seed < ROUNDS; seed++) {
                var what = "seed " + seed;
                var said = push(wire, tip, broken(pack, new Random(seed)), what);
                if (said.contains("ok refs/heads/main")) {
                    assertEquals(12, bench.readAll(), what);
                    database.run(() -> {
                        bench.repositories.delete(Workbench.LAB);
                        return true;
                    });
                } else {
                    refused++;
                    assertTrue(said.contains("unpack ") || said.contains("ng "), () -> what + ": " + said);
                    assertEquals(Optional.empty(), bench.main(), what);
                    assertTrue(bench.store.packs().live(Workbench.LAB).isEmpty(), what);
                }
            }
            assertTrue(refused > ROUNDS / 2, "hardly any was broken: " + refused);
            var whole = push(wire, tip, pack, "the whole pack");
            assertTrue(whole.contains("ok refs/heads/main"), whole);
            assertEquals(12, bench.readAll());
        }
    }

    private static String push(JGitWire wire, String tip, byte[] pack, String what) throws Exception {
        var line = ZERO + " " + tip + " refs/heads/main\0 report-status";
        var body = new ByteArrayOutputStream();
        body.writeBytes("%04x%s0000".formatted(line.length() + 4, line).getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(pack);
        var in = new ByteArrayInputStream(body.toByteArray());
        var out = new ByteArrayOutputStream();
        wire.receive(Workbench.LAB, Set.of(), in, out, new Nod());
        assertEquals(0, in.available(), () -> what + ": left unread");
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] broken(byte[] pack, Random random) throws Exception {
        var bytes = Arrays.copyOf(pack, pack.length - HASH_BYTES);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 3 -> bytes = joined(bytes, 0, at, bytes, random.nextInt(at + 1), bytes.length);
                case 4 -> bytes[Math.min(bytes.length - 1, 4 + random.nextInt(8))] = (byte) random.nextInt(256);
                default -> {
                    var noise = new byte[1 + random.nextInt(300)];
                    random.nextBytes(noise);
                    bytes = joined(bytes, 0, at, noise, 0, noise.length);
                }
            }
        }
        // With a hash that is right, so that what is inside gets looked at; now and then with a wrong one.
        var hash = MessageDigest.getInstance("SHA-1").digest(bytes);
        hash[0] ^= (byte) (random.nextInt(8) == 0 ? 1 : 0);
        return joined(bytes, 0, bytes.length, hash, 0, hash.length);
    }

    private static byte[] joined(byte[] one, int from, int to, byte[] other, int otherFrom, int otherTo) {
        var all = new ByteArrayOutputStream();
        all.write(one, from, to - from);
        all.write(other, otherFrom, otherTo - otherFrom);
        return all.toByteArray();
    }

    private static byte[] pack(RealGit git) throws Exception {
        var file = git.folder().resolve("../whole.pack").normalize();
        var process = new ProcessBuilder("git", "pack-objects", "--revs", "--stdout", "-q")
                .directory(git.folder().toFile())
                .redirectOutput(file.toFile())
                .start();
        try (var in = process.getOutputStream()) {
            in.write("HEAD\nv1\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(0, process.waitFor());
        return Files.readAllBytes(file);
    }

    /// Lets everything in.
    private static final class Nod implements PushDesk {
        @Override
        public Optional<String> refuse(List<RefMove> moves, List<Brought> files, Snapshot.Source commits) {
            return Optional.empty();
        }

        @Override
        public void landed(List<RefMove> moves, List<Brought> files) {}
    }
}
