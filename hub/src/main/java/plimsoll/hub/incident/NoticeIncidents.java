package plimsoll.hub.incident;

import java.time.Duration;
import java.util.Optional;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.repositories.Catalogue;

/// Reports what the hub itself sees of incidents in its journal: that something was recalled, and that many accounts
/// were suspended within a short time.
public final class NoticeIncidents implements FollowJournal.Follower {
    /// So many suspensions within `WINDOW` are more than single cases.
    public static final int MANY_SUSPENSIONS = 10;
    /// How long they are counted together.
    public static final Duration WINDOW = Duration.ofHours(1);

    /// So far back the journal is looked through for them.
    private static final int LOOKED_AT = 2_000;

    private final ReportIncident report;
    private final Catalogue catalogue;
    private final Journal journal;

    /// With what it needs.
    public NoticeIncidents(ReportIncident report, Catalogue catalogue, Journal journal) {
        this.report = report;
        this.catalogue = catalogue;
        this.journal = journal;
    }

    @Override
    public void saw(Link link) {
        if (link.deed().kind() == Deed.Kind.RELEASE_RECALLED) {
            recalled(link.deed());
        } else if (suspends(link)) {
            suspended(link);
        }
    }

    private void recalled(Deed deed) {
        var repository = catalogue.find(new RepositoryId(deed.subject()));
        report.found(
                "recall:" + deed.details().getOrDefault("number", deed.subject()),
                repository,
                "%s was recalled: %s"
                        .formatted(
                                deed.details().getOrDefault("page", "A release"),
                                deed.details().getOrDefault("reason", "")));
    }

    private void suspended(Link last) {
        long from = Math.max(0, last.position() + 1 - LOOKED_AT);
        var since = last.at().minus(WINDOW);
        var many = journal.read(from, (int) (last.position() + 1 - from)).stream()
                .filter(link -> link.at().isAfter(since) && suspends(link))
                .toList();
        // Told when the number is reached, and again when as many more were suspended since.
        if (many.size() >= MANY_SUSPENSIONS && many.size() % MANY_SUSPENSIONS == 0) {
            report.found(
                    "suspensions:" + last.position(),
                    Optional.empty(),
                    "%d accounts were suspended within %d minutes, the last at %s."
                            .formatted(many.size(), WINDOW.toMinutes(), last.at()));
        }
    }

    private static boolean suspends(Link link) {
        var deed = link.deed();
        return deed.kind() == Deed.Kind.STANDING_CHANGED
                && Standing.SUSPENDED.name().equals(deed.details().get("standing"));
    }
}
