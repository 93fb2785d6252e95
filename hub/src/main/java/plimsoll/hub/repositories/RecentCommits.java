package plimsoll.hub.repositories;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;

/// What was committed of late, so that a client which did not hear the answer may send its commit again.
///
/// Safe for use by any number of threads and processes. Every implementation passes `RecentCommitsContract`.
public interface RecentCommits {
    /// How long a commit is remembered: longer than any client keeps retrying.
    Duration KEPT = Duration.ofMinutes(10);

    /// The commit this request made, when it made one since `since`.
    Optional<Made> recall(Asked asked, Instant since);

    /// Remembers that a request made a commit, and forgets what was made before `KEPT`. In the transaction the
    /// calling thread is in.
    void remember(Asked asked, GitOid commit, Instant at);

    /// A request, as far as two of them are the same.
    ///
    /// @param repository where
    /// @param ref the branch
    /// @param actor who asked
    /// @param parent the parent they named; empty when none
    /// @param digest over message and changes
    record Asked(RepositoryId repository, RefName ref, String actor, Optional<String> parent, Sha256 digest) {}

    /// The commit a request made.
    ///
    /// @param commit which
    /// @param at when
    record Made(GitOid commit, Instant at) {}
}
