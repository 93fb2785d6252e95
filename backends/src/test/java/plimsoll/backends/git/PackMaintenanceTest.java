package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.Databases;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.GitWire.Brought;
import plimsoll.hub.repositories.GitWire.PushDesk;
import plimsoll.hub.repositories.Repositories.Prepared;
import plimsoll.hub.repositories.Snapshot;

/// Packs are put together while others commit, read and clone.
final class PackMaintenanceTest {
    private static final int COMMITS = PackMaintenance.MANY_PACKS + 10;
    private static final Duration AT_ONCE = Duration.ofMillis(1); // 0 would mean never

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private Database database;
    private Workbench bench;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder);
        bench = new Workbench(database, new MemoryBlobs(), now::get);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void smallPacksBecomeOne() throws Exception {
        bench.commit("first", "1");
        assertFalse(bench.maintenance.compact(Workbench.LAB), "too few");
        for (int i = 0; i < COMMITS; i++) {
            bench.commit("file", "version " + i);
        }
        assertEquals(List.of(Workbench.LAB), bench.maintenance.crowded());
        assertTrue(bench.maintenance.compact(Workbench.LAB));
        assertEquals(1, bench.store.packs().live(Workbench.LAB).size());
        assertEquals(List.of(), bench.maintenance.crowded());
        assertEquals(COMMITS + 1, bench.readAll());
        int files = bench.files().size();
        assertEquals(0, bench.maintenance.forgetDead(PackMaintenance.GRACE), "somebody may be reading them yet");
        now.updateAndGet(then -> then.plus(PackMaintenance.GRACE).plusSeconds(1));
        assertEquals(COMMITS + 1, bench.maintenance.forgetDead(PackMaintenance.GRACE));
        assertEquals(files - 2 * (COMMITS + 1), bench.files().size());
        assertEquals(COMMITS + 1, bench.readAll());
    }

    @Test
    void whatIsSmallIsARowAndWhatIsNotABlob() throws Exception {
        bench.commit("small", "1");
        assertEquals(0, bench.blobs.list().count());
        assertEquals(2, bench.files().size(), "a pack and its index");
        bench.commit("large", Workbench.longText(1));
        assertEquals(1, bench.blobs.list().count(), "the index is small");
        assertEquals(4, bench.files().size());
        assertEquals(2, bench.readAll());
    }

    @Test
    void rewritingBesideACommitterLosesNothing() throws Exception {
        var failure = new AtomicReference<Throwable>();
        var committer = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 2 * COMMITS; i++) {
                    bench.commit("d%d/file".formatted(i % 7), "version " + i);
                }
            } catch (Exception | AssertionError e) {
                failure.set(e);
            }
        });
        while (committer.isAlive()) {
            bench.maintenance.compact(Workbench.LAB);
            bench.maintenance.collect(Workbench.LAB, PackMaintenance.GARBAGE_TTL);
        }
        committer.join();
        assertEquals(Optional.empty(), Optional.ofNullable(failure.get()));
        now.updateAndGet(then -> then.plus(PackMaintenance.GRACE).plusSeconds(1));
        bench.maintenance.forgetDead(PackMaintenance.GRACE);
        assertEquals(2 * COMMITS, bench.readAll());
        assertEquals(2 * COMMITS, bench.journal.read(0, 10 * COMMITS).size());
        try (var server = new GitServer(new JGitWire(bench.store), Workbench.LAB, new Closed())) {
            new RealGit(folder).run("clone", "-q", server.address(), "clone");
            var clone = new RealGit(folder.resolve("clone"));
            clone.run("fsck", "--full", "--strict");
            assertEquals("" + 2 * COMMITS, clone.run("rev-list", "--count", "HEAD"));
        }
        var held = bench.files();
        assertEquals(held, bench.maintenance.held(held), "no file that nobody needs is left");
    }

    @Test
    void aCommitThatTookGarbageForGrantedIsRefusedInTime() throws Exception {
        bench.commit("start", "1");
        var branch = RefName.branch("gone").orElseThrow();
        var order = Workbench.order(branch, Optional.empty(), "reused", "the same bytes");
        move(bench.repositories.prepare(Workbench.LAB, order));
        var tip = bench.repositories.refs(Workbench.LAB).get(branch);
        assertTrue(database.<Boolean, IOException>run(() -> bench.repositories.move(
                Workbench.LAB, List.of(new RefMove(branch, Optional.ofNullable(tip), Optional.empty())))));
        var again = Workbench.order(RefName.MAIN, bench.main(), "reused", "the same bytes");
        try (var slow = bench.repositories.prepare(Workbench.LAB, again)) {
            for (int i = 0; i < 3; i++) {
                bench.maintenance.collect(Workbench.LAB, AT_ONCE);
            }
            now.updateAndGet(then -> then.plus(GitStore.PATIENCE).plusSeconds(1));
            assertFalse(database.<Boolean, IOException>run(slow::land));
        }
        bench.commit("reused", "the same bytes");
        assertEquals(2, bench.readAll());
        bench.maintenance.collect(Workbench.LAB, AT_ONCE);
        assertEquals(2, bench.readAll());
    }

    @Test
    void aDuplicateKeepsWhatTheOriginalLoses() throws Exception {
        var fork = new RepositoryId("89abcdef0123456789abcdef");
        bench.commit("file", "1");
        var head = bench.main().orElseThrow();
        database.run(() -> {
            bench.repositories.copy(Workbench.LAB, fork);
            bench.repositories.delete(Workbench.LAB);
            return true;
        });
        now.updateAndGet(then -> then.plus(PackMaintenance.GRACE).plusSeconds(1));
        assertEquals(1, bench.maintenance.forgetDead(PackMaintenance.GRACE));
        var entry = bench.repositories.find(fork, head, new FilePath("file")).orElseThrow();
        bench.repositories.open(fork, entry.oid()).close();
        database.run(() -> {
            bench.repositories.delete(fork);
            return true;
        });
        now.updateAndGet(then -> then.plus(PackMaintenance.GRACE).plusSeconds(1));
        bench.maintenance.run();
        assertEquals(Set.of(), bench.files());
    }

    private void move(Prepared prepared) throws IOException {
        try (prepared) {
            assertTrue(database.<Boolean, IOException>run(prepared::land));
        }
    }

    private static final class Closed implements PushDesk {
        @Override
        public Optional<String> refuse(List<RefMove> moves, List<Brought> files, Snapshot.Source commits) {
            return Optional.of("closed");
        }

        @Override
        public void landed(List<RefMove> moves, List<Brought> files) {
            throw new IllegalStateException("closed");
        }
    }
}
