package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.backends.git.Workbench.LAB;
import static plimsoll.hub.fixtures.Story.DAWN;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.Databases;
import plimsoll.backends.sql.SqlCatalogue;
import plimsoll.backends.sql.SqlNotices;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.backends.sql.SqlVerdicts;
import plimsoll.backends.sql.SqlWaivers;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Waiver;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.inspection.HoldCommits;
import plimsoll.hub.inspection.InspectContent;
import plimsoll.hub.inspection.InspectRepository;
import plimsoll.hub.inspection.Waivers;
import plimsoll.hub.repositories.Sequel;

/// What an inspection does with a commit that a person let go, above all when that ends while it is at work.
final class InspectWaivedTest {
    /// A pickle of protocol 0 that runs a command when it is loaded.
    private static final String BOMB = "cos\nsystem\n(S'echo harm'\ntR.";

    private static final Duration TIME = Duration.ofDays(1);

    private final StoppedClock clock = new StoppedClock();
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private final Repository repository =
            new Repository(LAB, RepoKind.MODEL, RepoName.parse("lab/tide").orElseThrow(), Visibility.PUBLIC, DAWN);
    private Runnable meanwhile = () -> {};
    private Workbench bench;
    private SqlReleases releases;
    private SqlWaivers waivers;
    private InspectRepository inspect;

    @BeforeEach
    void open(@TempDir Path folder) {
        Database database = Databases.sqlite(folder);
        bench = new Workbench(database, new MemoryBlobs(), clock);
        releases = new SqlReleases(database, clock);
        waivers = new SqlWaivers(database);
        var catalogue = new SqlCatalogue(database, clock);
        catalogue.add(repository);
        inspect = new InspectRepository(
                catalogue,
                bench.repositories,
                bench.blobs,
                releases,
                new SqlVerdicts(database),
                new InspectContent(workers, Optional.empty()),
                new HoldCommits(releases, new SqlNotices(database), bench.journal, clock),
                new Interrupted(),
                Sequel.NONE,
                Sequel.NONE,
                database,
                bench.journal,
                clock);
    }

    @AfterEach
    void close() {
        bench.database.close();
        workers.shutdown();
    }

    @Test
    void whatIsLetGoKeepsItsHoldForTheTimeAfter() throws Exception {
        var bomb = heldBomb();
        waive(bomb);
        run();
        assertEquals(List.of(), held());
        clock.pass(TIME);
        assertEquals(List.of(bomb), held());
    }

    @Test
    void oneThatEndsWhileItWorksIsNotGoneBy() throws Exception {
        var bomb = heldBomb();
        waive(bomb);
        meanwhile = () -> assertTrue(waivers.end(LAB, bomb));
        run();
        assertEquals(List.of(bomb), held());
    }

    @Test
    void oneWhoseTimeEndsWhileItWorksIsNotGoneBy() throws Exception {
        var bomb = heldBomb();
        waive(bomb);
        meanwhile = () -> clock.pass(TIME);
        run();
        assertEquals(List.of(bomb), held());
    }

    @Test
    void anotherCommitWithTheSameFileIsHeldAgainWithIt() throws Exception {
        var bomb = heldBomb();
        waive(bomb);
        bench.commit("NOTES.md", "What follows has it too.");
        var next = bench.main().orElseThrow();
        meanwhile = () -> assertTrue(waivers.end(LAB, bomb));
        run();
        assertEquals(List.of(bomb, next), held());
    }

    private GitOid heldBomb() throws Exception {
        bench.commit("model.pkl", BOMB);
        run();
        var bomb = bench.main().orElseThrow();
        assertEquals(List.of(bomb), held());
        return bomb;
    }

    private void waive(GitOid commit) {
        var finding = releases.of(repository).holds().getFirst().reason();
        waivers.keep(
                LAB,
                new Waiver(
                        commit,
                        finding,
                        "A teaching example.",
                        "rita",
                        clock.instant(),
                        clock.instant().plus(TIME)));
        assertEquals(List.of(), held());
    }

    private void run() throws Exception {
        inspect.run(LAB.hex(), (_, _) -> {});
    }

    private List<GitOid> held() {
        return releases.of(repository).holds().stream().map(Hold::commit).toList();
    }

    /// The waivers as an inspection reads them, between whose first look and the next something happens.
    private final class Interrupted implements Waivers {
        @Override
        public List<Waiver> of(RepositoryId id) {
            var first = waivers.of(id);
            var then = meanwhile;
            meanwhile = () -> {};
            then.run();
            return first;
        }

        @Override
        public void keep(RepositoryId id, Waiver waiver) {
            waivers.keep(id, waiver);
        }

        @Override
        public boolean end(RepositoryId id, GitOid commit) {
            return waivers.end(id, commit);
        }

        @Override
        public List<RepositoryId> ended(Instant now) {
            return waivers.ended(now);
        }
    }
}
