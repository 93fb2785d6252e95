package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.Databases;
import plimsoll.backends.sql.SqlCatalogue;
import plimsoll.backends.sql.SqlCondemned;
import plimsoll.backends.sql.SqlJobs;
import plimsoll.backends.sql.SqlLargeFiles;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.backends.sql.SqlSweepRounds;
import plimsoll.backends.sql.SqlUploads;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.RemoveBlobs;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.content.SweepBlobs.Swept;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.jobs.WorkJobs;
import plimsoll.hub.repositories.MarkLargeFiles;
import plimsoll.hub.repositories.SweepStore;

/// A round of sweeping is a job, and is due by when the last one ended.
final class SweepStoreTest {
    private static final String STRAY = "stray";

    @TempDir
    Path folder;

    private final LargeFileRoom room = new LargeFileRoom();
    private final InstantSource clock = room.clock();
    private final Blobs blobs = room.blobs();
    private Database database;
    private SweepStore sweep;
    private WorkJobs work;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder);
        begin();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoAsksIsToldAtOnceAndTheRoundIsDoneByAWorker() throws IOException {
        leaveStray();
        sweep.ask();
        assertEquals(Job.State.WAITING, sweep.underWay().orElseThrow().state());
        assertTrue(blobs.has(LargeFileRoom.pointer(STRAY).content()), "nothing is swept while somebody waits");
        assertTrue(work.turn());
        assertEquals(Optional.empty(), sweep.underWay());
        assertFalse(blobs.has(LargeFileRoom.pointer(STRAY).content()));
        assertEquals(new Swept(1, 5, 0, 0, 0), sweep.last().orElseThrow().swept());
    }

    @Test
    void aRehearsalTakesNothing() throws IOException {
        leaveStray();
        assertEquals(new SweepStore.Rehearsal(new Swept(1, 5, 0, 0, 0), 0), sweep.rehearse());
        assertTrue(blobs.has(LargeFileRoom.pointer(STRAY).content()));
        assertEquals(Optional.empty(), sweep.last());
    }

    @Test
    void aRoundIsDueADayAfterTheLastOneEndedHoweverOftenTheHubIsStarted() {
        assertTrue(sweep.askIfDue());
        assertFalse(sweep.askIfDue(), "it is asked for");
        assertTrue(work.turn());
        for (int start = 0; start < 5; start++) {
            room.wait(Duration.ofHours(4));
            begin();
            assertFalse(sweep.askIfDue());
        }
        room.wait(Duration.ofHours(4));
        begin();
        assertTrue(sweep.askIfDue());
        assertTrue(work.turn());
        assertFalse(work.turn());
    }

    @Test
    void anotherProcessGoesOnWithARoundWhoseWorkerDied() {
        sweep.ask();
        var jobs = new SqlJobs(database);
        assertTrue(jobs.take(
                        Set.of(SweepStore.JOB),
                        "dead",
                        clock.instant(),
                        clock.instant().plus(WorkJobs.LEASE))
                .isPresent());
        assertFalse(work.turn());
        room.wait(WorkJobs.LEASE.plusSeconds(1));
        assertTrue(work.turn());
        assertEquals(clock.instant(), sweep.last().orElseThrow().ended());
    }

    private void leaveStray() throws IOException {
        var stray = LargeFileRoom.pointer(STRAY);
        blobs.receive(stray.content(), stray.sizeBytes(), LargeFileRoom.stream(STRAY));
        room.wait(SweepBlobs.GRACE.plusSeconds(1));
    }

    // As a process does when it starts.
    private void begin() {
        var bench = new Workbench(database, new MemoryBlobs(), clock);
        var files = new SqlLargeFiles(database);
        var mark = new MarkLargeFiles(
                new SqlCatalogue(database, clock),
                bench.repositories,
                new SqlReleases(database),
                files,
                files,
                database,
                bench.journal,
                clock);
        var remove = new RemoveBlobs(blobs, new SqlCondemned(database), List.of(files), clock);
        var blobSweep = new SweepBlobs(database, bench.journal, blobs, files, new SqlUploads(database), remove, clock);
        sweep = new SweepStore(mark, blobSweep, new SqlSweepRounds(database), new SqlJobs(database), clock);
        work = new WorkJobs(new SqlJobs(database), Map.of(SweepStore.JOB, sweep), "worker", clock);
    }
}
