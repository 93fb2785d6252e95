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
    private final Releases releases;
    private final Transactions transactions;
    private final InstantSource clock;

    /// With what it needs.
    public KeepDescribed(
            Describe describe,
            Catalogue catalogue,
            Repositories repositories,
            Releases releases,
            Transactions transactions,
            InstantSource clock) {
        this.describe = describe;
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.releases = releases;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void mainMoved(Repository repository, GitOid head) throws IOException {
        var release = releases.of(repository);
        if (release.plan().byHand() && !head.equals(release.released().get(RefName.MAIN))) {
            return; // listings speak to everybody, and nobody but its publisher sees this commit yet
        }
        var description = describe.prepare(repository, head);
        transactions.<Boolean, IOException>run(() -> {
            var main = release.plan().byHand()
                    ? releases.of(repository).released().get(RefName.MAIN)
                    : repositories.refs(repository.id()).get(RefName.MAIN);
            boolean current =
                    head.equals(main) && catalogue.find(repository.id()).isPresent();
            if (current) {
                catalogue.describe(repository.id(), description, Instant.ofEpochMilli(clock.millis()));
            }
            return current;
        });
    }
}
