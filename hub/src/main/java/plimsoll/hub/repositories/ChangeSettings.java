package plimsoll.hub.repositories;

import java.util.Map;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Shows or hides a repository.
public final class ChangeSettings {
    private final Catalogue catalogue;
    private final Transactions transactions;
    private final Journal journal;

    /// With what it needs.
    public ChangeSettings(Catalogue catalogue, Transactions transactions, Journal journal) {
        this.catalogue = catalogue;
        this.transactions = transactions;
        this.journal = journal;
    }

    /// Lets strangers know of the repository, or no longer. Setting what is set already does nothing.
    ///
    /// @param pass to administer the repository
    public void show(Pass pass, Visibility visibility) {
        var repository = pass.require(Intent.ADMINISTER).repository();
        if (repository.visibility() == visibility) {
            return;
        }
        transactions.run(() -> {
            catalogue.show(repository.id(), visibility);
            journal.append(Deed.of(
                    Deed.Kind.SETTINGS_CHANGED,
                    pass.recipient().actor(),
                    repository.id().hex(),
                    Map.of("visibility", visibility.name())));
            return true;
        });
    }
}
