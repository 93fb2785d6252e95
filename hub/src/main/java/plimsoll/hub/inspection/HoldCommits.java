package plimsoll.hub.inspection;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Hold;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Releases;

/// Keeps commits whose files are not found good from others than their publisher, says so, and records why. What calls
/// it is in a transaction.
public final class HoldCommits {
    /// More commits than this are not told one by one: those of a long history that all have one bad file.
    private static final int MOST_TOLD = 20;

    private final Releases releases;
    private final Notices notices;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public HoldCommits(Releases releases, Notices notices, Journal journal, InstantSource clock) {
        this.releases = releases;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
    }

    /// Holds commits, and lets those go that passed.
    ///
    /// @param inspector the version that found what was found
    void hold(Repository repository, List<Hold> holds, Collection<GitOid> passed, String inspector) {
        var before = releases.of(repository).holds();
        var changed = holds.stream().filter(hold -> !before.contains(hold)).toList();
        releases.hold(repository.id(), changed, passed);
        changed.stream().filter(Hold::unsafe).limit(MOST_TOLD).forEach(hold -> tell(repository, hold, inspector));
    }

    private void tell(Repository repository, Hold hold, String inspector) {
        journal.append(Deed.of(
                Deed.Kind.COMMIT_HELD,
                Deed.PLIMSOLL,
                repository.id().hex(),
                Map.of("commit", hold.commit().hex(), "inspector", inspector, "why", hold.reason())));
        notices.send(
                repository.name().namespace(),
                new Notice(
                        "Commit %s of %s is kept from others than its publisher. %s"
                                .formatted(hold.commit().hex().substring(0, 10), repository.name(), hold.reason()),
                        repository.page() + "/commit/" + hold.commit().hex(),
                        Instant.ofEpochMilli(clock.millis())));
    }

    /// Why a file holds the commits it is in, in one sentence.
    static String why(FilePath path, FileVerdict verdict) {
        var reason = verdict.reason().map(Object::toString).orElse("no reason is known");
        return switch (verdict.verdict()) {
            case DANGEROUS -> "%s is not safe: %s.".formatted(path, reason);
            case UNFINISHED, SUSPICIOUS, SAFE -> "%s could not be inspected to its end: %s.".formatted(path, reason);
        };
    }
}
