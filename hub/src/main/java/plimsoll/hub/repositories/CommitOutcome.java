package plimsoll.hub.repositories;

import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.FilePath;

/// What became of a commit. Whatever it is but `Accepted`, nothing has changed.
public sealed interface CommitOutcome {
    /// It is in the branch.
    ///
    /// @param commit its id
    /// @param replayed whether it was there already, because its sender did not hear the first answer
    record Accepted(GitOid commit, boolean replayed) implements CommitOutcome {}

    /// The branch is no longer where the sender saw it.
    ///
    /// @param head where it is; empty when it has no commit
    record HeadMoved(Optional<GitOid> head) implements CommitOutcome {}

    /// There is no such branch.
    record NoBranch(String revision) implements CommitOutcome {}

    /// It deletes what is not there.
    record NothingToDelete(String reason) implements CommitOutcome {}

    /// It cannot be applied, for the reason given.
    record Unfit(String reason) implements CommitOutcome {}

    /// It names a large file whose bytes this repository does not have.
    record LargeFileMissing(FilePath path) implements CommitOutcome {}

    /// Too many others are committing to the same branch.
    record Busy() implements CommitOutcome {}
}
