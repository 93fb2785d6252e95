package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.Databases;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Repositories.CommitOrder;

/// History is written anew without a large file.
final class RewritingTest {
    private static final Pointer GONE = new Pointer(new Sha256("ab".repeat(32)), 5_000_000_000L);
    private static final Pointer KEPT = new Pointer(new Sha256("cd".repeat(32)), 7);
    private static final RefName OLD = RefName.branch("old").orElseThrow();

    @TempDir
    Path folder;

    private Database database;
    private Repositories repositories;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder);
        repositories = new Workbench(database, new MemoryBlobs(), InstantSource.system()).repositories;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itIsAsIfTheFileHadNeverBeenThere() throws Exception {
        var before = commit(Optional.empty(), write("README.md", "1"));
        var with = commit(Optional.of(before), large("big/w.bin", GONE), large("k.bin", KEPT));
        var after = commit(Optional.of(with), write("README.md", "2"));
        tag("plain", with, "");
        tag("told", with, "in words");
        move(new RefMove(OLD, Optional.empty(), Optional.of(before)));

        try (var rewrite = repositories.prepareWithout(Workbench.LAB, Set.of(GONE.content()))) {
            assertEquals(
                    List.of("refs/heads/main", "refs/tags/plain", "refs/tags/told"),
                    rewrite.moves().stream().map(move -> move.ref().text()).toList());
            assertTrue(database.<Boolean, IOException>run(rewrite::land));
        }

        var refs = repositories.refs(Workbench.LAB);
        assertEquals(before, refs.get(OLD), "what never had it stays as it is");
        assertEquals(resolve("plain"), resolve("told"));
        assertEquals(Optional.empty(), repositories.resolve(Workbench.LAB, after.hex()));
        var tip = resolve("main");
        assertEquals(Optional.empty(), repositories.find(Workbench.LAB, tip, new FilePath("big")));
        assertTrue(repositories.find(Workbench.LAB, tip, new FilePath("k.bin")).isPresent());
        assertEquals(Set.of(KEPT.content()), repositories.largeFilesReachable(Workbench.LAB, refs.values()));
        var history = repositories.history(Workbench.LAB, tip, 0, 10);
        assertEquals(3, history.size());
        assertEquals(before, history.getLast().oid());
        assertEquals("Change it", history.getFirst().title());
        try (var again = repositories.prepareWithout(Workbench.LAB, Set.of(GONE.content()))) {
            assertEquals(List.of(), again.moves(), "there is nothing left to do");
        }
    }

    @Test
    void aCommitMadeMeanwhileWins() throws Exception {
        var with = commit(Optional.empty(), large("w.bin", GONE));
        try (var rewrite = repositories.prepareWithout(Workbench.LAB, Set.of(GONE.content()))) {
            var meanwhile = commit(Optional.of(with), write("a", "1"));
            assertFalse(database.<Boolean, IOException>run(rewrite::land));
            assertEquals(meanwhile, resolve("main"));
        }
    }

    private GitOid resolve(String revision) throws IOException {
        return repositories.resolve(Workbench.LAB, revision).orElseThrow();
    }

    private static FileChange write(String path, String text) {
        return new FileChange.Write(new FilePath(path), Bytes.ofUtf8(text));
    }

    private static FileChange large(String path, Pointer file) {
        return new FileChange.WriteLarge(new FilePath(path), file.content(), file.sizeBytes());
    }

    private GitOid commit(Optional<GitOid> head, FileChange... changes) throws Exception {
        var order = new CommitOrder(RefName.MAIN, head, List.of(changes), "Change it", "", "ada");
        try (var prepared = repositories.prepare(Workbench.LAB, order)) {
            assertTrue(database.<Boolean, IOException>run(prepared::land));
            return prepared.oid();
        }
    }

    private void tag(String name, GitOid commit, String message) throws Exception {
        var ref = RefName.tag(name).orElseThrow();
        try (var prepared = repositories.prepareTag(Workbench.LAB, ref, commit, message, "ada")) {
            assertTrue(database.<Boolean, IOException>run(prepared::land));
        }
    }

    private void move(RefMove move) throws IOException {
        assertTrue(database.<Boolean, IOException>run(() -> repositories.move(Workbench.LAB, List.of(move))));
    }
}
