package plimsoll.hub.repositories;

import java.util.List;
import java.util.Map;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Cuts large files loose from a repository, for good: whatever commit names them, nobody receives them from it
/// again.
public final class RemoveLargeFiles {
    private final LargeFiles largeFiles;
    private final Transactions transactions;
    private final Journal journal;

    /// Removes what `largeFiles` keeps.
    public RemoveLargeFiles(LargeFiles largeFiles, Transactions transactions, Journal journal) {
        this.largeFiles = largeFiles;
        this.transactions = transactions;
        this.journal = journal;
    }

    /// Removes these files, in one transaction with the record of each. What the repository does not have is passed
    /// over.
    ///
    /// @return how many went
    public int remove(Pass pass, List<Sha256> files) {
        pass.require(Intent.WRITE);
        var id = pass.repository().id();
        return transactions.run(() -> {
            int gone = 0;
            for (var file : files) {
                if (largeFiles.find(id, file).isEmpty()) {
                    continue;
                }
                largeFiles.unlink(id, file);
                journal.append(Deed.of(
                        Deed.Kind.LARGE_FILE_REMOVED,
                        pass.recipient().actor(),
                        id.hex(),
                        Map.of("sha256", file.hex())));
                gone++;
            }
            return gone;
        });
    }
}
