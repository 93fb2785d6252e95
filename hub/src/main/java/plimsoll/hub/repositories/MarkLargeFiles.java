package plimsoll.hub.repositories;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.content.LargeFiles.Linked;
import plimsoll.hub.content.ReachMarks;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Cuts loose the large files that nothing reaches any more: no branch, tag or pull request in its whole history, and
/// no revision that is released. A round looks at every repository. A file goes when a round finds it unreached, one
/// that began `SweepBlobs.GRACE` before found it so too, and none in between found otherwise. Its bytes go later, by
/// `SweepBlobs`, once nobody else holds them.
///
/// Safe beside uploads, commits and another round. A round that was killed goes on where it was.
public final class MarkLargeFiles {
    private static final int PAGE = 1_000;

    private final Catalogue catalogue;
    private final Repositories repositories;
    private final Releases releases;
    private final LargeFiles files;
    private final ReachMarks marks;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// Sets `marks` on `files` by what `repositories` reach.
    public MarkLargeFiles(
            Catalogue catalogue,
            Repositories repositories,
            Releases releases,
            LargeFiles files,
            ReachMarks marks,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.releases = releases;
        this.files = files;
        this.marks = marks;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What a round would cut loose now if it found nothing new; changes nothing.
    public ReachMarks.Marked due() {
        return marks.markedBefore(graceBegan());
    }

    /// Ends the round under way, or makes a whole one.
    ///
    /// @return what was done; of a round that was under way, only the rest
    public Round round() throws IOException {
        return this.<RuntimeException>round(_ -> {});
    }

    /// The same, telling how far it is.
    ///
    /// @param looked hears it after each repository
    public <X extends Exception> Round round(Looked<X> looked) throws IOException, X {
        var round = new Round(0, 0, 0);
        for (var page = next(); !page.isEmpty(); page = next()) {
            for (var repository : page) {
                round = round.plus(look(repository));
                looked.at(round.repositories);
            }
        }
        marks.doneUpTo("");
        return round;
    }

    private List<RepositoryId> next() {
        return marks.repositories(marks.doneUpTo(), PAGE);
    }

    private Round look(RepositoryId repository) throws IOException {
        var refs = repositories.refs(repository);
        var reached = reached(repository, refs);
        return transactions.<Round, IOException>run(() -> {
            marks.doneUpTo(repository.hex());
            if (reached.isEmpty()) {
                return new Round(1, 1, 0);
            }
            // Whoever moved a ref meanwhile may have brought a file back: the next round looks again.
            boolean moved = !repositories.refs(repository).equals(refs);
            return new Round(1, 0, moved ? 0 : settle(repository, reached.get()));
        });
    }

    // Empty where a history cannot be read: what is not known to be unreached stays.
    private Optional<Set<Sha256>> reached(RepositoryId repository, Map<RefName, GitOid> refs) {
        var tips = new ArrayList<>(refs.values());
        catalogue
                .find(repository)
                .ifPresent(found -> tips.addAll(releases.of(found).released().values()));
        try {
            return Optional.of(repositories.largeFilesReachable(repository, tips));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private int settle(RepositoryId repository, Set<Sha256> reached) {
        var marked = marks.marked(repository);
        var back = new HashSet<>(marked.keySet());
        back.retainAll(reached);
        marks.unmark(repository, back);
        var lost = committed(repository);
        lost.removeAll(reached);
        lost.removeAll(marked.keySet());
        marks.mark(repository, lost, clock.instant());
        int cut = 0;
        for (var file : marked.keySet()) {
            cut += !reached.contains(file) && cut(repository, file) ? 1 : 0;
        }
        return cut;
    }

    private Set<Sha256> committed(RepositoryId repository) {
        var committed = new HashSet<Sha256>();
        var after = "";
        for (var page = files.list(repository, after, PAGE);
                !page.isEmpty();
                page = files.list(repository, after, PAGE)) {
            page.stream()
                    .filter(Linked::committed)
                    .forEach(linked -> committed.add(linked.file().content()));
            after = page.getLast().file().content().hex();
        }
        return committed;
    }

    private boolean cut(RepositoryId repository, Sha256 file) {
        boolean gone = marks.unlinkMarked(repository, file, graceBegan());
        if (gone) {
            journal.append(Deed.of(
                    Deed.Kind.LARGE_FILE_REMOVED,
                    Deed.PLIMSOLL,
                    repository.hex(),
                    Map.of("sha256", file.hex(), "reason", "nothing reaches it")));
        }
        return gone;
    }

    private Instant graceBegan() {
        return clock.instant().minus(SweepBlobs.GRACE);
    }

    /// Hears how far a round is.
    ///
    /// @param <X> how it ends one that is no longer wanted
    @FunctionalInterface
    public interface Looked<X extends Exception> {
        /// So many repositories were looked at.
        void at(int repositories) throws X;
    }

    /// What a round did.
    ///
    /// @param repositories how many it looked at
    /// @param unread how many of them have a history that could not be read
    /// @param unlinked how many files it cut loose
    public record Round(int repositories, int unread, int unlinked) {
        private Round plus(Round more) {
            return new Round(repositories + more.repositories, unread + more.unread, unlinked + more.unlinked);
        }
    }
}
