package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.Map;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Takes a repository off the hub, with its history, its links to large files and all names it had. Its bytes go when
/// they are next swept.
public final class DeleteRepository {
    private static final int LINKS_AT_ONCE = 1_000;

    private final Catalogue catalogue;
    private final Repositories repositories;
    private final LargeFiles largeFiles;
    private final Releases releases;
    private final Transactions transactions;
    private final Journal journal;

    /// With what it needs.
    public DeleteRepository(
            Catalogue catalogue,
            Repositories repositories,
            LargeFiles largeFiles,
            Releases releases,
            Transactions transactions,
            Journal journal) {
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.largeFiles = largeFiles;
        this.releases = releases;
        this.transactions = transactions;
        this.journal = journal;
    }

    /// Deletes.
    ///
    /// @param pass to administer the repository
    public void delete(Pass pass) throws IOException {
        var repository = pass.require(Intent.ADMINISTER).repository();
        transactions.<Boolean, IOException>run(() -> {
            repositories.delete(repository.id());
            unlink(repository.id());
            releases.forget(repository.id());
            catalogue.remove(repository.id());
            journal.append(Deed.of(
                    Deed.Kind.REPOSITORY_DELETED,
                    pass.recipient().actor(),
                    repository.id().hex(),
                    Map.of("page", repository.page())));
            return true;
        });
    }

    private void unlink(RepositoryId repository) {
        var links = largeFiles.list(repository, "", LINKS_AT_ONCE);
        while (!links.isEmpty()) {
            links.forEach(link -> largeFiles.unlink(repository, link.file().content()));
            links = largeFiles.list(repository, "", LINKS_AT_ONCE);
        }
    }
}
