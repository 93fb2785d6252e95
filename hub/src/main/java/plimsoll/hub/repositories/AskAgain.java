package plimsoll.hub.repositories;

import java.util.Optional;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Holder;

/// Asks the gate again about somebody it let in before: since then they may have lost a role or a token, and the
/// repository may have been closed, recalled or deleted.
///
/// Safe for use by any number of threads.
public final class AskAgain {
    private final Catalogue catalogue;
    private final EnterRepository door;
    private final TicketHolders holders;

    /// Asks at `door` about repositories of `catalogue` and whoever `holders` knows.
    public AskAgain(Catalogue catalogue, EnterRepository door, TicketHolders holders) {
        this.catalogue = catalogue;
        this.door = door;
        this.holders = holders;
    }

    /// The pass that the gate would still give `holder` to do `intent` in the repository.
    public Optional<Pass> bearer(Holder holder, Intent intent, RepositoryId repository) {
        var today = holders.today(holder);
        return catalogue
                .find(repository)
                .flatMap(found -> door.enter(today, intent, found) instanceof Entrance.Entered(var pass)
                        ? Optional.of(pass)
                        : Optional.empty());
    }
}
