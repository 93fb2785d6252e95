package plimsoll.hub.repositories;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Makes an empty repository.
public final class CreateRepository {
    private final Catalogue catalogue;
    private final Namespaces namespaces;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;
    private final SecureRandom random;

    /// With what it needs. `random` names repositories: what it gives must not repeat.
    public CreateRepository(
            Catalogue catalogue,
            Namespaces namespaces,
            Transactions transactions,
            Journal journal,
            InstantSource clock,
            SecureRandom random) {
        this.catalogue = catalogue;
        this.namespaces = namespaces;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.random = random;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is there.
        record Created(Repository repository) implements Outcome {}

        /// Another has or had this name, and the caller may know it.
        record NameTaken(Repository by) implements Outcome {}

        /// There is no account and no organisation of this name.
        record NoSuchNamespace() implements Outcome {}

        /// They may not publish there.
        record Refused(Admission why) implements Outcome {}
    }

    /// Makes one. Whoever may publish in a namespace sees all that is in it, so nobody learns of a hidden repository by
    /// finding its name taken.
    public Outcome create(Recipient who, RepoKind kind, RepoName wanted, Visibility visibility) {
        var admission = Gate.admitToPublish(who, wanted.namespace());
        if (!(admission instanceof Admitted)) {
            return new Outcome.Refused(admission);
        }
        var namespace = namespaces.find(wanted.namespace());
        if (namespace.isEmpty()) {
            return new Outcome.NoSuchNamespace();
        }
        var now = Instant.ofEpochMilli(clock.millis()); // tables keep milliseconds
        var repository = new Repository(
                RepositoryId.next(now.getEpochSecond(), random),
                kind,
                new RepoName(namespace.get(), wanted.name()),
                visibility,
                now);
        boolean added = transactions.run(() -> {
            if (!catalogue.add(repository)) {
                return false;
            }
            journal.append(Deed.of(
                    Deed.Kind.REPOSITORY_CREATED,
                    who.actor(),
                    repository.id().hex(),
                    Map.of("page", repository.page(), "visibility", visibility.name())));
            return true;
        });
        return added
                ? new Outcome.Created(repository)
                : catalogue
                        .find(kind, repository.name())
                        .<Outcome>map(Outcome.NameTaken::new)
                        .orElseGet(() -> create(who, kind, wanted, visibility)); // it went away meanwhile
    }
}
