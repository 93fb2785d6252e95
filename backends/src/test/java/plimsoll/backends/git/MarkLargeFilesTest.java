package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.Databases;
import plimsoll.backends.sql.SqlCatalogue;
import plimsoll.backends.sql.SqlLargeFiles;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.content.ReachMarks.Marked;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.repositories.MarkLargeFiles;
import plimsoll.hub.repositories.MarkLargeFiles.Round;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Repositories.CommitOrder;

/// What no ref reaches goes, after its grace; nothing else does.
final class MarkLargeFilesTest {
    private static final Pointer OLD = new Pointer(new Sha256("ab".repeat(32)), 5_000_000_000L);
    private static final Pointer NEW = new Pointer(new Sha256("cd".repeat(32)), 7);
    private static final RepositoryId LAB = Workbench.LAB;
    private static final Duration LONG = SweepBlobs.GRACE.plusSeconds(1);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private final InstantSource clock = () -> now;
    private Database database;
    private Workbench bench;
    private SqlLargeFiles files;
    private MarkLargeFiles mark;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder);
        bench = new Workbench(database, new MemoryBlobs(), clock);
        files = new SqlLargeFiles(database);
        mark = marking(bench.repositories);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatHistoryReachesStays() throws Exception {
        var first = commit(LAB, Optional.empty(), OLD);
        commit(LAB, Optional.of(first), NEW);
        assertEquals(new Round(1, 0, 0), mark.round());
        now = now.plus(LONG);
        assertEquals(new Round(1, 0, 0), mark.round());
        assertTrue(files.isLinked(OLD.content()));
    }

    @Test
    void whatARefThatMovedLeftBehindGoesAfterItsGraceAndIsRecorded() throws Exception {
        leaveBehind(LAB);
        assertEquals(new Round(1, 0, 0), mark.round());
        assertEquals(new Marked(0, 0), mark.due());
        now = now.plus(LONG);
        assertEquals(new Marked(1, OLD.sizeBytes()), mark.due());
        assertTrue(files.isLinked(OLD.content()), "a rehearsal changes nothing");
        assertEquals(new Round(1, 0, 1), mark.round());
        assertFalse(files.isLinked(OLD.content()));
        assertTrue(files.isLinked(NEW.content()));
        var deed = bench.journal.read(0, 100).getLast().deed();
        assertEquals(Deed.Kind.LARGE_FILE_REMOVED, deed.kind());
        assertEquals(Deed.PLIMSOLL, deed.actor());
    }

    @Test
    void oneLookIsNotEnough() throws Exception {
        leaveBehind(LAB);
        now = now.plus(LONG);
        assertEquals(new Round(1, 0, 0), mark.round(), "nobody had looked before");
        assertTrue(files.isLinked(OLD.content()));
    }

    @Test
    void anotherBranchOrTagKeepsIt() throws Exception {
        var first = commit(LAB, Optional.empty(), OLD);
        var tag = new RefName("refs/tags/v1");
        move(LAB, new RefMove(tag, Optional.empty(), Optional.of(first)));
        startAnew(LAB, first);
        mark.round();
        now = now.plus(LONG);
        assertEquals(0, mark.round().unlinked());
        move(LAB, new RefMove(tag, Optional.of(first), Optional.empty()));
        assertEquals(0, mark.round().unlinked());
        now = now.plus(LONG);
        assertEquals(1, mark.round().unlinked());
    }

    @Test
    void whatComesBackIsYoungAgain() throws Exception {
        var first = leaveBehind(LAB);
        mark.round();
        now = now.plus(LONG);
        var ref = RefName.branch("back").orElseThrow();
        move(LAB, new RefMove(ref, Optional.empty(), Optional.of(first)));
        assertEquals(0, mark.round().unlinked());
        move(LAB, new RefMove(ref, Optional.of(first), Optional.empty()));
        assertEquals(0, mark.round().unlinked());
        assertTrue(files.isLinked(OLD.content()));
    }

    @Test
    void aReleasedRevisionKeepsIt() throws Exception {
        var catalogue = new SqlCatalogue(database, clock);
        var repository = new Repository(
                LAB, RepoKind.MODEL, RepoName.parse("ada/m").orElseThrow(), Visibility.PUBLIC, clock.instant());
        assertTrue(catalogue.add(repository));
        var releases = new SqlReleases(database);
        releases.keep(
                LAB,
                new ReleasePlan(ReleasePlan.of(Visibility.PUBLIC).access(), List.of(), FileRules.NONE, true),
                clock.instant());
        var first = leaveBehind(LAB);
        releases.release(LAB, RefName.MAIN, first, clock.instant());
        mark.round();
        now = now.plus(LONG);
        assertEquals(0, mark.round().unlinked());
        assertTrue(files.isLinked(OLD.content()));
    }

    @Test
    void aRoundThatWasKilledGoesOnWhereItWas() throws Exception {
        var homes = new ArrayList<RepositoryId>();
        for (int i = 0; i < 5; i++) {
            var home = new RepositoryId("%024x".formatted(i + 1));
            homes.add(home);
            leaveBehind(home);
        }
        mark.round();
        now = now.plus(LONG);
        var seen = new ArrayList<Object>();
        assertThrows(Killed.class, marking(watched(seen, 3))::round);
        assertEquals(homes.subList(0, 4), seen);
        seen.clear();
        assertEquals(new Round(2, 0, 2), marking(watched(seen, 5)).round(), "the first three are done with");
        assertEquals(homes.subList(3, 5), seen);
        assertFalse(files.isLinked(OLD.content()));
        seen.clear();
        assertEquals(5, marking(watched(seen, 5)).round().repositories(), "the next round is a whole one");
    }

    @Test
    void aRefThatMovesDuringTheLookPutsItOff() throws Exception {
        var first = leaveBehind(LAB);
        mark.round();
        now = now.plus(LONG);
        var ref = RefName.branch("back").orElseThrow();
        var moving = marking(before(bench.repositories, "largeFilesReachable", (_, _) -> {
            move(LAB, new RefMove(ref, Optional.empty(), Optional.of(first)));
        }));
        assertEquals(new Round(1, 0, 0), moving.round());
        assertTrue(files.isLinked(OLD.content()));
    }

    @Test
    void aHistoryThatCannotBeReadKeepsAllItHas() throws Exception {
        leaveBehind(LAB);
        mark.round();
        now = now.plus(LONG);
        var unread = marking(before(bench.repositories, "largeFilesReachable", (_, _) -> {
            throw new IOException("a pack is gone");
        }));
        assertEquals(new Round(1, 1, 0), unread.round());
        assertTrue(files.isLinked(OLD.content()));
    }

    private MarkLargeFiles marking(Repositories repositories) {
        var journal = (Journal) bench.journal;
        return new MarkLargeFiles(
                new SqlCatalogue(database, clock),
                repositories,
                new SqlReleases(database),
                files,
                files,
                database,
                journal,
                clock);
    }

    // Notes whose history is read, and is killed at the one after `most`.
    private Repositories watched(List<Object> seen, int most) {
        return before(bench.repositories, "largeFilesReachable", (_, arguments) -> {
            seen.add(arguments[0]);
            if (seen.size() > most) {
                throw new Killed();
            }
        });
    }

    private static Repositories before(Repositories real, String method, Before before) {
        return (Repositories) Proxy.newProxyInstance(
                Repositories.class.getClassLoader(), new Class<?>[] {Repositories.class}, (_, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.happens(real, arguments);
                    }
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    // A file that a commit named which no ref reaches any more.
    private GitOid leaveBehind(RepositoryId home) throws Exception {
        var first = commit(home, Optional.empty(), OLD);
        startAnew(home, first);
        return first;
    }

    private void startAnew(RepositoryId home, GitOid head) throws Exception {
        try (var squash = bench.repositories.prepareSquash(home, RefName.MAIN, commit(home, head), "Again", "ada")) {
            assertTrue(database.<Boolean, IOException>run(squash::land));
        }
    }

    // The same branch without the file, and with another.
    private GitOid commit(RepositoryId home, GitOid head) throws Exception {
        return commit(
                home,
                Optional.of(head),
                List.of(new FileChange.Delete(new FilePath(name(OLD))), large(NEW)),
                Set.of(NEW));
    }

    private GitOid commit(RepositoryId home, Optional<GitOid> head, Pointer file) throws Exception {
        return commit(home, head, List.of(large(file)), Set.of(file));
    }

    private GitOid commit(RepositoryId home, Optional<GitOid> head, List<FileChange> changes, Set<Pointer> named)
            throws Exception {
        var order = new CommitOrder(RefName.MAIN, head, changes, "Change it", "", "ada");
        try (var prepared = bench.repositories.prepare(home, order)) {
            assertTrue(database.<Boolean, IOException>run(() -> {
                for (var file : named) {
                    files.link(home, file, clock.instant());
                    files.commit(home, Set.of(file.content()));
                }
                return prepared.land();
            }));
            return prepared.oid();
        }
    }

    private void move(RepositoryId home, RefMove move) throws IOException {
        assertTrue(database.<Boolean, IOException>run(() -> bench.repositories.move(home, List.of(move))));
    }

    private static FileChange large(Pointer file) {
        return new FileChange.WriteLarge(new FilePath(name(file)), file.content(), file.sizeBytes());
    }

    private static String name(Pointer file) {
        return file.content().hex().substring(0, 8) + ".bin";
    }

    private interface Before {
        void happens(Repositories real, Object[] arguments) throws IOException;
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
