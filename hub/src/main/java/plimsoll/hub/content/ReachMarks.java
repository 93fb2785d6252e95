package plimsoll.hub.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;

/// Marks on committed large files that no ref of their repository reaches any more, and how far the round that sets
/// them has come. A commit that names such a file takes its mark off.
///
/// Safe for use by any number of threads. Every implementation passes `LargeFilesContract`.
public interface ReachMarks {
    /// Repositories with files that commits name, by id, from after `after` (empty text: from the first), at most
    /// `limit`.
    List<RepositoryId> repositories(String after, int limit);

    /// The marked files of a repository, and since when they are unreached.
    Map<Sha256, Instant> marked(RepositoryId repository);

    /// Marks files that commits of a repository name. A mark that is there keeps its time.
    void mark(RepositoryId repository, Set<Sha256> files, Instant at);

    /// Takes marks off.
    void unmark(RepositoryId repository, Set<Sha256> files);

    /// Cuts a file loose from a repository, if it still bears a mark set before `before`.
    ///
    /// @return whether it was cut
    boolean unlinkMarked(RepositoryId repository, Sha256 file, Instant before);

    /// What bears marks set before `before`.
    Marked markedBefore(Instant before);

    /// The last repository that the present round is done with; empty text when none is under way.
    String doneUpTo();

    /// Notes it.
    void doneUpTo(String repository);

    /// Files that nothing reaches.
    ///
    /// @param files how many, each counted in every repository that has it
    /// @param bytes how large they are together
    record Marked(long files, long bytes) {}
}
