package plimsoll.hub.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;

/// Which large files belong to which repository. A file that is in the store but not linked to a repository does
/// not exist there: knowing a hash is not possessing the bytes.
///
/// Safe for use by any number of threads. Every implementation passes `LargeFilesContract`.
public interface LargeFiles extends BlobHolders {
    /// Links a file to a repository, because its bytes were received there or its sender may read it elsewhere.
    /// Linking twice does nothing.
    void link(RepositoryId repository, Pointer file, Instant at);

    /// Notes that commits of this repository name these files; from now on its readers may download them,
    /// and no mark of `ReachMarks` is left on them.
    ///
    /// @throws IllegalStateException when one of them is not linked, or no longer: the transaction must not commit
    void commit(RepositoryId repository, Set<Sha256> files);

    /// The file as this repository knows it; empty when it is not linked to it.
    Optional<Linked> find(RepositoryId repository, Sha256 file);

    /// The repositories whose commits name this file, by id, at most `limit`.
    List<RepositoryId> repositoriesWith(Sha256 file, int limit);

    /// Files linked to a repository, by hash, from after `after` (empty text: from the first), at most `limit`.
    List<Linked> list(RepositoryId repository, String after, int limit);

    /// Cuts a file loose from a repository.
    void unlink(RepositoryId repository, Sha256 file);

    /// Links to `to`, a duplicate of `from`, what commits of `from` name: what was only sent there is its sender's.
    void copy(RepositoryId from, RepositoryId to, Instant at);

    /// Cuts every file loose from a repository that is being deleted.
    void unlinkAll(RepositoryId repository);

    /// Links made before `before` whose files no commit has named since. At most `limit`.
    List<Abandoned> abandoned(Instant before, int limit);

    /// Cuts an abandoned link, unless a commit names its file meanwhile.
    ///
    /// @return whether it was cut
    boolean unlinkAbandoned(Abandoned link, Instant before);

    /// Whether any repository links this file.
    boolean isLinked(Sha256 file);

    /// A link.
    ///
    /// @param file the file
    /// @param linkedAt since when
    /// @param committed whether a commit of the repository names it
    record Linked(Pointer file, Instant linkedAt, boolean committed) {}

    /// A link that no commit followed.
    ///
    /// @param repository where
    /// @param file which file
    record Abandoned(RepositoryId repository, Sha256 file) {}
}
