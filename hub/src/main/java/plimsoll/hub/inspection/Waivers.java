package plimsoll.hub.inspection;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Waiver;
import plimsoll.domain.repository.RepositoryId;

/// Held commits that a person let go. While one is in force, `Releases` tells no hold of that commit for that finding.
///
/// Safe for use by any number of threads. What changes something belongs into the transaction of its deed. A deleted
/// repository's go with it. Every implementation passes `WaiversContract`.
public interface Waivers {
    /// Those of a repository, over or not.
    List<Waiver> of(RepositoryId repository);

    /// Keeps one, in place of the one of the same commit.
    void keep(RepositoryId repository, Waiver waiver);

    /// Ends those of a commit.
    ///
    /// @return false, and nothing done, where there is none
    boolean end(RepositoryId repository, GitOid commit);

    /// Repositories with one that ended by itself at or before `now` and is still kept.
    List<RepositoryId> ended(Instant now);
}
