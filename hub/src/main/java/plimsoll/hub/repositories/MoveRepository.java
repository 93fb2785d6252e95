package plimsoll.hub.repositories;

import java.util.Map;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Gives a repository another name, in the same namespace or another. The old name leads to it for ever after, and
/// nobody else may have it.
public final class MoveRepository {
    private final Catalogue catalogue;
    private final Namespaces namespaces;
    private final Transactions transactions;
    private final Journal journal;

    /// With what it needs.
    public MoveRepository(Catalogue catalogue, Namespaces namespaces, Transactions transactions, Journal journal) {
        this.catalogue = catalogue;
        this.namespaces = namespaces;
        this.transactions = transactions;
        this.journal = journal;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It has this name now.
        record Moved(RepoName to) implements Outcome {}

        /// Another repository has or had this name.
        record NameTaken() implements Outcome {}

        /// There is no account and no organisation of this name.
        record NoSuchNamespace() implements Outcome {}

        /// They may not publish there.
        record Refused(Admission why) implements Outcome {}
    }

    /// Renames.
    ///
    /// @param pass to administer the repository
    public Outcome move(Pass pass, RepoName wanted) {
        var repository = pass.require(Intent.ADMINISTER).repository();
        var admission = Gate.admitToPublish(pass.recipient(), wanted.namespace());
        if (!(admission instanceof Admitted)) {
            return new Outcome.Refused(admission);
        }
        var namespace = namespaces.find(wanted.namespace());
        if (namespace.isEmpty()) {
            return new Outcome.NoSuchNamespace();
        }
        var name = new RepoName(namespace.get(), wanted.name());
        boolean moved = transactions.run(() -> {
            if (!catalogue.rename(repository.id(), name)) {
                return false;
            }
            journal.append(Deed.of(
                    Deed.Kind.REPOSITORY_MOVED,
                    pass.recipient().actor(),
                    repository.id().hex(),
                    Map.of("from", repository.name().toString(), "to", name.toString())));
            return true;
        });
        return moved ? new Outcome.Moved(name) : new Outcome.NameTaken();
    }
}
