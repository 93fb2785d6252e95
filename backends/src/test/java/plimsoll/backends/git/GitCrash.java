package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Databases;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefName;

/// Breaks a commit at each of its steps in turn, opens the stores anew, and looks whether anything is half done.
final class GitCrash {
    private static final GitOid NOBODY = new GitOid("1".repeat(40));
    private static final int MORE_STEPS_THAN_A_COMMIT_HAS = 200;

    @TempDir
    Path folder;

    private int steps;
    private int failing;

    @Test
    void aCommitHappensWhollyOrNotAtAll() throws Exception {
        commitUntilItPasses("version ");
    }

    @Test
    void aCommitTooLargeForRowsHappensWhollyOrNotAtAll() throws Exception {
        commitUntilItPasses(Workbench.longText(1));
    }

    private void commitUntilItPasses(String text) throws Exception {
        var blobs = new MemoryBlobs(this::step);
        int acknowledged = 0;
        boolean untouched = false;
        for (int n = 1; !untouched; n++) {
            assertTrue(n < MORE_STEPS_THAN_A_COMMIT_HAS, "it never goes through");
            try (var database = Databases.sqlite(folder)) {
                var bench = new Workbench(database, blobs, InstantSource.system());
                steps = 0;
                failing = n;
                try {
                    bench.commit("folder/file", text + n, this::step);
                    acknowledged++;
                    untouched = true;
                } catch (IOException e) {
                    assertEquals("step " + n, e.getMessage());
                }
                failing = 0;
            }
            try (var database = Databases.sqlite(folder)) {
                check(new Workbench(database, blobs, InstantSource.system()), acknowledged);
            }
        }
    }

    @Test
    void aRewriteHappensWhollyOrNotAtAll() throws Exception {
        var blobs = new MemoryBlobs(this::step);
        try (var database = Databases.sqlite(folder)) {
            var bench = new Workbench(database, blobs, InstantSource.system());
            for (int i = 0; i < 3; i++) {
                bench.commit("file", Workbench.longText(i));
            }
        }
        boolean untouched = false;
        for (int n = 1; !untouched; n++) {
            assertTrue(n < MORE_STEPS_THAN_A_COMMIT_HAS, "it never goes through");
            try (var database = Databases.sqlite(folder)) {
                var bench = new Workbench(database, blobs, InstantSource.system());
                steps = 0;
                failing = n;
                try {
                    bench.maintenance.collect(Workbench.LAB, PackMaintenance.GARBAGE_TTL);
                    untouched = true;
                } catch (IOException e) {
                    assertEquals("step " + n, e.getMessage());
                }
                failing = 0;
            }
            try (var database = Databases.sqlite(folder)) {
                check(new Workbench(database, blobs, InstantSource.system()), 3);
            }
        }
    }

    @Test
    void aLostRaceLeavesNoBlob() throws Exception {
        var blobs = new MemoryBlobs();
        try (var database = Databases.sqlite(folder)) {
            var bench = new Workbench(database, blobs, InstantSource.system());
            bench.commit("file", "1");
            var before = bench.files();
            var order = Workbench.order(RefName.MAIN, Optional.empty(), "file", Workbench.longText(1));
            try (var late = bench.repositories.prepare(Workbench.LAB, order)) {
                assertEquals(false, database.<Boolean, IOException>run(late::land));
            }
            assertEquals(before, bench.files());
            try (var dropped = bench.repositories.prepare(Workbench.LAB, order)) {
                assertEquals(
                        Optional.empty(),
                        bench.repositories.resolve(Workbench.LAB, dropped.oid().hex()));
            }
            assertEquals(before, bench.files());
        }
    }

    private void check(Workbench bench, int commits) throws IOException {
        assertEquals(commits, bench.readAll(), "commits that lead from the branch");
        assertEquals(commits, bench.journal.read(0, commits + 1).size(), "records in the journal");
        for (var pack : bench.store.packs().live(Workbench.LAB)) {
            for (var ext : pack.blobs().keySet()) {
                bench.store.open(pack, ext).close(); // or it lacks a file
            }
        }
        assertThrows(
                IOException.class,
                () -> bench.repositories.open(Workbench.LAB, NOBODY).close());
    }

    private void step(String point) throws IOException {
        steps++;
        if (steps == failing) {
            throw new IOException("step " + steps);
        }
    }
}
