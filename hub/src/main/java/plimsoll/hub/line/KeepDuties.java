package plimsoll.hub.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Line;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.ledger.Transactions;

/// Keeps for each repository what the rules that apply to it oblige to, so that each obligation has a first day: when
/// facts or packs change, and when a release was decided about, for some rules ask what is published.
public final class KeepDuties implements FollowJournal.Follower {
    private static final Set<Deed.Kind> DECISIONS = EnumSet.of(
            Deed.Kind.PLAN_SET,
            Deed.Kind.STAGE_REACHED,
            Deed.Kind.SETTINGS_CHANGED,
            Deed.Kind.RELEASE_RECALLED,
            Deed.Kind.RECALL_LIFTED);

    private final Duties duties;
    private final FactSheets sheets;
    private final Ceilings ceilings;
    private final Transactions transactions;
    private final InstantSource clock;

    /// With what it needs.
    public KeepDuties(
            Duties duties, FactSheets sheets, Ceilings ceilings, Transactions transactions, InstantSource clock) {
        this.duties = duties;
        this.sheets = sheets;
        this.ceilings = ceilings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Keeps what a repository's line obliges to. In the transaction the calling thread is in, or in one of its own.
    void keep(RepositoryId repository, Line line) {
        if (changed(repository, line).isEmpty()) {
            return;
        }
        transactions.run(() -> {
            changed(repository, line).forEach(duties::keep);
            return true;
        });
    }

    @Override
    public void saw(Link link) {
        var subject = link.deed().subject();
        if (DECISIONS.contains(link.deed().kind()) && RepositoryId.isRepositoryId(subject)) {
            var repository = new RepositoryId(subject);
            sheets.of(repository)
                    .ifPresent(kept ->
                            keep(repository, ceilings.of(kept, List.of()).line()));
        }
    }

    private List<Duty> changed(RepositoryId repository, Line line) {
        return Duty.changed(repository, duties.of(repository), line, Instant.ofEpochMilli(clock.millis()));
    }
}
