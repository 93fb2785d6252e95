package plimsoll.backends.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plimsoll.backends.files.FrailDisk.Failure;
import plimsoll.backends.git.GitStore;
import plimsoll.backends.git.JGitRepositories;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.SqlCatalogue;
import plimsoll.backends.sql.SqlCondemned;
import plimsoll.backends.sql.SqlJournal;
import plimsoll.backends.sql.SqlLargeFiles;
import plimsoll.backends.sql.SqlRecipes;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.backends.sql.SqlXorbs;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.LinkReceived;
import plimsoll.hub.fixtures.ChunkedFile;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Reach;
import plimsoll.hub.xet.CutLargeFiles;
import plimsoll.hub.xet.DropWholeBytes;
import plimsoll.hub.xet.FindShared;
import plimsoll.hub.xet.OpenXorb;
import plimsoll.hub.xet.WeaveFile;
import plimsoll.hub.xet.WovenBlobs;

/// Two versions of a file that came whole are cut, the second becomes chunks of the first and what it has of its
/// own, and its bytes go: ended at each write, sync, rename and removal in turn, and before, inside and after each
/// transaction. After every end both are there, byte for byte, and whoever begins again comes to the same end.
final class CutAndDropCrash {
    private static final int MORE_STEPS_THAN_IT_HAS = 200;
    private static final int FEWER_STEPS_THAN_IT_HAS = 12;
    private static final int SIZE = 900_000;
    private static final int CHANGED = 100_000;
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration LATER = DropWholeBytes.GRACE.plusSeconds(1);
    private static final Repository MODEL = Story.repository(1, RepoKind.MODEL, "ada/model", Visibility.PUBLIC);

    private final byte[] first = noise(1, SIZE);
    private final byte[] second = first.clone();

    CutAndDropCrash() {
        System.arraycopy(noise(2, CHANGED), 0, second, SIZE / 2, CHANGED);
    }

    /// What the power cut takes back of what was never synced.
    enum Aftermath {
        NOTHING,
        ALL_UNSYNCED
    }

    @ParameterizedTest
    @EnumSource(Aftermath.class)
    void nothingIsLostWhereverItEnds(Aftermath aftermath, @TempDir Path folder) throws Exception {
        var fresh = folder.resolve("fresh");
        publish(fresh);
        for (int step = 1; ; step++) {
            var root = copy(fresh, folder.resolve("at-" + step));
            var disk = new FrailDisk(Failure.CRASH, step);
            try (var database = Database.sqlite(root.resolve("plimsoll.db"))) {
                new Hub(root, database, disk).cutAndDrop();
            } catch (IOException e) {
                assertTrue(disk.failed(), () -> "it failed by itself: " + e);
            }
            boolean untouched = !disk.failed();
            if (aftermath == Aftermath.ALL_UNSYNCED) {
                disk.cutPower(false);
            }
            check(root, "step " + step);
            if (untouched) {
                assertTrue(step > FEWER_STEPS_THAN_IT_HAS, "too few steps to be all of it: " + step);
                return;
            }
            assertTrue(step < MORE_STEPS_THAN_IT_HAS, "it never goes through");
        }
    }

    @Test
    void aFileIsLeftWholeWhoseChunksDoNotMakeIt(@TempDir Path folder) throws Exception {
        publish(folder);
        try (var database = Database.sqlite(folder.resolve("plimsoll.db"))) {
            var hub = new Hub(folder, database, new FrailDisk(Failure.CRASH, Integer.MAX_VALUE));
            hub.cutAndDrop(first);
            var home = folder.resolve("blobs/shelves").resolve(shelf(sha256(first)));
            Files.write(home, noise(3, SIZE)); // what a disk may do
            hub.cutAndDrop();
            assertTrue(hub.whole.has(sha256(second)));
            assertArrayEquals(second, hub.read(second));
        }
    }

    @Test
    void whoReadsItReadsOn(@TempDir Path folder) throws Exception {
        publish(folder);
        try (var database = Database.sqlite(folder.resolve("plimsoll.db"))) {
            var hub = new Hub(folder, database, new FrailDisk(Failure.CRASH, Integer.MAX_VALUE));
            try (var reader = hub.blobs.open(sha256(second))) {
                var start = ByteBuffer.allocate(1_000);
                while (start.hasRemaining()) {
                    assertTrue(reader.read(start) > 0);
                }
                hub.cutAndDrop();
                assertFalse(hub.whole.has(sha256(second)));
                var rest = Channels.newInputStream(reader).readAllBytes();
                assertArrayEquals(Arrays.copyOfRange(second, 1_000, SIZE), rest);
            }
        }
    }

    private void publish(Path root) throws IOException {
        Files.createDirectories(root);
        try (var database = Database.sqlite(root.resolve("plimsoll.db"))) {
            new SqlCatalogue(database, InstantSource.system()).add(MODEL);
            var hub = new Hub(root, database, new FrailDisk(Failure.CRASH, Integer.MAX_VALUE));
            for (var version : List.of(first, second)) {
                var file = new Pointer(sha256(version), SIZE);
                hub.blobs.receive(file.content(), SIZE, new ByteArrayInputStream(version));
                hub.files.link(MODEL.id(), file, NOW);
            }
            hub.files.commit(MODEL.id(), Set.of(sha256(first)));
        }
    }

    private void check(Path root, String when) throws Exception {
        try (var database = Database.sqlite(root.resolve("plimsoll.db"))) {
            var hub = new Hub(root, database, new FrailDisk(Failure.CRASH, Integer.MAX_VALUE));
            assertArrayEquals(first, hub.read(first), when);
            assertArrayEquals(second, hub.read(second), when);
            hub.now = NOW;
            hub.cutAndDrop();
            assertFalse(hub.whole.has(sha256(second)), when + ": its bytes are still there");
            assertArrayEquals(first, hub.read(first), when + ", at the end");
            assertArrayEquals(second, hub.read(second), when + ", at the end");
            hub.whole.sweepLeftovers(Instant.now().plus(Duration.ofHours(1)));
            assertEquals(
                    hub.kept(), hub.recipes.storage(MODEL.id()).storedBytes(), when + ": the report says another size");
            assertTrue(hub.kept() < SIZE + 4 * CHANGED, when);
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : (Iterable<Path>) all::iterator) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    private static String shelf(Sha256 name) {
        return name.hex().substring(0, 2) + "/" + name.hex().substring(2, 4) + "/" + name.hex();
    }

    private static Sha256 sha256(byte[] content) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] noise(int seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// The deeds over one set of stores.
    private final class Hub {
        private final FileBlobs whole;
        private final WovenBlobs blobs;
        private final SqlLargeFiles files;
        private final SqlRecipes recipes;
        private final CutLargeFiles cut;
        private final DropWholeBytes drop;
        private Instant now = NOW;

        Hub(Path root, Database database, FrailDisk disk) throws IOException {
            InstantSource clock = () -> now;
            var transactions = new FrailTransactions(database, disk);
            whole = new FileBlobs(root.resolve("blobs"), new Random(), disk);
            var xorbs = new SqlXorbs(database, clock);
            recipes = new SqlRecipes(database);
            files = new SqlLargeFiles(database);
            var condemned = new SqlCondemned(database);
            var open = new OpenXorb(xorbs, whole, ChunkedFile.NO_LZ4);
            blobs = new WovenBlobs(whole, recipes, open, clock);
            var repositories = new JGitRepositories(new GitStore(database, whole, clock, new Random()));
            var catalogue = new SqlCatalogue(database, clock);
            var door = new EnterRepository(catalogue, new SqlReleases(database), clock);
            var journal = new SqlJournal(database, clock);
            var link = new LinkReceived(transactions, journal, blobs, condemned, files, clock);
            var claims = new ClaimLargeFile(catalogue, door, new Reach(repositories), files, link);
            var weave = new WeaveFile(whole, xorbs, recipes, open, condemned, transactions, clock);
            var shared = new FindShared(xorbs, recipes, files, claims);
            cut = new CutLargeFiles(
                    whole, xorbs, recipes, shared, weave, condemned, transactions, ChunkedFile.HASHING, clock);
            drop = new DropWholeBytes(whole, xorbs, recipes, List.of(), condemned, transactions, clock);
        }

        void cutAndDrop() throws IOException {
            cutAndDrop(first);
            cutAndDrop(second);
        }

        void cutAndDrop(byte[] version) throws IOException {
            files.commit(MODEL.id(), Set.of(sha256(version)));
            while (cut.turn() > 0) {
                // on to the next
            }
            now = now.plus(LATER);
            drop.turn();
            now = now.plus(LATER);
            drop.turn();
        }

        byte[] read(byte[] version) throws IOException {
            try (var channel = blobs.open(sha256(version))) {
                return Channels.newInputStream(channel).readAllBytes();
            }
        }

        long kept() throws IOException {
            try (var all = whole.list()) {
                return all.mapToLong(Blobs.Kept::sizeBytes).sum();
            }
        }
    }
}
