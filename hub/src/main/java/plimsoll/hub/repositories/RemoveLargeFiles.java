package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Repositories.HistoryTooLong;

/// Cuts large files loose from a repository, for good: nobody receives them from it again. The commits that name them
/// stay, or are written anew without them.
public final class RemoveLargeFiles {
    /// Every lost compare-and-set means that somebody committed meanwhile.
    private static final int MAX_ATTEMPTS = 8;

    private final Repositories repositories;
    private final LargeFiles largeFiles;
    private final Transactions transactions;
    private final Journal journal;
    private final RecordMoves records;

    /// Removes what `largeFiles` keeps from what `repositories` keep.
    public RemoveLargeFiles(
            Repositories repositories,
            LargeFiles largeFiles,
            Transactions transactions,
            Journal journal,
            RecordMoves records) {
        this.repositories = repositories;
        this.largeFiles = largeFiles;
        this.transactions = transactions;
        this.journal = journal;
        this.records = records;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// They are gone.
        record Removed(int count) implements Outcome {}

        /// Others committed all the while; nothing was changed.
        record Busy() implements Outcome {}

        /// There are too many commits to write them anew; nothing was changed.
        record TooLong(int mostCommits) implements Outcome {}
    }

    /// Removes these files, in one transaction with the record of each, and leaves the history as it is. What the
    /// repository does not have is passed over.
    public Outcome remove(Pass pass, List<Sha256> files) {
        pass.require(Intent.WRITE);
        return transactions.run(() -> unlink(pass, present(pass, files)));
    }

    /// Removes these files, and writes every commit anew that had one of them, or comes after one that had: in one
    /// transaction with the move of each ref.
    public Outcome removeFromHistory(Pass pass, List<Sha256> files) throws IOException {
        pass.require(Intent.WRITE);
        var present = present(pass, files);
        if (present.isEmpty()) {
            return new Outcome.Removed(0);
        }
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try (var rewrite = repositories.prepareWithout(pass.repository().id(), present)) {
                var record = records.prepare(pass, rewrite.moves(), rewrite);
                boolean landed = transactions.<Boolean, IOException>run(() -> {
                    if (!rewrite.land()) {
                        return false;
                    }
                    record.take();
                    unlink(pass, present);
                    return true;
                });
                if (landed) {
                    return new Outcome.Removed(present.size());
                }
            } catch (HistoryTooLong e) {
                return new Outcome.TooLong(e.mostCommits());
            }
        }
        return new Outcome.Busy();
    }

    private Set<Sha256> present(Pass pass, List<Sha256> files) {
        var present = new HashSet<>(files);
        present.removeIf(file -> largeFiles.find(pass.repository().id(), file).isEmpty());
        return present;
    }

    private Outcome unlink(Pass pass, Set<Sha256> files) {
        var id = pass.repository().id();
        for (var file : files) {
            largeFiles.unlink(id, file);
            journal.append(Deed.of(
                    Deed.Kind.LARGE_FILE_REMOVED, pass.recipient().actor(), id.hex(), Map.of("sha256", file.hex())));
        }
        return new Outcome.Removed(files.size());
    }
}
