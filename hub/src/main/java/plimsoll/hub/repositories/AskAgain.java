package plimsoll.hub.repositories;

import java.util.Optional;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Holder;

/// Asks the gate again about somebody it let in before: since then they may have lost a role or a token, and the
/// repository may have been hidden or deleted.
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

    /// Who `holder` is today, if the gate would still let them do `intent` in the repository.
    public Optional<Bearer> bearer(Holder holder, Intent intent, RepositoryId repository) {
        var today = holders.today(holder);
        return catalogue
                .find(repository)
                .filter(found -> door.enter(today, intent, found) instanceof Entrance.Entered)
                .map(found -> new Bearer(today, found));
    }

    /// Somebody who is still let in.
    ///
    /// @param recipient who they are today
    /// @param repository where they are
    public record Bearer(Recipient recipient, Repository repository) {}
}
