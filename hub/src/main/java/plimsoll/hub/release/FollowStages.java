package plimsoll.hub.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Releases;

/// Lets listings follow plans whose stages come into force by themselves, and holds stages back while an incident is
/// open. The gate itself goes by the clock and needs nobody to follow it.
public final class FollowStages {
    private final Releases releases;
    private final Catalogue catalogue;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;
    private Instant followed;

    /// With what it needs. The first turn looks at every stage that ever came.
    public FollowStages(
            Releases releases, Catalogue catalogue, Transactions transactions, Journal journal, InstantSource clock) {
        this.releases = releases;
        this.catalogue = catalogue;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.followed = Instant.EPOCH;
    }

    /// Brings listings up to date with the stages that have come since the last turn; when the clock was set back, with
    /// those that are still to come. One thread at a time.
    public synchronized void follow() {
        var now = Instant.ofEpochMilli(clock.millis());
        boolean back = now.isBefore(followed);
        for (var id : back ? releases.reached(now, followed) : releases.reached(followed, now)) {
            catalogue.find(id).ifPresent(repository -> show(repository, now));
        }
        followed = now;
    }

    /// Opens or closes an incident.
    ///
    /// @param pass to administer the repository
    public void incident(Pass pass, boolean open) {
        incident(pass.require(Intent.ADMINISTER).repository(), pass.recipient().actor(), open);
    }

    /// Opens or closes an incident on the word of those who handle it.
    ///
    /// @param actor who says so
    public void incident(Repository repository, String actor, boolean open) {
        var now = Instant.ofEpochMilli(clock.millis());
        transactions.run(() -> {
            if (releases.of(repository).incidentOpen() == open) {
                return false;
            }
            releases.incident(repository, open, now);
            catalogue.show(repository.id(), releases.of(repository).showing(repository.kind(), now));
            journal.append(Deed.of(
                    Deed.Kind.INCIDENT_CHANGED, actor, repository.id().hex(), Map.of("open", Boolean.toString(open))));
            return true;
        });
    }

    private void show(Repository repository, Instant now) {
        transactions.run(() -> {
            var showing = releases.of(repository).showing(repository.kind(), now);
            boolean changed = catalogue
                    .listed(repository.id())
                    .filter(listed -> !listed.showing().equals(showing))
                    .isPresent();
            if (changed) {
                catalogue.show(repository.id(), showing);
                journal.append(Deed.of(
                        Deed.Kind.STAGE_REACHED,
                        Deed.PLIMSOLL,
                        repository.id().hex(),
                        Map.of(
                                "level",
                                showing.level().word(),
                                "visibility",
                                showing.visibility().name())));
            }
            return changed;
        });
    }
}
