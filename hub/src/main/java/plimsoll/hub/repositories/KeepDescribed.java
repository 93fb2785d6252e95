package plimsoll.hub.repositories;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Transactions;

/// Brings the catalogue up to date when a main branch has moved. Reads first and then, in one short transaction, notes
/// what it read if the branch is still there: of two that follow each other closely the later one wins, whichever is
/// done first.
public final class KeepDescribed implements Sequel {
    private final Describe describe;
    private final Catalogue catalogue;
    private final Repositories repositories;
    private final Transactions transactions;
    private final InstantSource clock;

    /// With what it needs.
    public KeepDescribed(
            Describe describe,
            Catalogue catalogue,
            Repositories repositories,
            Transactions transactions,
            InstantSource clock) {
        this.describe = describe;
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void mainMoved(Repository repository, GitOid head) throws IOException {
        var description = describe.prepare(repository, head);
        transactions.<Boolean, IOException>run(() -> {
            boolean current = head.equals(repositories.refs(repository.id()).get(RefName.MAIN))
                    && catalogue.find(repository.id()).isPresent();
            if (current) {
                catalogue.describe(repository.id(), description, Instant.ofEpochMilli(clock.millis()));
            }
            return current;
        });
    }
}
