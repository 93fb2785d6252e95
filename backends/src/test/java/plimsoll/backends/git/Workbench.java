package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.SqlJournal;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Repositories.CommitOrder;
import plimsoll.hub.repositories.Repositories.PathConflict;

/// One repository and all that keeps it, with the few moves that tests make.
final class Workbench {
    static final RepositoryId LAB = new RepositoryId("0123456789abcdef01234567");

    final Database database;
    final MemoryBlobs blobs;
    final GitStore store;
    final JGitRepositories repositories;
    final PackMaintenance maintenance;
    final SqlJournal journal;

    Workbench(Database database, MemoryBlobs blobs, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.store = new GitStore(database, blobs, clock, new Random());
        this.repositories = new JGitRepositories(store);
        this.maintenance = new PackMaintenance(store);
        this.journal = new SqlJournal(database, clock);
    }

    /// Something done inside the transaction.
    interface Step {
        Step NONE = _ -> {};

        void at(String point) throws IOException;
    }

    Optional<GitOid> main() throws IOException {
        return repositories.resolve(LAB, "main");
    }

    /// Commits one file, with its record in the journal.
    ///
    /// @return whether it landed
    boolean commit(String path, String text, Step step) throws IOException, PathConflict {
        var order = order(RefName.MAIN, main(), path, text);
        try (var prepared = repositories.prepare(LAB, order)) {
            return database.<Boolean, IOException>run(() -> {
                step.at("begun");
                if (!prepared.land()) {
                    return false;
                }
                step.at("landed");
                journal.append(Deed.of(
                        Deed.Kind.REFS_MOVED,
                        "ada",
                        LAB.hex(),
                        Map.of("to", prepared.oid().hex())));
                step.at("recorded");
                return true;
            });
        }
    }

    void commit(String path, String text) throws IOException, PathConflict {
        assertTrue(commit(path, text, Step.NONE));
    }

    /// Everything that packs are kept in: blobs, and rows.
    Set<Sha256> files() throws IOException {
        var files = new HashSet<Sha256>();
        database.read(handle -> handle.createQuery("select sha256 from git_small_file")
                        .mapTo(String.class)
                        .list())
                .forEach(name -> files.add(new Sha256(name)));
        try (var list = blobs.list()) {
            list.forEach(blob -> files.add(blob.name()));
        }
        return files;
    }

    /// A text that no pack keeps in a row, other for each `seed`.
    static String longText(int seed) {
        var bytes = new byte[2 * SmallFiles.MAX_BYTES];
        new Random(seed).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Reads everything the main branch leads to.
    ///
    /// @return how many commits that were
    int readAll() throws IOException {
        var head = main();
        if (head.isEmpty()) {
            return 0;
        }
        for (var commit : repositories.history(LAB, head.get(), 0, Integer.MAX_VALUE)) {
            for (var entry : repositories
                    .list(LAB, commit.oid(), "", true, "", Integer.MAX_VALUE)
                    .orElseThrow()) {
                if (!(entry instanceof Entry.Folder)) {
                    try (var in = repositories.open(LAB, entry.oid())) {
                        in.readAllBytes();
                    }
                }
            }
        }
        return repositories.countCommits(LAB, head.get());
    }

    static CommitOrder order(RefName ref, Optional<GitOid> head, String path, String text) {
        var change = new FileChange.Write(new FilePath(path), Bytes.ofUtf8(text));
        return new CommitOrder(ref, head, List.of(change), "Write " + path, "", "ada");
    }
}
