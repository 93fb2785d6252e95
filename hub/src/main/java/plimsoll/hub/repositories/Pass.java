package plimsoll.hub.repositories;

import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Repository;

/// Proof that the gate let somebody in: what reads or changes a repository takes one, and only `EnterRepository` makes
/// them.
public final class Pass {
    private final Recipient recipient;
    private final Intent intent;
    private final Repository repository;

    Pass(Recipient recipient, Intent intent, Repository repository) {
        this.recipient = recipient;
        this.intent = intent;
        this.repository = repository;
    }

    /// Who was let in.
    public Recipient recipient() {
        return recipient;
    }

    /// Into which repository.
    public Repository repository() {
        return repository;
    }

    /// This pass, for those who need to be let do at least `needed`.
    ///
    /// @throws IllegalStateException when it was issued for less: a route asked for the wrong thing
    public Pass require(Intent needed) {
        if (intent.compareTo(needed) < 0) {
            throw new IllegalStateException("a pass to %s does not let anybody %s".formatted(intent, needed));
        }
        return this;
    }
}
